const VALUE = `["']?([\\p{L}\\p{N}][\\p{L}\\p{N} .+-]*?|-?\\d+(?:\\.\\d+)?)["']?`;
const SOMEBODY = "(?:i|we|you|they|somebody|someone|anybody|anyone|nobody|no ?one|people|the caller)";
const SAYS = "(?:say|says|said|tell|tells|told|state|states|set|sets|choose|chooses|chose|pick|picks|give|gives|tick|ticks|mark|marks|enter|enters|select|selects|fill it in|fills it in)(?: (?:so|it|otherwise|anything|something|something else|anything else|what|which|differently))?";
const NONE = "(?:(?:it is |they are |it's )?(?:not|nothing|none)(?: is| was)? ?(?:given|set|said|sent|told|stated|specified|provided|filled in|entered)?|left (?:out|empty|blank)|empty|missing|omitted|(?:it is |they are )?(?:not|nothing is|none is) (?:mentioned|chosen|selected|picked|known|answered)|(?:nobody|no ?one) SAYS|(?:i|we|you|they|people) (?:don't|do not|didn't) SAYS)".replaceAll("SAYS", SAYS);
const BEFORE = new RegExp(`^(?:(?:the |which |that |it )?(?:defaults?|default value|initial(?:ly)?(?: value)?)(?: is| are| to| as|:|=)?:? ?|(?:and )?(?:which |that |it |they |is |are )?(?:start(?:s|ing)?|begin(?:s|ning)?)(?:(?: out| off)? (?:at|as|with|from)| out| off) |(?:is |are )?(?:initially|originally|at first) )(?:set to |an? )?${VALUE}$`, "iu");
const BEHIND = new RegExp(`^(?:(?:which |that |it )?(?:is|are|be|set to|it is) )?${VALUE},? (?:by default|as (?:the )?default|is the default|= default|\\(default\\)|default|at first|initially|in the beginning|at the (?:start|beginning)|to (?:begin|start) with|if ${NONE}|when ${NONE}|unless (?:${SOMEBODY} ${SAYS}|[a-z' ]{2,30})|when (?:it is )?(?:new|created|added)|for (?:a )?new (?:ones?|entries))$`, "iu");
/** "paid (no at first)", "which is off to begin with". */
const EMPTY = /^(?:empty|blank|nothing|null|missing)$/i;
const OF_DAYS = /^(?:the )?(?:today|now|tomorrow|yesterday|current [a-z]+|moment|time|date)$/i;

/** What a field begins as where none is sent: "defaults to draft", "starts at 0", "no unless set"; null where nothing of the kind is said. What is known only then, as the day, is none. */
export function startIn(said: string): string | null {
  const found = BEFORE.exec(said) ?? BEHIND.exec(said);
  const start = found?.slice(1).find((one) => one !== undefined)?.trim();
  if (start === undefined || start === "" || OF_DAYS.test(start) || EMPTY.test(start) || /\d (?:to|and|or|with) /.test(start)) return null;
  // "wrong unless it ends with our domain" is no start.
  if (UNLESS.test(said) && !/^(?:true|false|yes|no|on|off)$/i.test(start)) return null;
  return FIGURES[start.toLowerCase()] ?? start;
}

/** What makes it otherwise is something else than a value that is sent. */
const UNLESS = new RegExp(` unless (?!(?:it is |it's |they are )?(?:set|said|told|stated|given|specified|changed|ticked|checked|marked|otherwise)\\b|${SOMEBODY} ${SAYS}$)`, "i");

const FIGURES: Record<string, string> = { zero: "0", nought: "0", one: "1", off: "off", unchecked: "no", unticked: "no", checked: "yes", ticked: "yes" };
