import { askKind } from "./ask-kind.ts";
import { countsThem } from "./count-words.ts";
import { NotUnderstood } from "./not-understood.ts";
import type { Field, Resource } from "./resource-plan.ts";
import { camelCase, onLastWord, plural, withArticle } from "./words.ts";

/**
 * Gives each field whose name doesn't say surely what it holds the likeliest kind, and says so.
 * Throws where a list has hardly a field that is sure: then its nouns may be wishes, or things of their own.
 */
export function settleGuesses(resources: readonly Resource[], assumptions: string[]): void {
  for (const { singular: noun, plural: many, fields } of resources) {
    const guesses = fields.filter(({ isGuess, kind, saidPlural }) => isGuess === true && (kind === "text" || kind === "list" || saidPlural));
    const sure = fields.filter((field) => !field.isReadOnly && !guesses.includes(field));
    for (const field of guesses) {
      if (isSeveralNumbers(field) || sure.length * 3 < guesses.length) throw new NotUnderstood(`It isn't clear what the "${field.label}" of ${withArticle(noun)} holds. Say it behind the name: "${field.label} (text)", "(number)", "(date)" or "(yes/no)".`, field.label, true);
      const read = [`${many}: ${field.label} is text`, `${many}: ${field.label} are a list of texts`];
      const said = `${many}: ${settle(field)}`;
      const line = assumptions.findIndex((other) => read.includes(other));
      assumptions.splice(line < 0 ? assumptions.length : line, line < 0 ? 0 : 1, said);
    }
    for (const field of fields) delete field.isGuess;
  }
}

/** "marks" and "prices" of one thing: no field holds several numbers. */
const isSeveralNumbers = ({ kind, saidPlural }: Field): boolean => saidPlural === true && kind !== "text" && kind !== "list" && kind !== "url";

/** What is worth so much. */
const MONEY = /\b(?:(?:insured|insurance|deal|market|estimated|resale|purchase|cash|property|replacement|current|declared) value|worth|bid|fine|fare|toll|earnings|savings|debts?|commission|bonus|rebate|stake|loan|minimum increment)$/;

/** The label as it was said, and what it is taken for. */
function settle(field: Field): string {
  const said = field.saidPlural && field.label.includes(" ") ? onLastWord(field.label, plural) : field.label;
  const kind = countsThem(said) ? "integer" : askKind(said);
  const rename = (): void => { field.label = said; field.name = camelCase(said); };
  switch (kind) {
    case "integer": rename(); Object.assign(field, { kind: "integer", min: 0 }); return `${said} is a whole number`;
    case "number": rename(); field.kind = MONEY.test(said) ? "money" : "number"; return `${said} is ${field.kind === "money" ? "money" : "a number"}`;
    case "date": field.kind = "date"; return `${field.label} is a date`;
    case "yes/no": Object.assign(field, { kind: "boolean", isRequired: false }); return `${field.label} is true or false`;
    case "list": rename(); field.kind = "list"; return `${said} are a list of texts`;
    case "text": case null: break;
  }
  if (field.kind === "url" || (field.saidPlural && field.kind === "text" && kind === null)) { rename(); field.kind = "list"; return `${said} are a list of texts`; }
  if (field.kind === "list") return `${field.label} are a list of texts`;
  if (kind === "text") rename();
  field.kind = "text";
  return `${field.label} is text`;
}
