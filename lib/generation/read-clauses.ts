import { PLAIN_PHRASES } from "./plain-words.ts";
import { normaliseText } from "./resource-builder/normalise-text.ts";
import { NUMBER_WORDS, numberOf } from "./resource-builder/number-words.ts";

/** A part of a description that says one thing. */
export interface Clause {
  /** As it was written. */
  quote: string;
  /** Normalised, without the turns of phrase that say nothing. */
  text: string;
  /** Where it stands in the description. */
  from: number;
  to: number;
}

/** The parts of a description, one thing each. */
export function readClauses(description: string): Clause[] {
  const clauses: Clause[] = [];
  // "SKU (unique)" is one thing; masked, so that every place stays where it is.
  const masked = description.replace(/\(([^,;()]{1,40})\)/g, " $1 ").replace(/\b(between [\d.:]+(?: ?[ap]m)?) and (?=\d)/gi, "$1 --- ");
  let from = 0;
  const add = (to: number): void => {
    const quote = description.slice(from, to);
    const text = plainText(masked.slice(from, to).replace("---", "and"));
    if (/[a-z0-9]/i.test(quote)) clauses.push({ quote: quote.trim(), text, from, to });
  };
  for (const match of masked.matchAll(BOUNDARY)) {
    add(match.index);
    from = match.index + match[0].length;
  }
  add(description.length);
  return clauses;
}

const LINKING = "and|but|plus|with|that(?! (?:must|has to|have to|needs? to|should|can't|cannot|may not)\\b)|which|where|so that|then|also|including|as well as|along with";
const BOUNDARY = new RegExp(`\\s*(?:[,;!?\\n{}[\\]|→]|:(?!\\d\\d)|\\.(?=\\s|$)|->|=>|\\s[-–—•*]\\s|[()]|(?<=\\d)\\s(?=on (?:week|working|business|mon|tues|wednes|thurs|fri|satur|sun)[a-z]*days?\\b)|(?<!\\bshar(?:e|ed|ing))\\s(?:${LINKING})(?=\\s))+\\s*(?:(?:${LINKING})(?=\\s)\\s*)*(?:[-•*]\\s)?`, "gi");

export const plainText = (text: string): string =>
  PLAIN_PHRASES.reduce((rest, phrase) => rest.replace(phrase, " "), normaliseText(text).replace(/[0-9],(?=[0-9]{3}\b)/g, (digit) => digit.charAt(0)).replace(LARGER, (word) => String(numberOf(word)))).replace(/ {2,}/g, " ").trim();

const LARGER = new RegExp(`\\b(?:${NUMBER_WORDS})\\b`, "g");

/** It forbids, limits or demands: to leave it out would be to break it. */
export const restricts = (text: string): boolean => RESTRICTS.test(text);

const FORBIDS = "not|\\w+n't|no|never|nobody|none|neither|nor|without|unless|except|exclud\\w*|skip\\w*|ignor\\w*|cannot|forbid\\w*|prevent\\w*|refus\\w+|reject\\w*|block\\w*|avoid\\w*|disallow\\w*|den(?:y|ies|ied)|ban(?:s|ned)?";
const LIMITS = "only|(?:one|an?|half an) (?:minute|hour|day|week|month) to|[a-z]+ needs an? (?:reason|comment|name|password|code|note|approval|confirmation|id|email|key|title|description|date)|at most|at least|maximum|max|minimum|min|limit(?:s|ed)?|up to|(?:more|less|fewer|longer|shorter|larger|smaller|older|younger|greater|higher|lower) than|exactly|within|until|before|once|twice|one (?:\\w+ )?(?:per|for each|each|every)|same|duplicates?|unique|uniquely|(?:every|each|all) [a-z]+ (?:needs?|requires?)|must|mandatory|required?|has to|have to|below|above|between";
const PROTECTS = "private|privately|secret|hidden|confidential|own|admins?|administrators?|(?:managers?|moderators?|staff|supervisors?|teachers?|owners?|boss(?:es)?|editors?) (?:can|may|must|should|have|has|are|is|alone|sees?|edits?|deletes?|approves?|creates?|adds?|decides?|manages?|checks?|gets?)|roles?|log(?:ged)? ?ins?|sign(?:ed)? ?in|permissions?|allowed|authori[sz]\\w*|authenticat\\w*|passwords?|encrypt\\w*|secured?|anonymous\\w*|lock\\w*|freez\\w*|frozen|expir\\w*|valid\\w*|verif\\w*|check(?:s|ed)? (?:that|if|whether)|approv\\w*|confirm\\w*|ensur\\w*|guarantee\\w*|make sure|atomic\\w*|deterministic\\w*|immutable|read-only|pay|pays|paying|paywall|gdpr|complian\\w*";
/** Rules of when, in which order and for whom. */
const RULES = "(?:is|are|be) (?:after|before|handled)|clos(?:es?|ed|ing) (?:on|at|in|after|itself)|opens? (?:on|at)|in order(?: of)?|fifo|lifo|first come|by invitation|invite only|invited|an? pin|with pin|pin code|shared with|separate(?:ly)?|soft delete\\w*|restor\\w*|deletion|deleted|discounts?|fees?|backups?|audit\\w*|positive|negative|generated automatically|are generated|rotat\\w*|sees? (?:less|more|nothing|everything)|overlap\\w*|(?:may|can) have (?:one|two|\\d+)|if\\b.*\\bthen|when (?:it is |it's )?full|capacity|deadline (?:is|on)";
const RIGHTS = "(?:every(?:one|body)|any(?:one|body)|all users|others|who(?:ever)?) (?:can|may|sees?|reads?|cancels?|edits?|changes?|deletes?)|visible|public(?:ly)?";
const RESTRICTS = new RegExp(`\\b(?:${FORBIDS}|${LIMITS}|${PROTECTS}|${RULES}|${RIGHTS})\\b|%|[<>≤≥]|(?<![a-z])\\d`);
