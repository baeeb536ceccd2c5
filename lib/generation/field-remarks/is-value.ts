import { unitOf } from "../field-words/units.ts";
import { kindOfHint } from "../resource-builder/infer-kind.ts";

/** Whether an entry of a list can be one of the values that a field has: a plain word or a short phrase, not a kind, a mark, a unit, a default, an example or a rule. */
export function isValue(entry: string, label: string): boolean {
  const text = entry.trim().toLowerCase();
  if (/^(?:[+-]+|-?\d[\d/.:-]*)$/.test(text)) return true;
  if (!/^[\p{L}\p{N}+*#<>][\p{L}\p{N} +&'./%°:_#*<>()-]*$/u.test(text) || text.split(" ").length > MOST_WORDS) return false;
  if (NEVER.test(text) || isMeasured(text)) return false;
  if (KINDS_ONLY.test(text) || (kindOfHint(text) !== undefined && !/^(?:text|words?|double|date|day|number|email|link|list|flag|money|url|yes ?\/ ?no|numeric|date and time)$/.test(text))) return false;
  return isChosen(label) || !REMARK.test(text);
}

/** Fields that have one of a few values, whatever these are called. */
export const isChosen = (label: string): boolean => CHOSEN.test(label.toLowerCase());

const MOST_WORDS = 5;
const KINDS_ONLY = /^(?:strings?|str|varchar|int|integer|whole numbers?|decimals?|float|bool|boolean|datetime|timestamp|uuid|enum|array|json|nullable|null|true ?\/ ?false|yes ?\/ ?no|y ?\/ ?n|free text)$/;
/** What says something of a value, and is none. */
const NEVER = /^only\b|->|=>| > |\b(?:required|optional|mandatory|unique|defaults?|default to|by default|e\.?g|i\.e|for example|for instance|such as|etc|can|can't|cannot|could|must|mustn't|should|may be|might|has to|is|are|isn't|aren't|decimals?|digits?|characters?|chars|letters long|comma separated|one per line|allowed|rounded|approximate(?:ly)?|roughly|incl|excl|at least|at most|more than|less than|never|always|each|every|per|usually|mostly|normally|otherwise|depending|starts? (?:as|with|at)|starting|initially|if|unless|and so on|see)\b|^(?:max|min|maximum|minimum|about|ca|approx|between|up to|like(?! new\b)|whole|several|many|multiple|one or more|any|both|each|either|neither|namely|choose)\b.|\.\.\.|…/;
/** How a remark begins; a status may begin so too: "in progress", "not started", "on hold". */
const REMARK = /^(?:the|an? (?!minor\b|major\b|flat\b|sharp\b|level\b)|not|no [a-z]|in|on|at|from|for|with|without|when|where|only|as|once|which|that|because|so|but|also|we|they|it|i|you|who|how|what|shown|hidden|taken|given|paid [a-z]+ly|whoever)\b ?./;
/** Fields of which the values are phrases. */
const CHOSEN = /\b(?:status|state|stage|phase|step|progress|type|kind|category|condition|result|outcome|reason|availability|mode|level|frequency|role|answer|source|channel|place|location|purpose|rsvp|response|attendance|visibility|plan|mood|decision|relation|relationship|payment|delivery|method|option)$/;

/** "in cm", "30 minutes". */
function isMeasured(text: string): boolean {
  const unit = /^(?:in|as|measured in) (?:whole )?(.+)$/.exec(text)?.[1] ?? /^(?:gross|net|whole) (.+)$/.exec(text)?.[1];
  return (unit !== undefined && unitOf(unit) !== null) || /^(?:one|two|three|four|\d+) (?:decimals?|digits?|characters?)\b/.test(text);
}
