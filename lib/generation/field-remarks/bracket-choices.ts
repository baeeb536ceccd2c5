import { isFieldLike, isFieldList } from "./is-field-list.ts";
import { isChosen, isValue } from "./is-value.ts";
import { readRemark } from "./read-remark.ts";

const VALUE = "[\\p{L}\\p{N}][\\p{L}\\p{N} '+./-]{0,30}?";
const LEAD = "((?:,|\\bwith|\\bhas|\\bhave|\\band|:|^[ \\t]*[-*\\u2022])\\s*(?:and )?(?:an? |the |its |their )?)";
const LABEL = "((?!(?:with|has|have|and|an?|the|its|their)\\b)[a-z][a-z -]{0,30}?)";
const OF = "(?: ?: ?(?:either |one of:? )?|,? (?:which |that )?(?:is|are|can be|may be|must be|has to be|being) (?:either |one of:? )| (?:of |as )?(?:either |one of:? ))";
/** ", style: either lager, ale or stout", "and a level of either silver or gold": the last "or" ends the list. */
const WITH_OR = new RegExp(`${LEAD}${LABEL}${OF}((?:${VALUE}, ?)*${VALUE},? or ${VALUE})(?=\\s*(?:[,.;)]|$| and ))`, "gimu");
/** "priority is one of: low, normal, high and defaults to normal": nothing but the end of the sentence ends it. */
const ONE_OF = new RegExp(`((?:${LEAD}|^|[.;]\\s+)(?:and |the |an? )?)${LABEL}(?:,? (?:which |that )?(?:is|are|can be|may be|must be|has to be))? ?:? ?one of(?: these)?:? ((?:${VALUE}, ?)+${VALUE})(?=\\s*(?:[.;]|$| and (?:it )?(?:default|start|begin|is|are)))`, "gimu");
/** "and a status that starts as new and can become done or dropped": the first of its values is where it begins. */
const BECOMES = new RegExp(`${LEAD}${LABEL},? (?:(?:which|that|it) )?(?:starts?|begins?)(?: out| off)? (?:as|with|at|in) (${VALUE}),? and (?:it )?(?:can|may|will|could)(?: then| later)? (?:become|change to|turn into|be set to|be changed to|go to|move to|be) ((?:${VALUE}, ?)*${VALUE}(?:,? or ${VALUE})?)(?=\\s*(?:[,.;)]|$| and ))`, "gimu");
/** "- tier: bronze, silver, gold", "- name: required" */
const BULLETED = /^([ \t]*(?:[-*\u2022]|\d{1,2}[.)])[ \t]*)([a-z][a-z0-9 _-]{0,40}?)[ \t]*(?::|=| [-\u2013] )[ \t]*([^()\n]+?)[.;]?$/gim;

/** Puts values, and what a line of a list says of its field, in brackets. */
export function bracketChoices(description: string): string {
  return description
    .replace(BECOMES, (whole, lead: string, label: string, first: string, list: string) => { const values = valuesIn(`${first}, ${list}`, label); return values ? `${lead}${label} (${values.join(", ")}; default ${first})` : whole; })
    .replace(WITH_OR, (whole, lead: string, label: string, list: string) => { const values = valuesIn(list, label); return values ? `${lead}${label} (${values.join(", ")})` : whole; })
    .replace(ONE_OF, (whole, lead: string, _inner: string | undefined, label: string, list: string, at: number, all: string) => { if (/^(?:[.;]\s+|$)/.test(lead) && all.slice(0, at).toLowerCase().includes(label.toLowerCase())) return whole; const values = valuesIn(list, label); return values ? `${lead}${label} (${values.join(", ")})` : whole; })
    .replace(BULLETED, (whole, bullet: string, label: string, said: string) => (isSaidOf(label, said) ? `${bullet}${label} (${said.trim()})` : whole));
}

function valuesIn(list: string, label: string): string[] | null {
  const values = list.split(/\s*,\s*(?:or\s+)?|\s+or\s+/).map((value) => value.trim()).filter(Boolean);
  const fieldLike = values.filter((value) => isFieldLike(value.toLowerCase())).length;
  return values.length > 1 && (isChosen(label) || fieldLike * 2 < values.length) && values.every((value) => isValue(value, label)) && readRemark(values.join(", "), label) ? values : null;
}

function isSaidOf(label: string, said: string): boolean {
  const entries = said.split(/\s*[,;/|]\s*|\s+or\s+/).filter(Boolean);
  if (isFieldList(label, said, `- ${label}`) || (!isChosen(label) && entries.length > 1 && entries.filter((entry) => isFieldLike(entry.toLowerCase())).length * 2 >= entries.length)) return false;
  const remark = readRemark(said, label);
  return remark !== null && !remark.hasExamples;
}
