import { NotUnderstood } from "../not-understood.ts";
import { stemOf, stemsOf } from "./stem-of.ts";

/** Throws where a clause forbids, limits or allows only some, and no line of what is shown says so of what it speaks of. */
export function auditRules(text: string, shown: readonly string[]): void {
  const lines = shown.filter((line) => HELD.test(line)).map(stemsOf);
  for (const clause of text.split(/[.;!?\n]+(?:\s|$)|, (?=(?:and |but )?(?:only|each|every|nobody|no|never|at most|at least|once|unless|until)\b)/).filter((part): part is string => typeof part === "string" && RESTRICTS.test(part))) {
    const words = (clause.match(/[a-z0-9]{3,}/g) ?? []).map(stemOf);
    if (!AMOUNT.test(clause) && !lines.some((line) => words.some((word) => line.has(word)))) throw new NotUnderstood(`It has no such rule: "${clause.trim()}".`, clause.trim());
  }
}

const RESTRICTS = /\b(?:only|never|must|mustn't|cannot|can't|couldn't|at most|at least|unless|no more than|not more than|nobody|no one|no two|except|exactly|may not|not allowed|forbidden)\b/;
/** No amount is negative anyway. */
const AMOUNT = /\b(?:negative|positive|(?:below|under|less than) (?:zero|0))\b/;
/** What a line says that is built as a rule or tells why none is. */
const HELD = /\b(?:40\d|42\d|optional|only|unique|at most|at least|from \d|more than|can't|never|true or false|one of|own)\b/;
