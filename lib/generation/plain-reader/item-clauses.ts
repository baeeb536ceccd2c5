import type { Told } from "../field-words/told.ts";

const BE = "(?:(?:must|should|has to|have to|needs? to|shall)(?: always)?(?: be)?|is always|is|are)";
/** What stands between a field and what is told of it: "frame number which must be unique". */
const LINK = new RegExp(`,? (?:(?:which|that|it|they|and it|and) )?${BE} (?=\\(?(?:unique|required|mandatory|optional|valid|at least|at most|between \\d|from \\d|more than \\d|positive|not negative|max(?:imum)?|min(?:imum)?|up to|no (?:more|longer)|not (?:more|longer)|-?\\d+ (?:to|-|or)))`, "i");
const OPTIONAL = [
  /,? ?\(?\b(?:if|when|where|in case) (?:(?:i|we|you|they|it|he|she|there)(?:'ve|'s| have| has| had| know| knows| got| is| are| was)*(?: (?:one|it|any|some|got one|known))?|known|given|needed|available)\)?$/i,
  /,? ?\(?\b(?:(?:may|might|can|could) (?:also )?(?:be|stay|remain) (?:left )?(?:empty|blank|out|missing|unknown|null)|(?:is |stays )?(?:left )?(?:empty|blank|unknown|missing) (?:when|if|until|while|as long as) [a-z' ]+|not always (?:known|given|there|filled in|needed))\)?$/i,
];
const VALUE = "(true|false|yes|no|on|off|-?\\d+(?:\\.\\d+)?|zero|one|[a-z-]+)";
const STARTS = [
  new RegExp(`,? ?\\(?\\b(?:which |that |it |and )?(?:(?:is|are) )?(?:default(?:s|ing)?(?: is| to| value(?: is)?|:)?|start(?:s|ing)? (?:at|with|as|from|on)|begin(?:s|ning)? (?:at|with|as|from)) "?${VALUE}"?\\)?$`, "i"),
  new RegExp(`,? ?\\(?(?:which |that |it )?(?:(?:is|are|set to) )?"?\\b${VALUE}"? (?:by default|as default|as the default|at (?:the )?(?:start|beginning)|at first|initially|to (?:start|begin) with)\\)?$`, "i"),
];

/** Takes what is told of a field in a clause behind it into `told`: what it starts as, whether it may be left out, and what only leads to the rest. */
export function takeClauses(said: string, told: Told): string {
  let text = said;
  for (const form of OPTIONAL) text = text.replace(form, () => { told.isRequired = false; return ""; });
  for (const form of STARTS) text = text.replace(form, (_all, value: string) => { told.default = startOf(value.toLowerCase()); return ""; });
  return text.replace(LINK, " ").replace(/^(?:an? )?valid (?=(?:[a-z]+ )?(?:e-?mail|url|link|date|web ?site)\b)/i, "").replace(/\b(e-?mail(?: address)?|url|link|date),? valid$/i, "$1");
}

function startOf(value: string): string | number | boolean {
  if (/^(?:true|yes|on)$/.test(value)) return true;
  if (/^(?:false|no|off)$/.test(value)) return false;
  if (value === "zero" || value === "one") return value === "zero" ? 0 : 1;
  return Number.isFinite(Number(value)) ? Number(value) : value;
}
