import { copyOf } from "../copy-of.ts";
import type { OutlineField } from "../outline/schema.ts";
import { pluralOf } from "../outline/outline-issues.ts";
import { type Draft, type DraftThing, nounOf, say } from "./draft.ts";
import { findField } from "./find-field.ts";
import { timesOf } from "./times-of.ts";

const ASK = "(?:(?:and|also|please|then|it should|the api should|i want to|we want to) )*(?:(?:work out|calculate|compute|show|give|tell|know|have|see|determine)(?: me| us)? )?(?:automatically )?";
const NAME = "(?:the |its |their |an? |each )?(?<name>(?:total|overall|line|order|booking|rental|gross|final)?(?: ?(?:cost|costs|price|amount|sum|pay|wage|fee|value|bill|total|charge))?)(?: (?:of|for|per) (?:an?|the|each|every|it) ?[a-z]*)?";
const FACTOR = "(?:the |its |their |number of |the number of )*";
const FORMS = [
  new RegExp(`^${ASK}${NAME} (?:is|are|=|equals|should be|must be|from|as|comes from|out of|by|made of)(?: calculated| computed| worked out)?(?: (?:from|as|by))? ${FACTOR}(?<one>[a-z ]+?) (?:times|x|\\*|multiplied (?:by|with)) ${FACTOR}(?<other>[a-z ]+)$`),
  new RegExp(`^${ASK}${NAME} (?:is |are |should be |must be )?(?:(?:calculated|computed|worked out|made) )?(?:from|out of|by|with) ${FACTOR}(?<one>[a-z ]+?) and ${FACTOR}(?<other>[a-z ]+)$`),
  new RegExp(`^${ASK}(?:multiply|multiplies|multiplying) ${FACTOR}(?<one>[a-z ]+?) (?:by|with|and|times) ${FACTOR}(?<other>[a-z ]+?)(?: (?:to get|for|as|gives) ${NAME})?$`),
];

/** "Work out the total cost from the nights times the rate": a number that is worked out of others of the same thing. Null where it isn't two certain ones. */
export function readProduct(sentence: string, before: Draft): Draft | null {
  const text = sentence.toLowerCase();
  for (const form of FORMS) {
    const { name = "", one = "", other = "" } = form.exec(text)?.groups ?? {};
    if (one === "" || (name.trim() === "" && !text.startsWith("multipl"))) continue;
    const draft = copyOf(before);
    const spoken = draft.things[draft.last];
    const things = [...new Set([...(spoken ? [spoken] : []), ...draft.things])];
    const thing = things.find((candidate) => factorsOf(one, other, candidate) !== null);
    const factors = thing && factorsOf(one, other, thing);
    if (thing && factors && multiply(name.trim() || "total", factors, thing)) {
      say(draft, `"${sentence}": it is worked out with every write`);
      return draft;
    }
  }
  return null;
}

interface Factors { fields: OutlineField[]; between?: { from: OutlineField; to: OutlineField; unit: "days" | "hours" } }

const NUMBERS = new Set<OutlineField["kind"]>(["integer", "number", "money"]);
const PRICE = /\b(?:price|rate|cost|fee|wage|charge)\b/;

function factorsOf(one: string, other: string, thing: DraftThing): Factors | null {
  // "Nights" may be a number, or be counted from one day to another.
  const [first, second] = [one, other].map((said) => (unitOf(said) === undefined || thing.fields.some(({ name }) => name === said) ? numberIn(said, thing) : undefined));
  if (first && second && first !== second) return { fields: [first, second] };
  const number = first ?? second;
  const unit = unitOf(first ? other : one);
  const times = timesOf(thing);
  if (!number || !unit || !times || times.start.kind !== (unit === "days" ? "date" : "dateTime")) return null;
  return { fields: [number], between: { from: times.start, to: times.end, unit } };
}

const unitOf = (said: string): "days" | "hours" | undefined => UNITS.find(([form]) => form.test(said))?.[1];
const UNITS: [RegExp, "days" | "hours"][] = [[/^(?:nights?|days?)(?: stayed| booked| rented)?$/, "days"], [/^(?:hours?|duration)(?: worked| booked| rented)?$/, "hours"]];

function numberIn(said: string, thing: DraftThing): OutlineField | undefined {
  const fields = thing.fields.filter(({ kind }) => NUMBERS.has(kind));
  const found = findField(said, { ...thing, fields });
  const prices = fields.filter(({ kind, name }) => kind === "money" || PRICE.test(name));
  return found ?? (/^(?:price|rate|cost|fee|wage|charge)$/.test(said) && prices.length === 1 ? prices[0] : undefined);
}

/** Puts the product into the thing, under a name that no other number of it has. */
export function multiply(name: string, { fields, between }: Factors, thing: DraftThing): boolean {
  const known = thing.fields.find((field) => field.name === name);
  if ((known && (fields.includes(known) || !(NUMBERS.has(known.kind) || known.isGuess))) || thing.rules.some(({ rule }) => rule === "product")) return false;
  const kind = fields.some((field) => field.kind === "money") ? "money" : "number";
  const made: OutlineField = { name, kind, isRequired: true, isUnique: false };
  if (known) thing.fields[thing.fields.indexOf(known)] = made;
  else thing.fields.push(made);
  for (const field of [...fields, ...(between ? [between.from, between.to] : [])]) field.isRequired = true;
  // Nights from a day to an earlier one aren't any.
  if (between && !thing.rules.some((rule) => rule.rule === "above" && rule.field === between.to.name)) thing.rules.push({ rule: "above", field: between.to.name, other: between.from.name, isStrict: true });
  thing.rules.push({ rule: "product", field: name, of: fields.map((field) => field.name), ...(between ? { between: { from: between.from.name, to: between.to.name, unit: between.unit } } : {}) });
  return true;
}

/** What a line of an order, an invoice or a sheet comes to: how many of it there are, at the one price that it has. The name of that number; null where it isn't certain. */
export function lineTotal(thing: DraftThing, draft: Draft): string | null {
  const made = thing.rules.find((rule) => rule.rule === "product");
  if (made) return made.field;
  const prices = thing.fields.filter(({ kind, name }) => kind === "money" || (kind === "number" && PRICE.test(name)));
  // Portions, at a price per portion.
  const isCounted = (name: string): boolean => /^(?:quantity|amount|count|hours|pieces|units|number of [a-z]+)$/.test(name) || prices.some((price) => price.name.endsWith(` per ${nounOf(name)}`));
  const quantities = thing.fields.filter((field) => (field.kind === "integer" || field.kind === "number") && !prices.includes(field) && isCounted(field.name));
  const [quantity, price] = [quantities[0], prices[0]];
  if (!quantity || !price || quantities.length + prices.length > 2 || !multiply("total", { fields: [quantity, price] }, thing)) return null;
  say(draft, `the total of each of the ${pluralOf(thing)} is its ${quantity.name} times its ${price.name}`);
  return "total";
}
