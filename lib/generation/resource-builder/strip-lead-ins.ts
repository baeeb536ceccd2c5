import { restricts } from "../read-clauses.ts";

/** Takes out who asks, why, and how politely. What carries a wish stays; so does a description that is nothing else. */
export function stripLeadIns(description: string): string {
  const spoken = GREETINGS.reduce((text, greeting) => text.replace(greeting, ""), description.trim().replace(/\bno\.(?=,)/gi, "number")).replace(HOLDS, "$1: ");
  const rest = withoutIntroduction(sentencesOf(spoken)).map((sentence, index) => withoutSpeaker(sentence, index === 0)).join("").trim();
  const closed = CLOSINGS.reduce((text, closing) => text.replace(closing, ""), rest).trim();
  return /[\p{L}]{3}/u.test(closed) ? closed : description;
}

const sentencesOf = (text: string): string[] => text.split(/(?<=[.!?]\s|\n)/);

/** "Our club lends tools to neighbours. We want to store …": what comes before the wish and lists nothing. */
function withoutIntroduction(sentences: string[]): string[] {
  const [first = "", second = ""] = sentences;
  const isBefore = /^(?:so |therefore |now )?(?:i|we)(?:'d| would)? (?:want|need|like|love|am looking|are looking)\b/i.test(second) && /^(?:my|our|the|a|an|in|at|every|i|we) /i.test(first);
  return isBefore && !restricts(first) && !CARRIES.test(first.replace(SELF, "")) && first.split(" ").length <= 14 ? sentences.slice(1) : sentences;
}

function withoutSpeaker(sentence: string, isFirst: boolean): string {
  const begun = START.reduce((text, [said, put]) => text.replace(said, put), sentence);
  if (!SPEAKER.test(begun)) return begun;
  const wish = TURN.exec(begun);
  const spoken = wish ? begun.slice(0, wish.index) : begun;
  // A list or a wish in what is said of oneself is part of the description.
  if (CARRIES.test(spoken.replace(SELF, ""))) return begun;
  if (wish) return begun.slice(wish.index).replace(TURN, (_turn, subject: string | undefined, rest: string) => `${subject ?? "I"} ${rest}`);
  return isFirst || STORY.test(begun) ? "" : begun;
}

const any = (words: string): string => `(?:${words})`;
const FOLKS = any("husband|wife|partner|friends?|brother|sister|family|team|colleagues?|boss|mother|father|mom|dad|son|daughter|kids|roommates?|flatmates?|band|class");
const PLACE = any("shop|store|business|company|school|club|restaurant|bar|cafe|bakery|salon|office|startup|clinic|practice|gym|library|garage|farm|hotel|studio|lab|team|webshop|agency|kindergarten|museum|workshop");

const GREETINGS = [
  /^(?:please,? )?(?:can you |could you )?help(?: me| us)?(?: please)?[\s,.!:-]+(?=[a-z])/i,
  /^(?:(?:hello|hi|hey|hallo|moin|servus|guten tag|ciao|yo|howdy|hola|bonjour|salut|good (?:morning|day|evening|afternoon)|dear (?:all|team|sir or madam)|greetings)(?: there| all| everyone| team)?[\s,.!:-]+)+/i,
  /^(?:(?:ich|wir) brauchen? |je (?:veux|voudrais) |necesito )?(?:nichts (?:kompliziertes|besonderes|grosses|großes|wildes)|rien de (?:complique|compliqué|special|spécial)|nada (?:complicado|especial))[\s,.!:-]+/i,
  /^(?:nothing (?:fancy|special|complicated|too complicated|big)|(?:it's |this is )?(?:just )?(?:for )?(?:an?|my) (?:[a-z]+ ){0,2}(?:school|side|hobby|pet|weekend|university|uni|class) project)[\s,.!:-]+/i,
  /^as an? (?:[a-z'-]+ ){1,4}?(?=(?:i|we)(?:'d| would)? (?:need|want|like)\b)/i,
  new RegExp(`^(?:please )?(?:(?:i|we) (?:need|want|would like|am looking for|are looking for) (?:to )?(?:(?:make|build|create|have) )?|(?:make|build|create) (?:me |us )?)(?:an? |one |the )?(?:simple |small |little |new )*(?:rest )?(?:api|app|backend|tool|system|software) for (?:my|our|the|an?) (?:[a-z]+ ){0,2}${PLACE}[,.:;!] +(?=\\S+(?: \\S+){3})`, "i"),
];

/** "We lend wheelchairs. Type, borrower, given out on": what they have to do with, and then its fields. */
const HOLDS = /^(?:i|we|she|he|they|(?:our|my) [a-z]+) (?:lend(?: out)?|rent(?: out)?|sell|make|collect|breed|repair|offer|organi[sz]e)s? ((?:[a-z]+ ){0,2}[a-z]+)\. (?![a-z]+ ?\()(?=(?:(?!\b(?:with|has|have)\b)[^.;:\n])+(?:,(?:(?!\b(?:with|has|have)\b)[^.;:\n])+){3,})/i;

/** "We rent out tents - model, price": what somebody does is no part of what it is called. */
export const WE_DO: [RegExp, string] = [/^(?:i|we) (?!are|were|will|can|could|have|had|would|should|must|may|need|want|like|love|wish|record|keep|track|store|note|log|save|manage|collect|use|do|all|also|just|both|only)[a-z]+ (?:(?:out|in|up|down|off) )?(?:our |my |the |some )?(?=(?:[a-z-]+ )?[a-z-]+s(?: ?(?:[-\u2013\u2014] |:)|$))/i, ""];

/** How people begin, put plainly. */
const START: [RegExp, string][] = [
  [/^(?:so|well|ok|okay|basically|right)[,:]? +(?=(?:i|we|my|our|what)\b)/i, ""],
  [/^what (i|we)(?:'d| would)? (?:like|need|want|love) (?:to have )?is (?:(?:something|an? (?:api|app|tool|system|way)) )?(?:where|in which|that lets) (?:we|i|us|me|people|users)(?: can| could)? /i, "$1 want to "],
  [/^what (i|we)(?:'d| would)? (?:like|need|want|love) (?:to have )?is /i, "$1 need "],
  [/^just (?=an? )/i, ""],
  WE_DO,
];

/** A sentence that begins so says who asks. */
const SPEAKER = new RegExp(`^\\s*(?:(?:and|so|also|well),? )?(?:i'm|i am|we're|we are|i've been|we've been|(?:i|we) (?:run|own|manage|rent|lend|offer|sell|make|bake|breed|repair|grow|teach|work|coach|study|lead|live|volunteer|organi[sz]e|have (?:an?|been)|just (?:opened|started|bought)|opened|started|currently|now|already|use|always)|my ${FOLKS} and (?:i|me)|(?:me|i) and my ${FOLKS}|our (?:[a-z]+ )?${any(`${PLACE}|${FOLKS}`)} (?:is|has|have|are|uses?|runs?)|as an? |(?:right now|currently|at the moment|until now|so far|these days|for years|today),? (?:i|we|everything|it|all|our|the)|everything is|last (?:week|month|year))\\b`, "i");
/** Where the wish begins. */
const TURN = /(?:,? (?:and|so|but)|,) (?:(i|we|we all) )?((?:really )?(?:need|want|would like|'d like|would love|wish|am looking|are looking|have to|must)\b)/i;
/** Words of one's own calling that look like wishes. */
const SELF = /\b(?:owners?|keeps? (?:losing|forgetting)|on paper|track of time)\b|^\s*we (?:own|have an?)\b|^\s*(?:i|we) manage an?\b/gi;
/** What isn't only about who asks. */
const CARRIES = /\b(?:only|must|can|can't|cannot|may|should|never|private|privately|unless|nobody|everyone sees|each|needs?|wants?|like|wish|tracks?|tracking|stores?(?= (?:the|my|our|all|their))|storing|keep|record|looking for|api|app|with|whose|per|build(?!ing (?:contractor|company))|manage)\b|:|\(/i;
/** In the middle of a description only what tells a story goes. */
const STORY = /\b(?:spreadsheets?|excel|on paper|by hand|a mess|whiteboard|notebook|last (?:week|month|year)|for (?:years|ages|about))\b|^\s*(?:i'm|i am|we're|we are) an? /i;

const CLOSINGS = [
  /[\s,.;!-]*\b(?:thanks?(?: you)?(?: (?:a lot|so much|very much|in advance|for (?:your|the|any) help))*|cheers|best regards|kind regards|greetings|please help(?: me)?|that(?:'s| is| would be) (?:all|it|great|enough|everything)(?: (?:i|we) need)?|(?:i )?hope (?:you can help|that helps|this works|that makes sense)|can you (?:do|build|make) (?:that|this|it)(?: for (?:me|us))?)[\s.!?:)]*$/i,
  /[\s,.;!-]*\b(?:nothing (?:fancy|special|complicated|too complicated|else|more)|(?:please )?keep it (?:simple|small)|it(?:'s| is)(?: just| only)? for (?:an? |my )?(?:[a-z]+ )?(?:school|side|hobby|university|class|weekend) project|for an? (?:[a-z]+ )?(?:school|side|hobby|university|class|weekend) project)[\s.!]*$/i,
  /[\s,.;!-]*\bthanks?(?: you)?[\s.!]*$/i,
];
