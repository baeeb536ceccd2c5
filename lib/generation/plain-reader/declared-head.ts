import { isContext } from "./read-context.ts";
import { DEED } from "../field-words/deeds.ts";
import { rowNoun, type RowNoun } from "./row-noun.ts";
import { stripOpener } from "./strip-opener.ts";

export const EACH = "(?:for )?(?:each|every|an?|one|the|all|our|my|any|per|both)?";
export const EXAMPLES = /^(.+?)(?:,? - |,? (?:e\.g\.?,?|such as|like|for example,?) | \((?:e\.g\.?,?|such as|like|for example,?)? ?)([a-z -]+(?:, [a-z -]+)+(?:,? (?:and|or) [a-z -]+)?)\)?(?:,? (?:and so on|etc\.?|and more|and similar))?$/i;

/** "Someone hands in an item: what it is, colour" */
const DONE_BY = new RegExp(`^(?:somebody|someone|people|users|customers|visitors|guests|members|they|we|i) (?!${DEED} )[a-z]+s? (?:(?:in|out|up|over|off|down) )?(?:an?|the|one|some) (?=[a-z]+(?: [a-z]+)?$)`, "i");

/** "I keep bees and want something to store my hives": who speaks stands before what is wanted. */
export function headOf(head: string): RowNoun | null {
  const said = head.replace(EXAMPLES, "$1").replace(DONE_BY, "");
  const parts = /^(.+?),? (?:and|so|but) ((?:i |we )?(?:want|need|would like|'d like|look for|looking for).+)$/i.exec(said);
  if (parts && (isContext(parts[1] ?? "") || isContext(`I ${parts[1] ?? ""}`))) {
    const them = /\b(?:track of|list of|record of|store|keep|manage|organi[sz]e|catalogue|record) (?:them|these|it|those|all of them)$/i.test(parts[2] ?? "");
    return rowNoun(them ? (/^(?:i|we) [a-z]+ (.+)$/i.exec(parts[1] ?? "")?.[1] ?? "") : stripOpener(parts[2] ?? "").rest);
  }
  return rowNoun(stripOpener(said).rest);
}
