import { restricts } from "../../read-clauses.ts";
import { isPlural, onLastWord, plural, singular } from "../words.ts";
import type { Declared } from "./declared-things.ts";
import { areFields } from "./items-of.ts";
import { KEEPER, NOUN_PHRASE, WORD } from "./lexicon.ts";
import { groupsOf } from "./tell-relations.ts";

const PLURAL_HEAD = `(?:the |our |my )?(?<noun>${NOUN_PHRASE})(?= with | have | has | - [a-z]|: ?[a-z]| ?\\()`;
/** "wedding planning - guests with", "translation agency, jobs:", "gym trainer here!" */
const TITLE = new RegExp(`^(?<title>(?:(?:for|in|at|my|our|the|an?|running|track|tracking|manage|managing) )*(?!(?:each|every)\\b)(?:${WORD} ){0,4}?${WORD})(?: - |: |, |! ?|[.] )${PLURAL_HEAD}`);
/** A first sentence that only says what one does: "i do calligraphy workshops." */
const DOING = new RegExp(`^(?:(?:i|we|my ${WORD}|our ${WORD}|the ${WORD}) [a-z]+ (?:an? |the |our |my )?${NOUN_PHRASE}|running (?:an? |the |my |our )?${NOUN_PHRASE}|(?:${WORD} ){0,2}${WORD} (?:for|of) (?:the |our |my )?${NOUN_PHRASE}|(?:an? |my |our |the )?(?:${WORD} ){0,2}${WORD}(?<!s))[.!] ?(?=[a-z])`);
/** "for the gym: members, classes" */
const FOR_A = new RegExp(`^(?:for|in|at) (?:the|my|our|an?) ${NOUN_PHRASE}: ?(?=[a-z])`);
/** "players can register with nickname and email" */
const REGISTER = new RegExp(`(?<=^|[.;\\n] ?)(?<noun>${WORD}(?<=s)) (?:can |may |should )?(?:register|sign up|join|subscribe|apply|are registered) with (?=(?:an? |their |the )?${WORD}(?: ${WORD})?(?:,| and ))`, "g");
const SOMETHING = /^(?:(?:i|we|please|can you) )*(?:need|want|would like|looking for|make me|build me) something (?:for|to keep|to track|to manage|for tracking) (?:my |our |the )?(?=[a-z]+(?: [a-z]+)*:)/;
/** "persons buried have" */
const TAKEN_FROM = new RegExp(`(?<=^|[.;\\n] ?)(?<noun>${WORD}(?<=s)) [a-z]+ed (?:have|has) (?=[a-z])`, "g");
const HERE = new RegExp(`^(?:${WORD} ){1,3}here[.!,] ?`);
/** "elevator: address, serial number", where it was named before or has more said of it. */
const SINGULAR = new RegExp(`(?<=^|[.;\\n] ?)(?:(?:an?|each|every|the|one) )?(?<noun>${NOUN_PHRASE})(?: - |: ?)(?=(?<list>[a-z][^.;\\n]*))`, "g");
const COME_WITH = new RegExp(`(?<=^|[.;\\n] ?)(?<noun>${NOUN_PHRASE}) (?:come in|come|arrive|are stored|are kept|are listed|get listed) with (?=[a-z])`, "g");

/** Takes what a description is called from before its things: they have names of their own. */
export function tellLeads(text: string, declared: Declared): string {
  return text
    .replace(HERE, "")
    .replace(SOMETHING, (lead) => (restricts(lead) ? lead : ""))
    .replace(TAKEN_FROM, "$<noun> have ")
    .replace(FOR_A, (lead) => (restricts(lead) ? lead : ""))
    .replace(DOING, (match) => (restricts(match) || /\b(?:want|need|would|like|keep track|store|record|api|app|with)\b/.test(match) || !/^[^.]*\b(?:with|has|have|:)|[:(]/.test(text.slice(match.length)) ? match : isThing(text.slice(match.length), declared) ? "" : match))
    .replace(REGISTER, (match: string, ...rest: unknown[]) => (/^(?:people|users|guests|visitors|customers)$/.test(groupsOf(rest).noun ?? "") ? match : `${groupsOf(rest).noun ?? ""} with `))
    .replace(COME_WITH, "$<noun> with ")
    .replace(TITLE, (match: string, ...rest: unknown[]) => {
      const { title = "", noun = "" } = groupsOf(rest);
      const last = noun.split(" ").at(-1) ?? "";
      return restricts(title) || !isPlural(last) || (isPlural(title.split(" ").at(-1) ?? "") && declared.named(title) !== null) || /\b(?:want|need|would|api|app|and|list|log|inventory|i|we)\b/.test(title) || !areListed(text.slice(match.length)) ? match : noun;
    })
    .replace(SINGULAR, (match: string, ...rest: unknown[]) => {
      const { noun = "", list = "" } = groupsOf(rest);
      const one = noun.split(" ").at(-1) ?? "";
      const many = onLastWord(noun, plural);
      if (isPlural(one)) return match.endsWith(" - ") && areFields(list) ? `${noun} with ` : match;
      return one === singular(plural(one)) && new RegExp(`\\b${many}\\b|\\b(?:each|every) ${noun}\\b`).test(text) && areFields(list) ? `${many} with ` : match;
    });
}

/** A list stands behind the first word. */
const areListed = (rest: string): boolean => areFields(rest.replace(/^(?: with | have | has |: ?| - | ?\()/, "").replace(/^ ?\(/.test(rest) ? /\).*$/s : /[.;].*$/s, ""));
/** What comes next names a thing with its list. */
const isThing = (rest: string, declared: Declared): boolean => {
  if (new RegExp(`^${KEEPER}(?:an? |the |their )?${NOUN_PHRASE}(?: with |: ?| ?\\()`).test(rest)) return true;
  const head = new RegExp(`^(?:(?:the|our|my|an?|each|every) )?(?<noun>${NOUN_PHRASE})(?: with | has | have | come|: ?| - | ?\\()`).exec(rest)?.groups?.noun;
  return head !== undefined && (declared.named(head) !== null || isPlural(head.split(" ").at(-1) ?? "")) && head.split(" ").length < 4;
};
