const DAY = "(?:the )?(?:past|future|today|tomorrow|yesterday|now|current (?:date|day|time|year))";

/** Rules on a field in everyday words that no API built here keeps to, and what it does in their place. */
const RULES: [signal: RegExp, why: string][] = [
  [new RegExp(`^(?:defaults? (?:to|is)?:? ?)?(?:today|now|the current (?:date|day|time)|current (?:date|day|time)|date of (?:today|entry))(?: (?:by default|as default|unless .+|(?:if|when) (?:not|none|nothing).*))?$|^(?:defaults? to|is|set to|filled with|starts as) ${DAY}$`), "No day or moment is filled in by itself: it is sent, and createdAt of each entry says when it was added."],
  [new RegExp(`\\b(?:in|from|into|before|after|until|till|to|up to|later than|earlier than|than|at) ${DAY}\\b|^(?:only )?(?:past|future)(?: dates?)?(?: only)?$|\\b(?:tomorrow|today) (?:at the )?(?:earliest|latest|or (?:later|earlier))\\b|\\b(?:at the )?(?:earliest|latest) (?:tomorrow|today)\\b`), "Whether a day is past or still to come isn't checked: any is taken. Lists can be filtered by it."],
  [/\b(?:previous|last|earlier|other|next) (?:one|entry|value|reading|row|record)s?\b|\bhigher each time\b|\bthan before\b/, "One entry isn't compared with those before it: any value within the limits is taken."],
  [/^(?:can't|cannot|can not|must not|mustn't|may not|should not|never|not)(?: ever)? (?:be )?(?:changed?|edited|modified|updated|altered)\b|^(?:immutable|read-?only|set once|not editable|unchangeable)$/, "Every field can be changed after it was set, by whoever may change the entry."],
  [/^(?:an? )?(?:even|odd|prime)(?: numbers?)?(?: only)?$|\bmultiples? of\b|\bin steps of\b|\bsteps? of \d|\bdivisible by\b|^(?:rounded )?to the (?:nearest|next)\b/, "A number is held to its least and its greatest value, and to nothing else."],
  [/\b(?:\d+ words|words (?:or|at|max|min)|digits?|upper ?-?case|lower ?-?case|capitals?|capitali[sz]ed|alphanumeric|no (?:spaces|numbers|digits|special characters|symbols)|only (?:letters|numbers|digits)|(?:letters|numbers|digits)(?: and (?:letters|numbers|digits))? only|letters (?:or|and) (?:digits|numbers)|(?:digits|numbers) (?:or|and) letters|regex|pattern|iso code|iso (?:\d+|country|language|currency)[a-z ]*|country code|area code|hex(?: code)?|e\.164|iban|checksum|https only|only https|starts? with (?!an? )|starting with|begins? with|ends? with|must look like|looks? like|in the form(?:at)?|formatted (?:as|like)|of the form|format:?)\b/, "How a text is written isn't checked: only how long it is, and that an e-mail address, a link, a phone number, a date and a time are one."],
  [/^(?:must|has to|should) (?:exist|be (?:an? )?(?:existing|known|real)\b.*)$/, "What it names isn't looked up: any is taken."],
];

/** Why a rule on a field isn't kept to; null where it is none that is known. */
export const whyUnkept = (rule: string): string | null => RULES.find(([signal]) => signal.test(rule.toLowerCase()))?.[1] ?? null;
