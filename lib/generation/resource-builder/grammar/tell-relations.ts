import { isPlural, onLastWord, plural, withArticle } from "../words.ts";
import type { Declared } from "./declared-things.ts";
import { FACT, JOINS, NOUN_PHRASE, WORD } from "./lexicon.ts";

const END = "(?=[ ]*(?:[,.;\\n]|$| and (?:each|every|an?|one|the|also|i|we) ))";
const ONE = "(?:exactly |only |just )?(?:one|an?|its|their|a single|the)(?: (?:and only one|single|specific|certain|particular))?";
const JOINED = new RegExp(`(?<=^|[,.;:\\n)] ?|\\b(?:and|where) )(?:(?:each|every|an?|one|the|all|any) )(?<child>${NOUN_PHRASE}) (?<may>(?:can|may|could|might|sometimes|optionally) )?${JOINS} ${ONE} (?<parent>${WORD}(?: ${WORD})?)${END}`, "g");
/** "every reading has value and unit and belongs to a sensor" */
const ALSO_OF = new RegExp(`(?<=\\b${NOUN_PHRASE} (?:has|have|with) [^.;\\n]*[a-z0-9)]),? and (?:it |they )?(?<how>belongs? to|${JOINS}) (?:(?:exactly )?(?:one|an?|the|its) )?(?<parent>${WORD})(?=[ ]*(?:[.;\\n]|$))`, "g");
const IN_MANY = new RegExp(`\\b(?:an?|each|every|one) (?<one>${NOUN_PHRASE}) (?:(?:can|may|could) (?:also )?(?:be (?:in|part of|a member of|on)|[a-z]+(?: (?:to|in|at|for|with|on))?|take part in)|is (?:in|part of|on)|plays? (?:in|at)|takes part in|attends|joins|belongs to|visits) (?:many|several|multiple|more than one|different) (?<other>${WORD})(?=[ ]*(?:[.;,\\n]|$))`, "g");
/** "one student many marks", "1 author -> n books", "many marks per student" */
const ONE_MANY = new RegExp(`(?<=^|[,.;:\\n()] ?|\\band )(?:(?:one|1|each|every|an?) (?<one>${WORD})(?: ?(?:->|=>|:|-|=|to|with|can have|may have|has got))? ?(?:many|multiple|several|n|\\*|lots of|a lot of|more than one|0 or more|one or more) (?<many>${WORD})|(?:many|multiple|several) (?<others>${WORD}) (?:per|for each|for every|for one|of one|to one) (?<whom>${WORD}))(?=[ ]*(?:[,.;)\\n]|$))`, "g");
const DEEDS: Record<string, string> = { borrow: "loan", rent: "rental", book: "booking", reserve: "reservation", visit: "visit", rate: "rating", review: "review", order: "order", attend: "attendance" };
/** "a member borrows a tool: borrowed on, returned on" is something of its own. */
const DEED = new RegExp(`(?<=^|[,.;:\\n)] ?|\\b(?:and|then) )(?:an?|each|every|one|the)? ?(?<who>${WORD}) (?:can |may )?(?<verb>${Object.keys(DEEDS).join("|")})s? (?:an?|one|the|each|every) (?<what>${WORD})(?<how>:|,? (?:with|giving|by giving)| from (?<low>\\d+) to (?<high>\\d+),? (?:with|and)) (?=[a-z])`, "g");
const EARNED = new RegExp(`(?<=^|[,.;:\\n)] ?|\\b(?:and|also) )(?:(?:i |we )?(?:want to |need to )?(?:know|record|note|track|keep|store) )?which (?<who>${WORD}) (?<verb>[a-z]+(?:ed|t|ght|n|d|ok)|ate|sang|did|took|saw|gave|made|ran|wore|drove|flew|wrote|has|had) which (?<what>${WORD})(?:,? and)? (?:when|on which (?:day|date))(?=[ ]*(?:[,.;\\n]|$))`, "g");

const USES = new RegExp(`(?<=^|[,.;:\\n)] ?|\\band )(?:each|every|an?|one|the) (?<who>${NOUN_PHRASE}) (?:can |may )?(?:uses?|has|have|needs?|contains?|includes?|consists of|is made of) (?:several|many|multiple|some|one or more|different|any number of) (?<what>${WORD}),? (?:each )?(?:with|having) (?:an? |the |its |their )?(?<facts>${FACT}(?:(?:,? and |, )(?:an? |the )?${FACT})*?)(?: (?:each|for each(?: one)?|per ${WORD}))?(?=[ ]*(?:[.;\\n]|$))`, "g");

/** "every flower comes from one supplier", where both are kept, is "each flower belongs to a supplier". */
export const tellRelations = (text: string, declared: Declared): string =>
  text
    .replace(ALSO_OF, (match: string, ...rest: unknown[]) => {
      const { how = "", parent = "" } = groupsOf(rest);
      return how.startsWith("belong") || declared.named(parent) !== null ? `, ${parent}` : match;
    })
    .replace(IN_MANY, (match: string, ...rest: unknown[]) => {
      const { one, other } = groupsOf(rest);
      const [left, right] = [declared.named(one ?? ""), declared.named(other ?? "")];
      if (left === null || right === null) return match;
      const isBoth = new RegExp(`\\b${right} (?:can |may )?(?:has|have|contains?|includes?) (?:many|several|multiple|more than one) ${onLastWord(left, plural)}`).test(text);
      return isBoth ? `each ${left} has many ${onLastWord(right, plural)}` : `many-to-many between ${onLastWord(left, plural)} and ${onLastWord(right, plural)}`;
    })
    .replace(ONE_MANY, (match: string, ...rest: unknown[]) => {
      const { one, many, others, whom } = groupsOf(rest);
      const [left, right] = [declared.named(one ?? whom ?? ""), declared.named(many ?? others ?? "")];
      return left === null || right === null || left === right ? match : `each ${left} has many ${onLastWord(right, plural)}`;
    })
    .replace(DEED, (match: string, ...rest: unknown[]) => {
      const { who = "", verb = "", what = "", low, high } = groupsOf(rest);
      const [one, other] = [declared.named(who), declared.named(what)];
      const deed = DEEDS[verb];
      if (other === null || deed === undefined || isPlural(who)) return match;
      return `${isOpen(rest) ? "; " : ""}${onLastWord(deed, plural)} with ${one ?? who}, ${other}, ${low === undefined ? "" : `rating from ${low} to ${high ?? ""}, `}`;
    })
    .replace(JOINED, (match: string, ...rest: unknown[]) => {
      const { child, parent, may } = groupsOf(rest);
      const [one, other] = [declared.named(child ?? ""), declared.named(parent ?? "")];
      return one === null || other === null ? match : `${isOpen(rest) ? "; " : ""}each ${one} ${may === undefined ? "" : "may "}belongs to ${withArticle(other)}`.replace("may belongs", "may belong");
    })
    // "a dish uses several ingredients with an amount each"
    .replace(USES, (match: string, ...rest: unknown[]) => {
      const { who, what, facts } = groupsOf(rest);
      const [one, other] = [declared.named(who ?? ""), declared.named(what ?? "")];
      return one === null || other === null ? match : `${one} ${onLastWord(other, plural)} with ${one}, ${other}, ${(facts ?? "").replace(/ and /g, ", ")}`;
    })
    // "which scout earned which badge when" is a thing between the two.
    .replace(EARNED, (match: string, ...rest: unknown[]) => {
      const { who, verb, what } = groupsOf(rest);
      const [one, other] = [declared.named(who ?? ""), declared.named(what ?? "")];
      return one === null || other === null || isPlural(who ?? "") ? match : `${one} ${onLastWord(other, plural)} with ${one}, ${other}, ${verb ?? ""} on`;
    });

/** Whether the sentence before wasn't ended: "flowers (name, color) every flower comes from one supplier". */
function isOpen(rest: readonly unknown[]): boolean {
  const [at, text] = rest.slice(-3);
  return typeof at === "number" && typeof text === "string" && /[a-z0-9)] ?$/.test(text.slice(0, at));
}

/** The named groups that a replacer is given last. */
export function groupsOf(rest: readonly unknown[]): Record<string, string | undefined> {
  const last = rest.at(-1);
  return typeof last === "object" && last !== null ? Object.fromEntries(Object.entries(last).map(([name, value]) => [name, typeof value === "string" ? value : undefined])) : {};
}
