import { isPlainTalk } from "../field-words/asks-for.ts";
import { NOT_A_NAME } from "../field-words/not-a-name.ts";

const WORDS = "(?:[a-z][a-z'-]*(?:,? | & ))";
const PHRASE = `${WORDS}{0,7}[a-z][a-z'-]*`;
const WHO = "(?:i|we|my [a-z]+(?: and i)?|our [a-z]+(?: [a-z]+)?)";

/** Whole sentences about who asks and why. */
const TALK = [
  /^(?:hello|hi|hey|good (?:morning|day|evening|afternoon)|dear (?:team|all|sirs?)|thanks?(?: you)?(?: (?:a lot|so much|very much|in advance))?|thx|cheers|please|ok|okay|best regards|greetings)(?: there| all| everyone| everybody| team| again)?$/i,
  new RegExp(`^(?:hello |hi |hey )?${WHO}(?:'m| am|'re| are|'ve been| have been| is) (?:an? |the |in |at |from |part of |just |new to |running |working |)*${PHRASE}$`, "i"),
  new RegExp(`^${WHO} (?:run|own|keep|have|manage|collect|work|teach|live|organi[sz]e|help|volunteer|play|love|like|make|sell|grow|breed|rent|study|lead|coach|brew|bake|raise|restore|build|do|look after|take care of|am in charge of|lose track of|often|sometimes|always lose|loses? track of|keep losing|keep forgetting|always forget|always lose|forget|struggle|use|deal in|trade in|repair|fix|train|host|cook|knit|paint|sew|fish|sail|farm|hunt|rent out|let out|care for|foster|lend|lend out|publish|print|serve|cater|treat|take in|buy and sell|sell|buy|sort out|sort|deal with|mend|service|clean|groom|board|walk|hire out|bring up|raise money for|restore old|design|tutor|belong to|drive|ride|restore)s? ${PHRASE}$`, "i"),
  new RegExp(`^(?:${PHRASE} )here$`, "i"),
  /^(?:our|my|the) [a-z]+(?: [a-z]+)? (?:is|are|get|gets|keep|keeps) (?:an? (?:total |complete |real |big |bit of a )?(?:mess|chaos|disaster)|everywhere|all over the place|getting lost|always lost|lost|hard to find|messy|chaotic|(?:still )?(?:on paper|in (?:an? )?(?:excel|spreadsheet|notebook|book)))(?: (?:sheet|all the time|right now|at the moment))?$/i,
  /^(?:nothing (?:fancy|special|else|more)(?: (?:is )?(?:needed|required))?|that(?:'s| is| should be| would be) (?:all|it|everything|enough|great|perfect)|(?:it |this )?(?:should be |is |can be |keep it )?(?:very |really |pretty )?simple|keep it simple|the simpler the better|just the basics)$/i,
  /^(?:just|only|simply) (?:tell|let) (?:us|me)(?: know)?(?: (?:it|that|so))?$/i,
  new RegExp(`^(?:everyone|everybody|people|all of us|we all|each of us)(?: (?:in|at|of|on) ${PHRASE})?,? (?:writes?|notes?|puts?|records?|logs?|enters?)(?: down| in| up)? what (?:he|she|they|we|he or she) [a-z]+$`, "i"),
  new RegExp(`^(?:it(?:'s| is)|this is) (?:just |only |all |mostly )?(?:for|about) ${PHRASE}$`, "i"),
  /^(?:there are|we have|i have) (?:many|lots of|a lot of|thousands of|hundreds of|too many|some|several|a few|quite a few) [a-z]+(?: [a-z]+)?$/i,
  /^(?:we|i) (?:currently |now |still |today )?(?:use|do|keep|have|write|store) (?:this|it|that|them|everything|all of it|all this)? ?(?:in|on|with) (?:an? |the |our |my )?(?:excel|paper|spreadsheets?|notebook|google sheets?|whiteboard|old book|books?|pen and paper)(?: (?:sheet|file|now|today|at the moment))?$/i,
];

/** "I like to find all with a given tag", "we often sort by size": a habit that the lists have to serve. */
const FINDS = /\b(?:(?:loves?|likes?|enjoys?|helps?(?: [a-z]+)?) (?:to )?|(?:to|often|sometimes|always|usually|mostly) )(?:(?:be able to|easily|quickly|then|also) )*(?:find|see|search|look (?:up|for)|filter|sort|list|show|browse|view|narrow|query|group)(?:ing)?\b/i;

const FOND = /^(?:i|we|he|she|they|everyone) (?:all )?(?:really |just |so )?(?:loves?|likes?|enjoys?|is|are) (?:it|them|this|that|proud of (?:it|them)|fond of (?:it|them))(?: (?:so much|a lot|very much|dearly))?$/i;

/** What isn't needed. */
const NOT_NEEDED = new RegExp(String.raw`^(?:(?:there(?:'s| is) )?no(?: need for)?|(?:we |i |you )?(?:don't|do not) (?:need|want)(?: any)?|without(?: any)?) (?:[a-z-]+,? (?:or |and )?){0,4}[a-z-]+? (?:needed|required|necessary)$|^(?:there(?:'s| is) )?no (?:need for )?EXTRA(?:,? (?:or|and|no) EXTRA)*(?: (?:for now|please|yet|at all))?$|^(?:we |i |you )?(?:don't|do not) (?:need|want)(?: any)? EXTRA(?:,? (?:or|and) EXTRA)*(?: (?:for now|please|yet|at all))?$|^(?:an? |the )?[a-z -]+ (?:is|are) not (?:needed|required|necessary|important)$`.replaceAll("EXTRA", "(?:log ?ins?|authentication|auth|users?|accounts?|user accounts|passwords|sign ?ups?|sign ?ins?|exports?|imports?|ui|front ?end|website|html|pictures|photos|images|uploads?|files|payments?|e?-?mails?|notifications?|reminders?|statistics|reports?|charts?|graphs?|translations?|search|roles|permissions|categories|extras|frills|bells|whistles)"), "i");
/** What can't be had without changing what is built: said to be unneeded, it forbids. */
const FORBIDS = /\b(?:edit|editing|change|changes|changing|delete|deleting|deletion|update|updates|updating|duplicates?|overlap\w*|double|negative|empty|anonymous|sharing|past|future|more|less|same|two|one|refunds?|gaps?|repeats?|self|access|booking|bookings)\b/i;

/** "The due date is 3 weeks later", "our limit is 3 items": what is set, and no size of who asks. */
const SET = /\b(?:dates?|times?|limits?|max(?:imum)?|min(?:imum)?|price|prices|fees?|rates?|costs?|deposit|deadline|discount|rent|length|duration|age|default)\b/i;

/** Whether a sentence only says who asks, or what is not wanted: nothing is built for it. */
export function isContext(sentence: string): boolean {
  if (NOT_NEEDED.test(sentence)) return !FORBIDS.test(sentence);
  const said = sentence.replace(/^(?:so|well|ok|okay|hello|hi|hey|basically|currently|at the moment|at our [a-z]+|at my [a-z]+|right now|for (?:years|now))[,! ]+(?=.)/i, "").trim();
  // "60 cows" is how many there are.
  const counted = said.replace(/\bbuy and sell\b/i, "sell").replace(/,? (?:with |about |around |over |some |nearly |almost |roughly )*\d+ [a-z]+(?: [a-z]+)?$/i, "");
  if (counted !== said && /^(?:there are|we are|(?:our|my|the) [a-z]+(?: [a-z]+)? (?:has|have|counts)|(?:our|my) [a-z]+(?: [a-z]+)? (?:is|are))$/i.test(counted) && !SET.test(counted)) return true;
  if (FINDS.test(said) || !isPlainTalk(counted.replace(/\blook after\b/i, "keep"))) return false;
  // "We are a choir and lose track of our music": each half is about who asks.
  const [head = "", ...more] = counted.split(/, (?=(?:i|we|he|she|they|it) [a-z]+)/i);
  if (more.length > 0 && (isTitle(head) || isContext(head)) && more.every((part) => isContext(part) || FOND.test(part))) return true;
  const [first = "", ...others] = counted.split(/,? and (?=[a-z]+ )/i);
  const isTalk = (part: string): boolean => TALK.some((form) => form.test(part));
  return (others.length === 0 && isTalk(counted)) || (isTalk(first) && others.length > 0 && others.every((part) => isTalk(part) || isTalk(`we ${part}`)));
}

/** "Support desk of a school IT department", "Cooking class sign up": a name for all of it. Who does what ("Members borrow books") has an s before its last word. */
export const isTitle = (sentence: string): boolean => {
  const plain = sentence.replace(/\b[A-Z]{2,}\b|\bsign[ -]?ups?\b|\bwaiting[ -]?list(?= (?:of|for|in|at)\b|$)/g, "x");
  return TITLE.test(plain) && !NOT_A_NAME.test(plain) && isPlainTalk(plain);
};
const NAME = "(?:[a-z'-]*[a-rt-z'-]|[a-z'-]*ss|[a-z-]+'s) ";
const TITLE = new RegExp(`^(?:an? |our |my |the )?(?:${NAME}){0,3}[a-z'-]+(?: (?:of|for|in|at) (?:an? |our |my |the )?(?:${NAME}){0,3}[a-z'-]+){0,2}$`, "i");

/** Why something is wanted: "because there are thousands", "so I see which one is first". */
export function withoutReasons(sentence: string): string {
  return sentence
    .replace(/,? (?:because|since|as) ((?:there|we|i|it|they|people|most|some|many|our|my)\b[^,;]*)$/i, (whole, reason: string) => (isPlainTalk(reason) ? "" : whole))
    .replace(/,? (?:so(?: that)?|in order) (?:i|we|people|they|everyone|anyone|members|to) (?:can |could |may |will |easily |quickly |always )*(?:see|know|find|look up|check|tell|remember)\b([^,;]*)$/i, (whole, reason: string) => (/^(?: (?:it|them|things|what|which|who|where|that|one|ones|is|are|was|were|the|a|my|our|we|i|they|need|needs|has|have|had|first|next|left|easily|quickly|faster|later|again|there|to|do|buy|repair|missing|at|glance|in|stock))*$/i.test(reason) ? "" : whole));
}
