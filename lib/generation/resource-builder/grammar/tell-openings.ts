import { isPlural, onLastWord, plural, singular } from "../words.ts";
import { NOUN_PHRASE } from "./lexicon.ts";
import { groupsOf } from "./tell-relations.ts";

const BEGIN = "(?<=^|[.;!\\n] ?)(?:(?:so|and|also|then|basically|well|currently)[, ]+)*";
const SOME = "(?:(?:the |our |my |some |many |several |multiple |different |various |lots of |a lot of |a few |a bunch of |a couple of )*)";
const HOLD = "(?:have|has|have got|'ve got|got|owns?|sells?|offers?|keeps?|stores?|lends? out|rents? out|run|track|manage|save|record|register)";
const PLACE = "(?:[a-z]+ )?(?:shop|store|school|library|gym|hotel|club|company|restaurant|clinic|team|business|office|studio|garage|bakery|farm|museum|cafe|salon|church|university|agency|hospital|kindergarten|community|association|house|building)";
/** "we have rooms with name and floor", "there are members who have a name" */
const WE_HAVE = new RegExp(`${BEGIN}(?:(?:in|at|for) (?:our|my|the) [a-z]+,? )?(?:(?:i|we|(?:my|our|the) ${PLACE})(?: (?:now|currently|also|already|do|only|just|basically))* ?${HOLD}|there(?: are|'re|'s)) ${SOME}(?<noun>${NOUN_PHRASE})(?<has>,? (?:each |all |both )?(?:with|having|(?:that|which|who) (?:each |all )?(?:have|has))(?: each)?|: ?| ?(?=\\()) ?(?=[a-z(])`, "g");
/** "api for books. fields: title, author", "book api, columns: …" */
const FIELDS = new RegExp(`^(?<head>[^.;:,()\\n]*?\\b(?<noun>[a-z]+(?: [a-z]+)?))(?<kind> (?:rest )?(?:api|app|database|table|list|collection|service|backend|tracker|manager|crud))?(?: please)?(?:[.;:,!]| -)?[ \\n]+(?:with |using )?(?:the |its |their |these |my )?(?:fields?|columns|attributes|properties|data fields|(?:each|every) [a-z]+ has(?= ?:)|(?:it|they|each) (?:should |must )?(?:has|have)(?: these)?(?: fields)?(?= ?:))(?: (?:are|needed|required|i need|we need|should be|to (?:store|save|keep)))?(?: ?:| -|\\n)[ \\n]*(?=[a-z"*\\u2022-])`);
/** "fields:" and a line for each, without bullets */
const LINES = /(?<=[a-z]):\n(?<lines>(?:(?![-*\u2022])[a-z][^\n:.;,]{0,40}\n){1,24}[a-z][^\n:.;,]{0,40})(?=\n\n|$)/g;
/** What is no thing though it stands in the place of one. */
const NO_THING = /^(?:library|shop|store|school|api|app|database|system|simple|small|rest|crud|for|of|with|my|our|the|new)$/;

/** How a description or a sentence of it opens, without what says only who has the things. */
export const tellOpenings = (text: string): string =>
  oneWord(text)
    .replace(LINES, (_match: string, lines: string) => `: ${lines.split("\n").map((line) => line.trim()).join(", ")}`)
    .replace(/^(?:an? |our |my |the )?(?:simple )?inventory(?: system| management| api)? (?:for|of) (?:our|my|the|an?) [a-z]+(?: [a-z]+)?(?: -|:|,|\.) (?=(?:the )?[a-z]+s (?:with|have|has)\b|[a-z]+s:)/, "")
    .replace(WE_HAVE, (match: string, ...rest: unknown[]) => {
      const { noun = "", has = "" } = groupsOf(rest);
      return isPlural(noun.split(" ").at(-1) ?? "") && !/ (?:that|who|which)$/.test(noun) ? `${noun}${/with|having|ha(?:ve|s)/.test(has) ? " with" : has.trimEnd()} ` : match;
    })
    .replace(FIELDS, (match: string, ...rest: unknown[]) => {
      const { noun = "", kind } = groupsOf(rest);
      const words = noun.split(" ").filter((word, index, all) => index === all.length - 1 || !NO_WORD.test(word));
      const last = words.at(-1) ?? "";
      return NO_THING.test(last) || (!isPlural(last) && kind === undefined) ? match : `${onLastWord(words.join(" "), (word) => plural(singular(word)))} with `;
    });

/** "a todo api with title; tasks can be marked as done" speaks of one thing. */
const oneWord = (text: string): string => (/\btodos?(?: api| app)?(?: ?[:(]| (?:with|have|has)\b)/.test(text) && /\btasks?\b/.test(text) && !/\btasks?(?: api| app| list| manager)?(?: ?[:(]| (?:with|have|has|that|which)\b)/.test(text) ? text.replace(/\btask(s?)\b/g, "todo$1") : text);

const NO_WORD = /^(?:an?|the|my|our|for|of|to|store|manage|keep|track|save|simple|small|basic|new|rest|make|build|create|want|need|me|api|app|and|all|some|any|only|with|in)$/;
