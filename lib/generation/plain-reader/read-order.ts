import { plainName } from "../outline/name-of.ts";
import { pluralOf } from "../outline/outline-issues.ts";
import { type Draft, type DraftThing, namesOf, say } from "./draft.ts";
import { findField, timeOf } from "./find-field.ts";
import { findFlag } from "./find-flag.ts";

const STANDS = "should|must|shall|always|are|is|be|to|come|comes|go|goes|stand|stands|appear|appears|stay|stays|shown|listed";
const NEWEST = new RegExp(`^(?:(newest|latest|most recent|last|recent|freshest)|(oldest|earliest|first)|(next|soonest|upcoming))(?: (?:at|on|the|top|at top|${STANDS}))* ?(?:first|top|on top|at the top)?$`);
const UP = /\b(?:ascending|asc|a-z|a to z|alphabetical(?:ly)?|lowest first|earliest first|oldest first|smallest first|cheapest first|soonest first|from low to high|low to high)$/;
const DOWN = /\b(?:descending|desc|z-a|z to a|highest first|latest first|newest first|biggest first|largest first|most recent first|from high to low|high to low)$/;
const SORTABLE = /^(?:text|email|url|phone|choice|boolean|integer|number|money|date|dateTime|time)$/;
const LEAST = /^(?:lowest|cheapest|smallest|least|shortest|youngest|closest|soonest|fewest|lightest|nearest|earliest|oldest)$/;

/** The order of a list, as a phrase says it: "newest first", "sorted by date", "cheapest first". `isDefault`: it is how the list comes, not only how it can be had. */
export function readOrder(phrase: string, thing: DraftThing, draft: Draft, isDefault: boolean): boolean {
  const names = namesOf(thing).join("|");
  const text = plainName(phrase).replace(/^(?:and |also |in |with |by |the |always |them |it |list |ones )+/, "").replace(new RegExp(`\\b(?:ones?|items?|entries|${names}) (?=(?:(?:${STANDS}) )*(?:first|at the top|on top)$)`), "");
  const newest = NEWEST.exec(text) ?? NEWEST.exec(ofOther(text, thing, draft));
  if (newest && !/^first first$|^first$/.test(text)) return byTime(thing, draft, newest[1] === undefined ? "asc" : "desc");
  if (/^(?:order of )?(?:date|chronological|time)(?: order|ly)?$|^chronologically$/.test(text)) return byTime(thing, draft, "asc");
  if (/^alphabetical(?:ly)?(?: order)?$/.test(text)) { const field = thing.fields.find(({ name }) => /^(?:name|title|last name|word)$|\b(?:name|title)$/.test(name)); return field !== undefined && put(field.name, "asc", thing, draft, true); }
  const so = /^(.+?)(?: (?:ones?|things?|items?|entries))?(?: (?:should|must|always|are|is|be|come|comes|go|goes|stay|stays|shown|listed))* ?(?:(first|on top|at the top|at top)|(last|at the end|at the bottom))$/.exec(text);
  const flag = so && findFlag(so[1] ?? "", thing);
  if (so && flag) return put(flag.field.name, (so[2] !== undefined) === flag.isSo ? "desc" : "asc", thing, draft, true);
  const most = /^(lowest|cheapest|smallest|least|shortest|youngest|soonest|fewest|lightest|highest|biggest|largest|most expensive|longest|best|most|heaviest|dearest|tallest|earliest|latest|oldest|newest) ?(.*?) ?(?:first|at the top|on top)$/.exec(text);
  if (most) {
    const [, how = "", name = ""] = most;
    const field = name === "" ? thing.fields.find((one) => (/^(?:cheapest|most expensive|dearest)$/.test(how) ? one.kind === "money" || /\b(?:price|cost)\b/.test(one.name) : /^(?:shortest|longest)$/.test(how) ? /length|duration|distance/.test(one.name) : /^(?:lightest|heaviest)$/.test(how) ? /weight/.test(one.name) : how === "tallest" ? /height/.test(one.name) : /^(?:best)$/.test(how) ? /rating|score|stars/.test(one.name) : /^soonest$/.test(how) ? one.kind === "date" : false)) : findField(name, thing);
    return field !== undefined && SORTABLE.test(field.kind) && put(field.name, LEAST.test(how) ? "asc" : "desc", thing, draft, true);
  }
  const order = DOWN.test(text) ? "desc" : "asc";
  const name = text.replace(UP, "").replace(DOWN, "").replace(/ (?:in|order|from|with|and|newest|latest|the|first)+$/, "").replace(/^(?:by|their|the|its) /, "").trim();
  const field = findField(name, thing);
  if (!field) return /^(?:when|the date|the time)? ?(?:it|they)? ?(?:was|were)? ?(?:added|created|creation date|date added|when added)$/.test(name) && put("createdAt", order, thing, draft, isDefault);
  return SORTABLE.test(field.kind) && put(field.name, order, thing, draft, isDefault || UP.test(text) || DOWN.test(text));
}

/** "Latest match first", of results alone: what else but these. */
function ofOther(text: string, thing: DraftThing, { things }: Draft): string {
  const [, how = "", noun = "", first = ""] = /^(newest|latest|oldest|most recent|earliest|soonest) ([a-z]+)( (?:first|on top|at the top))$/.exec(text) ?? [];
  return noun === "" || things.length > 1 || findField(noun, thing) !== undefined ? "" : how + first;
}

function byTime(thing: DraftThing, draft: Draft, order: "asc" | "desc"): boolean {
  const field = timeOf(thing);
  // Newest by the year, or by when it was added?
  if (!field && thing.fields.some(({ name, kind }) => kind === "integer" && /\byear\b/.test(name))) return false;
  if (!field && thing.fields.some(({ kind }) => kind === "date" || kind === "dateTime")) return false;
  return put(field?.name ?? "createdAt", order, thing, draft, true);
}

/** Every list can be sorted by each such field; where it is asked for, it comes so by itself. */
function put(field: string, order: "asc" | "desc", thing: DraftThing, draft: Draft, isDefault: boolean): boolean {
  if (!isDefault) {
    say(draft, `${pluralOf(thing)} are sorted with ?sort=, by ${field} or any other field, and ?order=desc turns it round`);
    return true;
  }
  // Words have an order of their own that the alphabet doesn't know: low, medium, high.
  if (thing.rules.some(({ rule }) => rule === "order") || thing.fields.some(({ name, kind }) => name === field && kind === "choice")) return false;
  thing.rules.push({ rule: "order", field, order });
  return true;
}
