import { stripLead } from "../strip-lead.ts";
import { isPlural, onLastWord, plural, singular } from "../words.ts";
import { NOUN_PHRASE, WORD } from "./lexicon.ts";
import type { Sentence } from "./sentences-of.ts";

const MEASURE = "(?:(?:name|amount|quantity|unit|weight|dose|dosage|price|measure|note|percentage|duration|length|count)s?)";
const NESTED = new RegExp(`(?<before>(?:,|\\b(?:with|has|have|and)|:) ?)(?:an? |the )?(?:list of (?<many>${WORD})|(?<one>${WORD}) list) ?(?:with|\\(|,? each with|,? each having|having) ?(?:an? |the |their )?(?<facts>${MEASURE}(?:(?:, (?:and )?| and )(?:an? |the )?${MEASURE})*)\\)?(?=[,;.)]|$| and )`);
const OWNERS = new RegExp(`(?<![a-z])(?<noun>${NOUN_PHRASE})(?: (?:for|of|from) (?:my |our |the )?${NOUN_PHRASE})?(?: (?:has|have|with) |: ?)`, "g");

/** "a recipe has a title, ingredients list with amount and unit" keeps ingredients as things of their own, each of a recipe. */
export function tellNested({ text, end }: Sentence): Sentence[] {
  const found = NESTED.exec(text);
  const owner = [...text.slice(0, found?.index).matchAll(OWNERS)].at(-1)?.groups?.noun;
  const item = found?.groups?.many ?? found?.groups?.one;
  const facts = found?.groups?.facts;
  if (!found || owner === undefined || item === undefined || facts === undefined) return [{ text, end }];
  const noun = onLastWord(stripLead(owner), (word) => (isPlural(word) ? singular(word) : word));
  const rest = text.replace(found[0], /[a-z]/.test(found.groups?.before ?? "") ? found.groups?.before ?? "" : "").replace(/(\b(?:with|has|have|and) ?),? /, "$1 ").replace(/ {2,}/g, " ").replace(/[ ,]+$/, "");
  const names = /\bname\b/.test(facts) ? "" : "name, ";
  return [{ text: rest, end: ". " }, { text: `${isPlural(item) ? item : plural(item)} with ${noun}, ${names}${facts.replace(/ and /g, ", ")}`, end }];
}
