import { deedOf } from "../../field-words/deeds.ts";
import { plural, singular } from "../../resource-builder/words.ts";

/** "Episodes of a show: date, topic", "Inspections of a hive on a date with notes": one of the things that they are of is a field of each. */
const OF = /^(?<many>[a-z]+s|[a-z]+ [a-z]+s) (?:of|for|about) (?:an?|the|each|every|one) (?<of>[a-z]+(?: [a-z]+)?)(?: on (?:an? |the )?(?<day>date|day))?(?: ?:| with| have| has)(?: (?:an?|the))? (?<list>.+)$/i;
/** "A member reserves a boat for a day and a half day", "A client books a session: name, date". */
const DEED = /^(?:an?|the|each|every|all)? ?(?<who>[a-z]+) (?:can |may |will )?(?<deed>[a-z]+(?: (?:for|up for|in))?) (?:an?|one|the|some) (?<what>[a-z]+)(?: (?:for|on) (?:an? |the |one )?|(?<mark>:) ?)(?<list>(?!free\b|sale\b|fun\b).+)$/i;

/** "Every movement is direction (in, out) with a quantity": what it is, is a field of it too. */
const IS = /^((?:each|every|an?|the) [a-z]+(?: [a-z]+)?) is ((?:[a-z]+ )*[a-z]+ \([^()]+\)),? (?:with|and has|and) (?:an? )?(?=[a-z])/i;

const LENT = /^(?:[a-z ]+: )?([a-z]+s) (?:can be|are) (?:lent|rented|hired|loaned|given|borrowed)(?: out)? (?:to|by) ([a-z]+s)$/i;
/** "Tents, stoves, ropes etc. are items with name" */
const ALL_ARE = /^[a-z ]+(?:, [a-z ]+)+(?:,? and [a-z ]+)?(?: etc\.?)? are (?:all )?([a-z]+s) (?:with|that have) (?=[a-z])/i;
/** "Anybody with a key can add food: what, amount" */
const ANYBODY = /^(?:anybody|anyone|everybody|everyone|people|users|we|i)(?: with (?:a|the) key)? (?:can |may |want to )?(?:add|post|enter|create|put in|record|register|store|save|log|write down) (?:an? |the |new )?([a-z]+(?: [a-z]+)?): ?(?=[a-z]+.*,)/i;

export function rewordHeads(sentence: string, description: string): string {
  if (IS.test(sentence)) return sentence.replace(IS, "$1 has $2, ");
  const [, given = "", taker = ""] = LENT.exec(sentence) ?? [];
  // "Items can be lent to members", where a loan has both.
  if (given !== "" && [given, taker].every((many) => new RegExp(`(?:has|have|with|:)[^.]*\\b${singular(many.toLowerCase())}\\b`, "i").test(description))) return `${capital(given)} and ${taker}`;
  if (ALL_ARE.test(sentence)) return sentence.replace(ALL_ARE, (_all, many: string) => `${capital(many)}: `);
  if (ANYBODY.test(sentence)) return sentence.replace(ANYBODY, (_all, what: string) => `${capital(what)}: `);
  // Whoever sees only its own is known by the key.
  const said = /\b(?:his|her|their|its) own\b/i.test(description) ? sentence.replace(KEEPS, (_all, many: string) => capital(many)) : sentence;
  const { many, of, day, list } = OF.exec(said)?.groups ?? {};
  if (many !== undefined && of !== undefined && list !== undefined) return `${many}: ${[of, day, list].filter((part) => part !== undefined).join(", ")}`;
  const { who = "", deed = "", what = "", mark = "", list: told = "" } = DEED.exec(said)?.groups ?? {};
  const made = deed === "" ? null : deedOf(stemOf(deed.toLowerCase()));
  if (made === null) return said;
  const fields = told.replace(/ and (?:an? |the )/g, " and ");
  // "A client books a session: date, price", where a photo is of a session.
  const isKept = mark === ":" && new RegExp(`\\b(?:of|for|per|every|each) (?:(?:an?|the|each|every) )?${what}\\b`, "i").test(description);
  return isKept ? `${capital(plural(what))}: ${fields}` : `${capital(plural(made))}: ${who.toLowerCase()}, ${what}, ${fields}`;
}

const KEEPS = /^(?:the |our )?[a-z]+s (?:can |may )?(?:log|record|write|enter|keep|note|add|post|submit|make|create|store|save) (?=[a-z]+s (?:of|for|with|:))([a-z]+s)/i;
const stemOf = (deed: string): string => deed.replace(/^([a-z]+?)(?:es|s)(?= |$)/, (all, stem: string) => (deedOf(stem) !== null ? stem : deedOf(`${stem}e`) !== null ? `${stem}e` : all));
const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
