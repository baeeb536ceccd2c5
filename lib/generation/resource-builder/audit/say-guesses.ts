import type { Field, ResourcePlan } from "../resource-plan.ts";

/** What a field was taken for by a word that may mean something else, where no line says so yet. */
export function sayGuesses(text: string, { resources, assumptions }: ResourcePlan): void {
  for (const { plural: many, fields } of resources) {
    for (const field of fields) {
      const said = meant(field, text);
      if (said !== null && !assumptions.some((line) => line.startsWith(`${many}: ${field.label} `))) assumptions.push(`${many}: ${said}`);
    }
  }
}

/** "from" alone is a day or a place. */
function meant({ label, kind }: Field, text: string): string | null {
  const edge = /^(from|to) (date|time|place)$/.exec(label);
  if (edge && !text.includes(label)) return `"${edge[1] ?? ""}" is ${kind === "date" ? "a date" : kind === "time" ? "a time of day" : kind === "dateTime" ? "a date and time" : "a place, as text"}`;
  if (kind === "date" && / (?:from|to)$/.test(label)) return `${label} is a date`;
  if (kind === "money" && SUM.test(label) && !MONEY.test(text)) return `${label} is money, with at most two decimals`;
  return kind === "integer" && /^[a-z]+s (?:[a-z]+(?:ed|en)|sold|bought|made|sent|lent|built|caught|grown|found|lost|won)$/.test(label) ? `${label} is a whole number: how many` : null;
}

/** Some are of money, some of grams. */
const SUM = /^(?:amount|total|sum|balance|value)$/;
const MONEY = /\b(?:money|eur|euros?|dollars?|pounds|cents|[a-z]*price|costs?|pay|pays|paid|payments?|owes?|debts?|loans?|invoices?|bills?|expenses?|spend\w*|spent|donat\w*|income|budgets?|salary|salaries|fees?|fines?|receipts?|transactions?|transfers?|refunds?|bank|account|currency|tips?|deposits?|orders?|sales?|rent|gifts?|funds?|savings)\b|[€$£]/;
