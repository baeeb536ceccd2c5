import { askKind } from "./ask-kind.ts";
import { isPlural } from "./words.ts";

/** Whether a field of that name holds text as far as anybody can tell: a noun that hints at no number, day, yes or no, choice or list. */
export function isPlainNoun(label: string): boolean {
  const last = label.split(" ").at(-1) ?? "";
  return /^[a-z]{3,}(?: [a-z]{2,}){0,2}$/.test(label) && !isPlural(last) && askKind(label) === null && !MEASURED.test(label) && !DATED.test(label) && !CHOSEN.test(last) && !YES_OR_NO.test(label) && !NO_NOUN.test(label);
}

/** What is measured or counted. */
const MEASURED = /\b(?:strength|level|size|value|score|index|ratio|pressure|dose|dosage|power|energy|voltage|current|force|load|charge|thickness|radius|diameter|concentration|frequency|density|intensity|volume|distance|interval|percent|average|total|sum|count|age|number|balance|budget|cost|money|loss|gain|growth|progress|limit|target|threshold|quota|yield|consumption|usage|dimension|coordinates?|position|order|sequence|multiple|factor|rate|range|bid|debt|worth|tax|vat)\b/;
/** When something is. */
const DATED = /\b(?:date|day|time|month|year|week|hour|minute|since|until|deadline|birth|anniversary|start|end|beginning|arrival|departure|period|duration|season|expiry|when|age|season)\b/;
/** One of few values, which the description should name. */
const CHOSEN = /^(?:priority|importance|urgency|severity|difficulty|visibility|availability|completion|presence|attendance|rank|ranking|membership|subscription|permission|access|consent)$/;
const YES_OR_NO = /^(?:is|has|can|was|needs|did|does|no) |(?:able|ible|ful|less|ous|ive|ish|ed|en|ly|ing)$|(?<!er|or|ar|og|it|ph|nc|om|str)y$|(?:^| )(?:hot|cold|sweet|sour|fresh|dry|wet|big|small|large|tall|short|old|young|free|safe|fragile|single|local|organic|digital|online|remote|legal|final|main|true|false|kosher|halal|rare|common|late|early|present|absent|sick|alive|dead|male|female|right|wrong|correct|due|away|home|seen)$/;
/** What isn't a name of one fact: wishes, other things, and what would have to be done. */
const NO_NOUN = /\b(?:and|or|not|first|last|only|most|least|best|next|other|more|some|any|new|old|same|extra|special|different|custom|support|integration|system|service|feature|function|mode|engine|tracking|search|history|export|import|sync|login|account|session|user|chat|feed|map|calendar|dashboard|report|analytics|statistics|notification|reminder|alert|backup|cart|checkout|payment|gateway|plugin|widget|page|screen|button|theme|bot|api)\b|(?:tion|ment)$/;
