/** What is said beside a field, as a mark that every reader knows. Each takes the whole of an aside. */
const ASIDES: [RegExp, string][] = [
  [/^(?:an?|the|each|every|one) ([a-z]+(?: [a-z]+)?) (?:normally |usually )?costs? (?:normally |usually )?(\d+(?:\.\d+)?)(?: (?:euros?|dollars|pounds))?$/i, "Each $1 has a price (default $2)"],
  // "Each plot has at most one tenant"
  [/\bhas (?:at most|not more than|no more than|max(?:imum)?) one ([a-z]+)(?=$|[,;.])/gi, "has $1 (optional)"],
  [/\bsince when\b/gi, "since (date)"],
  [/(?<=, |\band )died(?=$|[,;)]| and )/gi, "died (date)"],
  [/\be[ -]mails?\b/gi, "email"],
  // "frame number which nobody else has"
  [/,? (?:which|that) (?:nobody|no ?one|no other [a-z]+|none of the others) (?:else )?(?:has|have|shares?|may have|can have)\b/gi, " (unique)"],
  // "date returned, which is empty until it comes back"
  [/,? (?:which|that) (?:is|stays|may be|can be) (?:empty|blank|left out|missing|unknown)(?: (?:until|till|before|while|as long as) [^,.;()]+| at (?:first|the start))?/gi, " (optional)"],
  [/,? if (?:he|she|it|they|there|somebody|someone) (?:has|have|is|are|wants?|gave|gives) (?:one|any|it|them)\b/gi, " (optional)"],
  // "and, if it is lent, the player who has it"
  [/,? and,? if (?:it|he|she|they) (?:is|are|has|have)(?: been)? [a-z]+(?: out)?, (?:the |an? )?([a-z]+)(?: (?:who|that|which) (?:has|have|got|took) (?:it|them))?(?=$|[,;.])/gi, " and $1 (optional)"],
  [/ and (?:which )?(?:is|may be|can be) (?:optional|left out|empty)(?=$|[,;.])/gi, " (optional)"],
  // "the number of deliveries by date"
  [/\b((?:number|count|total|sum) of [a-z ]+?) by (?:date|day)\b/gi, "$1 per day"],
  // "ml (usually 500)", "price, normally 9.50"
  [/ ?\((?:usually|normally|mostly|by default|default:?) (-?\d+(?:\.\d+)?|[a-z]+)\)/gi, " (default $1)"],
  [/,? (?:usually|normally|by default) (-?\d+(?:\.\d+)?)(?= ?(?:$|[,;]|and [a-z]+ ?[a-z]*$))/gi, " (default $1)"],
  // "normally 9.50 and 6 for students": one is the default, and the other is told.
  [/,? (?:usually|normally|by default) (-?\d+(?:\.\d+)?),? (?:and|but) (-?\d+(?:\.\d+)? for [a-z]+)(?=$|[,;.])/gi, " (default $1) ($2)"],
  [/(?<=[a-z]) (?:y ?\/ ?n|yes ?\/ ?no|yes or no)(?=$|[,;)]| and )/gi, " (yes/no)"],
  [/(?<=, |: |\band )([a-z]+(?: [a-z]+)?) or not(?=$|[,;)]| and )/gi, "$1 (yes/no)"],
  // "oil ok"
  [/(?<=, |: |\band )([a-z]+ (?:ok|okay|in order))(?=$|[,;)]| and )/gi, "$1 (yes/no)"],
];

export const rewordAsides = (sentence: string): string => ASIDES.reduce((said, [aside, mark]) => said.replace(aside, mark), sentence);

/** "delivered, paused": it is, or it isn't. */
const FLAG = /(?<=[,:] |\band )((?!died|need|seed|feed|breed|speed|shed|bed|used|based|[a-z]*(?:ired|iced|aned)$)[a-z]{2,}[^e]ed)(?=$|[,;)]| and )(?![^(]*\))/g;

/** After the choices: what stands in none of them. */
export const rewordFlags = (sentence: string): string => sentence.replace(FLAG, "$1 (yes/no)");
