import { isStrongList } from "./ask-kind.ts";
import { NotUnderstood } from "./not-understood.ts";
import type { Field, Resource } from "./resource-plan.ts";
import { camelCase, onLastWord, plural, withArticle } from "./words.ts";

/**
 * Keeps each field whose name doesn't say surely what it holds as text, and says so.
 * Throws where a list has hardly a field that is sure: then its nouns may be wishes, or things of their own.
 */
export function settleGuesses(resources: readonly Resource[], assumptions: string[]): void {
  for (const { singular: noun, plural: many, fields } of resources) {
    const isListed = ({ label, kind }: Field): boolean => kind === "list" && !isStrongList(label) && assumptions.includes(`${many}: ${label} are a list of texts`);
    const guesses = fields.filter((field) => (field.isGuess === true && (field.kind === "text" || field.kind === "list" || field.saidPlural)) || isListed(field));
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

/** A name that says no kind surely is text, as it was said: a wrong number, date or list would refuse what people mean. */
function settle(field: Field): string {
  const said = field.saidPlural && field.label.includes(" ") ? onLastWord(field.label, plural) : field.label;
  field.label = said;
  field.name = camelCase(said);
  if (isStrongList(said)) {
    field.kind = "list";
    return `${said} are a list of texts`;
  }
  if (WORTH.test(said)) {
    Object.assign(field, { kind: "money", min: 0 });
    return `${said} is money`;
  }
  field.kind = "text";
  delete field.min;
  return `${said} is text`;
}

/** What something is worth is money whatever it is. */
const WORTH = /\b(?:insured|insurance|deal|market|estimated|resale|purchase|cash|property|replacement|current|declared|face) value$/;
