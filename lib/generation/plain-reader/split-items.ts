import { withSeries } from "../field-words/series.ts";

/** Pairs that are one thing. */
const TOGETHER: [RegExp, string][] = [[/\bdate and time\b/gi, "date_and_time"], [/\blost and found\b/gi, "lost_and_found"], [/\bterms and conditions\b/gi, "terms_and_conditions"], [/\bname and surname\b/gi, "full name"], [/\bbed and breakfast\b/gi, "bed_and_breakfast"], [/\bpros and cons\b/gi, "pros_and_cons"], [/\bplus[ -]ones?\b/gi, "plus_ones"]];

const SCALE = "(?:easy|medium|hard|difficult|low|normal|high|small|large|big|beginner|intermediate|advanced|expert|urgent|minor|major|critical|good|fair|bad|poor|none|mild|strong|light|heavy)";
/** "difficulty easy medium or hard": plain steps, which no comma parts. */
const SCALED = new RegExp(`\\b((?:difficulty|priority|severity|level|size|importance|condition|urgency|strength)(?: level)?) (${SCALE},? (?:${SCALE},? )*or ${SCALE})\\b`, "gi");
/** "a status: waiting, collected, donated" at the end of a list. */
const LISTED = /\b((?:[a-z]+ )?(?:status|state|stage|condition|priority|severity|level|difficulty|type|kind|category)) ?: ?([a-z-]+(?: [a-z-]+){0,2}(?:, (?!and |or )[a-z-]+(?: [a-z-]+){0,2})+)$/gi;

/** Behind these come the values that a field may have. */
const VALUES = /(?:,? (?:which|that|it|they))? ?(?::|(?:\b(?:which |that )?(?:is|are|can be|may be|could be|being|will be|has to be|must be) (?:either |one of |any of )?|\beither |\bone of(?: the)?:? |\bfrom:? (?=[a-z-]+, [a-z-]+)))((?:(?!(?:and|or) )["a-z0-9+' -]+?, ?)*(?:(?!(?:and|or) )["a-z0-9+' -]+?),? or ["a-z0-9+' -]+?)(?=$|,| and |;|\))/gi;

/** What goes on behind a comma with something else lists no values: "must be two people, with a result a, b or c". */
const OTHERS = /(?:^|, ?)(?:(?:and |or )?(?:with|who|which|that|each|having) |(?:an? )?two different )/i;

/** The items of a list of fields, each as it was written; values of one field stay with it, in braces. */
export function splitItems(list: string): string[] {
  let text = list.replace(/(?<=^|,|\band|\bplus|\bwith)\s*\b(?:if (?:known|any|available|possible|given|there is one)|optionally|possibly|perhaps|maybe),? (?=(?:also )?(?:an? |the |their |its )?[a-z])([^,;()]+)/gi, (_all, item: string) => ` ${item.trimEnd()} (optional)`);
  text = withSeries(text).replace(/\b(between|from) (-?\d+(?:\.\d+)?|zero|one) and (?=-?\d|five\b|ten\b)/gi, "$1 $2 to ").replace(/(?<=[a-z0-9)]), (?=(?:at most|at least|max(?:imum)?|min(?:imum)?|up to|no more than|not more than|between|from) (?:of )?-?\d+(?: (?:to|-) -?\d+)?(?: (?:characters?|chars?))?(?=,|$| and))/gi, " ");
  text = text.replace(/\b(?:where|location|position|place|coordinates|gps)(?: coordinates)? \((?:as )?lat(?:itude)?(?: ?[,/&] ?| and )(?:lon|lng|long|longitude)\)/gi, "latitude, longitude");
  text = text.replace(SCALED, (_all, name: string, values: string) => `${name} {${values.split(/,? or |, ?| /).filter(Boolean).join("|")}}`).replace(LISTED, (_all, name: string, values: string) => `${name} {${values.split(/, ?/).join("|")}}`);
  for (const [pair, put] of TOGETHER) text = text.replace(pair, put);
  text = text.replace(/(?<=[a-z0-9'"%]) ?(?:\((?:[^()]*)\))/gi, (bracket) => bracket.replaceAll(",", "\u0001").replaceAll(" and ", "\u0002").replaceAll(" or ", "\u0003").replaceAll("&", "\u0004"));
  text = text.replace(/\b(status|state|condition|stage|priority|severity|level|difficulty|size|mood|type|kind|result|outcome) ((?:[a-z-]+(?: [a-z-]+)?, ?)*[a-z-]+(?: [a-z-]+)?,? or [a-z-]+(?: [a-z-]+)?)(?=$|,| and |;|\))/gi, (whole, name: string, values: string) => (/^(?:which|that|is|are|can|from|of|either|with|and)\b/i.test(values) ? whole : `${name} {${values.split(/,? or |, ?/).map((value) => value.trim()).filter(Boolean).join("|")}}`));
  text = text.replace(VALUES, (all, values: string) => (OTHERS.test(values) ? all : ` {${values.split(/,? or |, ?/).map((value) => value.trim()).filter(Boolean).join("|")}}`));
  const parts = text.split(/\s*,\s*(?:and |plus |as well as |& |or (?=also))?|\s+(?:and(?: also)?|plus|as well as|&)\s+/i);
  const items: string[] = [];
  for (const part of parts.map((one) => one.trim()).filter(Boolean)) {
    // "fibre wool, cotton or silk" was put in braces; "start/end" stands for both.
    items.push(part.replace(/^with (?=(?:an? |the )?[a-z ]+ \{)/i, "").replaceAll("\u0001", ",").replaceAll("\u0002", " and ").replaceAll("\u0003", " or ").replaceAll("\u0004", "&").replaceAll("_and_", " and "));
  }
  return items;
}
