import type { OutlineField } from "../outline/schema.ts";
import type { DraftThing } from "./draft.ts";

/** What turns a word round: "not paid", "unpaid", "without a lid". */
export const NOT = /^(?:not(?: yet)?|un|non|no|without|isn t|aren t|not marked|not in)[ -]?/;

/** The yes or no that a word speaks of, and which of them: "pinned", "not returned", "open" of what is done or isn't. Null where it speaks of none, or of several. */
export function findFlag(said: string, thing: DraftThing): { field: OutlineField; isSo: boolean } | null {
  const isNot = NOT.exec(said)?.[0];
  const plain = isNot === undefined ? said : said.slice(isNot.length).replace(/^(?:any |an? |the )/, "").trim();
  const denied = / not (?=[a-z]+$)/.test(said) ? flagCalled(said.replace(/ not (?=[a-z]+$)/, " "), thing) : undefined;
  if (denied) return { field: denied, isSo: false };
  // "unlisted" may be a flag of its own.
  const whole = isNot !== undefined && /^(?:un|non)$/.test(isNot.trim()) ? flagCalled(said, thing) : undefined;
  if (whole) return { field: whole, isSo: true };
  const flag = flagCalled(plain, thing);
  if (flag) return { field: flag, isSo: isNot === undefined };
  const other = OPPOSITES.find((pair) => pair.includes(plain));
  const opposite = other && flagCalled(other.find((one) => one !== plain) ?? "", thing);
  return opposite ? { field: opposite, isSo: isNot !== undefined } : null;
}

function flagCalled(word: string, { fields }: DraftThing): OutlineField | undefined {
  const flags = fields.filter(({ kind }) => kind === "boolean");
  const words = word.split(" ").filter((one) => !SMALL.test(one));
  const exact = flags.find(({ name }) => name === word || name.split(" ").filter((one) => !SMALL.test(one)).join(" ") === words.join(" "));
  if (exact) return exact;
  const found = flags.filter(({ name }) => words.length > 0 && words.every((one) => name.split(" ").some((of) => of === one || of === `${one}s` || `${of}s` === one || isForm(one, of))));
  return found.length === 1 ? found[0] : undefined;
}

/** "recommended" of recommend, "repair" of repairing. */
const isForm = (one: string, of: string): boolean => one.length > 5 && of.length > 5 && of.slice(0, 6) === one.slice(0, 6) && /(?:ing|ed|s)$/.test(one.length > of.length ? one : of);

const SMALL = /^(?:is|has|have|was|are|takes|accepts|needs?|offers|with|it|they|the|an?|for|to|be|can|that|which|allows|marked|already|still)$/;
const OPPOSITES = [["open", "closed"], ["paid", "due"], ["read", "new"], ["returned", "out"], ["returned", "still out"], ["returned", "on loan"], ["available", "taken"], ["done", "open"], ["done", "pending"], ["active", "inactive"], ["finished", "in progress"], ["claimed", "open"], ["enabled", "disabled"], ["alcoholic", "alcohol free"], ["vegetarian", "meat"], ["sold", "available"], ["occupied", "free"], ["reserved", "free"], ["taken", "free"], ["borrowed", "available"], ["lent out", "available"], ["indoor", "outdoor"]];
