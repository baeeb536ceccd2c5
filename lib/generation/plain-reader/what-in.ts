import { isPlural } from "../resource-builder/words.ts";
import { type Draft, nameKept, nounOf } from "./draft.ts";
import { rowNoun, type RowNoun } from "./row-noun.ts";

const ARTICLE = /^(?:(?:an?|the|one|one of (?:our|the|my|these|those)|one or more|several|many|some|different|our|these|those|any|another|other|each|every|available|free|new) )+/i;
const END = "(?=$|[,:(]| (?:for|on|at|from|with|by|in|to|of|once|only|during|until|giving|and|per|about|as|when|if|unless|through|via|every|before|after)(?: |$))";

interface Kept { of: string; isMany: boolean; rest: string }

/** The thing that is kept with whose name a text begins: of its words as many as make the name of one. */
export function keptIn(text: string, draft: Draft): Kept | null {
  const article = ARTICLE.exec(text)?.[0] ?? "";
  const said = text.slice(article.length);
  for (const more of [2, 1, 0]) {
    const phrase = new RegExp(`^[a-z][a-z'-]*(?: [a-z'-]+){${more}}(?=$|[ ,:(])`, "i").exec(said)?.[0];
    const of = phrase === undefined ? undefined : nameKept(draft, phrase);
    if (phrase !== undefined && of !== undefined) return { of, isMany: isMany(phrase) && !/\bone of\b/i.test(article), rest: said.slice(phrase.length) };
  }
  return null;
}

/** A noun at the beginning of a text, of which nothing else may be kept: "a court for …", "wines". */
export function nounIn(text: string): { noun: RowNoun; rest: string } | null {
  const article = ARTICLE.exec(text)?.[0] ?? "";
  const said = text.slice(article.length);
  const phrase = new RegExp(`^[a-z][a-z'-]*(?: [a-z'-]+){0,2}?${END}`, "i").exec(said)?.[0] ?? "";
  const noun = phrase === "" || /^(?:it|them|things?|something|anything|food|online|one|up|out|off|in|on|so|no|not)$/i.test(phrase) || (article === "" && !isMany(phrase)) ? null : rowNoun(phrase);
  return noun && noun.around.length === 0 ? { noun, rest: said.slice(phrase.length) } : null;
}

const isMany = (phrase: string): boolean => isPlural(phrase.split(" ").at(-1)?.toLowerCase() ?? "") && nounOf(phrase) !== phrase.toLowerCase();
