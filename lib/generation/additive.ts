import { NUMBER_WORDS } from "./resource-builder/number-words.ts";
import { inferKind } from "./resource-builder/infer-kind.ts";
import { normaliseText } from "./resource-builder/normalise-text.ts";

/** Why a clause that only adds something isn't built; null when it restricts, or when it may be the point: those must not be left out. */
export function whyLeftOut(clause: string, others = ""): string | null {
  // "it should show" asks for no more than "show".
  const text = normaliseText(clause).replace(/\b(?:must|should|has to|have to|needs? to) (?=(?:be able to |also )*(?:show|list|return|give|display|tell|see|get)\b)/g, "");
  const wish = text.replace(BEFORE, "");
  // What a list leaves out by its condition is no rule: "show what hasn't been inspected".
  const rules = /^(?:shows?|lists?|see|find|gets?|gives?|tells?|displays?|which|who|what)\b/.test(wish) ? wish.replace(/\b(?:has|have|is|are|was|were|did|do)(?:n't| not)\b|^(?:show|give|list|tell) me only\b|\bexpir(?:es?|ing|ed)\b|\b(?:not|never) (?:been|yet|[a-z]+ yet)\b/g, "") : text;
  if (WHICH_WHICH.test(wish) || RESTRICTS.test(rules) || DOES.test(wish) || (RULES.test(wish) && !isStored(wish, others)) || STATES.test(text) || (!/^(?:flag|highlight|warn)\b/.test(wish) && NUMBERS.test(text.replace(RECENT, ""))) || HAS_FIELDS.test(text.replace(/\bto have an? /g, "")) || text.split(/, | and /).slice(1).some((item) => isField(item))) return null;
  return ADDS.find(({ signal }) => signal.test(wish))?.why ?? (NICE.test(text) ? "it isn't understood well enough to build it." : null);
}

/** "show the mood, author and price": the last two may be fields of the list that the wish stands in. */
const isField = (item: string): boolean => /^(?:the |an? )?[a-z]+(?: [a-z]+)?$/.test(item) && inferKind(item.replace(/^(?:the|an?) /, "")).isSure;

/** What forbids, limits, hides or protects: whoever asked for it relies on it. */
const RESTRICTS = new RegExp(
  "n't\\b|\\b(?:not|no|none|nobody|never|cannot|only|must|unless|without|except|until|at most|at least|no more|not more|up to|limit(?:s|ed|ation)?|maximum of|max(?:imum)? \\d+|minimum of|min(?:imum)? \\d+|unique|duplicates?|once|twice|exactly|one per|" +
    "private|privately|secret|hidden|hides?|anonymous|confidential|secure|encrypt\\w*|admins?|administrators?|roles?|log ?in|login|sign ?in|passwords?|permissions?|allowed|own|owner|forbid\\w*|refus\\w*|reject\\w*|prevent\\w*|avoid\\w*|den(?:y|ied|ies)|" +
    "needs? (?:approval|a)|approv\\w*|confirm\\w*|verif\\w*|rights|moderat\\w*|managers?|staff|boss|before|after|while|if|otherwise|capacity|deadline|clos(?:es|ed|ing)|opens?|times|multiplied|minus|calculated from|discount|fees?|in order|order of|free|vacant|availab\\w*|overlap\\w*|invit\\w*|separate(?:ly)?|visible|shared|sees? (?:less|more|every\\w*|all|nothing)|frozen|final|immutable|read-only|history|restor\\w*|soft delete|audit|gdpr|backup|valid|positive|empty|random(?:ly)? (?:pick|assign|winner)|assign\\w*|turn|rotat\\w*|generated|changes? (?:with|when|by)|every (?:day|week|month|year)|duty|suits? all|block\\w*|lock\\w*|expir\\w*|required|mandatory|validat\\w*|negative|zero|double book\\w*|overbook\\w*|(?:is|are|when|if) full|sold out|enough|guarantee\\w*|deletes?|automatically|immediately|first come)\\b",
);

/** "which child attended which lesson" is a thing of its own. */
const WHICH_WHICH = /\b(?:which|who)\b.*\b(?:which|what|whom|when)\b/;
/** Who or which ones did or are something: what is stored must know it, so that it is the point. */
const RULES = /\b(?:who|whose|which(?: [a-z]+)?)\b.*\b(?:has|have|had|(?:is|are)(?! (?:the )?(?:more|most|better|best))|was|were|did|do|does|needs?|owes?|hasn't|haven't|isn't|aren't|didn't)\b/;
/** "list those who have not paid" where "fee paid" is stored: its last word is said elsewhere. */
const isStored = (wish: string, others: string): boolean => !/\b(?:needs?|owes?)\b/.test(wish) && new RegExp(`\\b${/[a-z]+$/.exec(wish.replace(/[^a-z]+$/, "").replace(/ (?:yet|today|now|already)$/, ""))?.[0] ?? "-"}\\b`, "i").test(others);
/** What somebody of a role does is the point: "host can seat the next party". */
const DOES = /^(?:an? |the )?[a-z]+ (?:can|may) (?!be\b|(?:also )?(?:see|view|list|search|filter|sort|find|get|show|read|browse|rate|like|comment)\b)/;
/** A formula, and what holds for somebody: "members get 10% off". */
const STATES = /^(?:and |also |then )*(?:members|customers|visitors|guests|students|players|teachers|readers|users|people) (?:get|see|pay|need|have|give|receive|keep|lose)\b|\b(?:is|are|equals?) .*\b(?:times|plus|minus|divided|multiplied|sum of|from)\b/;
/** A number limits, unless it says how many are shown. */
const NUMBERS = new RegExp(`\\d|\\b(?:${NUMBER_WORDS}) (?!most\\b)[a-z]+`);
const RECENT = /\b(?:top|last|past|next|first|latest|recent|best|newest) (?:\d+|two|three|four|five|six|seven|ten|twenty)\b|\b(?:19|20)\d\d\b|\bone of two\b|\bof two\b/g;

/** A list of fields says what is kept. */
const HAS_FIELDS = /(?:\b(?:with|has|have|having|contains?|includ(?:es?|ing))\b|:)[^.;]*(?:,| and )|\b(?:has|have) an? /;

const PEOPLE = "(?:users?|people|anyone|everyone|everybody|members|customers|visitors|guests|players|students|teachers?|readers|i|we|they|you|it|the api|the app|one)";
const BEFORE = new RegExp(`^(?:(?:and|also|then|please|finally|plus|so|that|so that|in addition|additionally|,|it would be (?:nice|great|cool|good) (?:to|if)) )*(?:${PEOPLE} )?(?:(?:can|could|should|may|might|will|want|wants|need|needs|would|like|'d|to|be able to|also|i'd|we'd) )*(?:let (?:me|us|them) )?(?:(?:an? |the |one )?(?:ability|option|possibility|way|button|endpoint|list|view|page) (?:to|for|that|with|of) )?`);

const NICE = /\b(?:would be (?:nice|great|cool|good)|nice to have|ideally|if possible|maybe|perhaps|optionally|bonus)\b/;

/** In the order in which they are asked. */
const ADDS: { signal: RegExp; why: string }[] = [
  { signal: /^(?:flag|highlight|warn|mark|colou?r)\b(?! as)/, why: "nothing is marked by a rule of its own; the list can be filtered instead." },
  { signal: /^(?:the )?(?:newest|latest|oldest|recent|most [a-z]+|next|upcoming|(?:high|low|long|short|cheap|bigg|small|larg|b)est(?: [a-z]+)?)(?: ones?| [a-z]+)? first\b|^(?:sort|order|rank)(?:s|ed|ing)?\b|^(?:the )?(?:list|results?) (?:is |are )?(?:sorted|ordered)\b/, why: "lists are sorted by the fields that things have." },
  { signal: /\b(?:averages?|avg|mean|totals?|sums?|counts?|number of|how many|how much|percentages?|share of|statistics|stats|summary|report|ranking|standings|table of|league table|pace|trend|streak|balance|maximum|minimum|max|min|highest|lowest|biggest|largest|smallest|longest|shortest|cheapest|best|worst|top|most|least used|latest|last|chart|graph|next|upcoming|owes?)\b/, why: "figures are counts, totals, averages, highest and lowest values of what is stored, and this is none of them that is understood." },
  { signal: /^(?:shows?|lists?|see|gets?|gives?|displays?|returns?|tells?|views?|find|search|filter|look up|know|which|what|who|suggest|recommend|compare|random|browse|today)\b/, why: "lists are filtered, searched and sorted by the fields that things have, and this is none of those." },
  { signal: /^(?:like|rate|comment|share|bookmark|favou?rite|follow|react|tag|pin|star|print|download|export|duplicate|copy|archive|undo|clear|reset)\b/, why: "no such action is built." },
];
