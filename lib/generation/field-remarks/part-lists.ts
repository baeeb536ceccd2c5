import { isValue } from "./is-value.ts";

/** Puts values that stand between dashes, or before a semicolon in a list, in brackets, so that every list of fields is parted by commas alone. */
export function partLists(description: string): string {
  return description
    .replace(TYPED, "$1 ($2, $3)")
    .replace(DASHED, (whole, lead: string, label: string, values: string) => (areValues(values, label) ? `${lead}${label} (${values.trim()})` : whole))
    .replace(OUTER, (whole, inside: string) => (hasClauses(inside) ? `(${parted(inside)})` : whole));
}

/** "active: bool / default false" */
const TYPED = /\b([a-z][a-z ]{0,30}?) ?: ?(bool|boolean|int|integer|number|text|string|yes\/no) ?[/|] ?((?:default|optional|required|unique)\b[^,;()\n]*)/gi;
/** "type - road, city, mountain -" */
const DASHED = /((?:,|\bwith|\bhas|\bhave|:)\s*(?:and )?)([a-z][a-z ]{0,30}?) [-\u2013\u2014] ([^()\n;.:\u2013\u2014]+?) [-\u2013\u2014](?=\s|,|;|$)/gi;
const OUTER = /\(((?:[^()]|\([^()]*\))*)\)/g;

const areValues = (said: string, label: string): boolean => { const values = said.split(/\s*(?:,|\/|\bor\b)\s*/).filter(Boolean); return values.length > 1 && values.every((value) => isValue(value, label)); };

/** A list of fields of which one has its values behind a colon, up to a semicolon. */
const hasClauses = (inside: string): boolean => /;/.test(inside) && /,/.test(inside) && /(?:^|[,;])\s*[a-z][a-z ]*:\s/i.test(inside) && !/^\s*(?:e\.g|default|one of|either|values|options|choices|enum)/i.test(inside);

const parted = (inside: string): string => inside.split(/\s*;\s*/).filter(Boolean).map((clause) => clause.replace(/(^|,\s*)([a-z][a-z ]*?): ([^:]+)$/i, (whole, lead: string, label: string, values: string) => (areValues(values, label) ? `${lead}${label} (${values})` : whole))).join(", ");
