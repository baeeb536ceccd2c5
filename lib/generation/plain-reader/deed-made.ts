import { pluralOf } from "../outline/outline-issues.ts";
import { addFields } from "./add-fields.ts";
import type { DeedClause } from "./deed-clause.ts";
import { doersOf, type ObjectOf, objectOf } from "./deed-parties.ts";
import { type Draft, lengthOpen, nounOf, say } from "./draft.ts";
import { openThing } from "./open-thing.ts";
import { point } from "./point.ts";
import { keptIn, nounIn } from "./what-in.ts";

/** "in a flat with a description and an urgency" */
const LISTED = /^((?: (?:in|on|at|for|of|about) (?:an?|one|the|their|our) [a-z]+(?: [a-z]+)?)?)(?:,? (?:each )?with(?: an?| the| their)? |: ?)(.+)$/i;

const HANDED = /^(?:upload|submit|post|enter|share|report|record|log)s?$/;
/** "upload the link of a photo with a caption": a photo with both. */
function factOf(rest: string): ObjectOf | null {
  const [, field = "", what = ""] = /^(?:the |an? |their )?([a-z]+(?: [a-z]+)?) (?:of|to) ((?:an?|one|their|the) .+)$/i.exec(rest) ?? [];
  const found = what === "" ? null : nounIn(what);
  return found && { of: null, noun: found.noun, rest: found.rest, field: `${field}, ` };
}

/** Who keeps something has it; who it is isn't kept with it. */
const KEEPS = /^(?:keep|manage|own|run|track|note|store|list|give|make|add|start)s?$/;

/** "Owners propose motions with a title": what is made has one who made it. */
export function made({ who, isOne, verb, rest }: DeedClause, draft: Draft): boolean {
  const found = (HANDED.test(verb) ? factOf(rest) : null) ?? objectOf(rest, draft, false);
  if (!found || (found.of === null && KEEPS.test(verb)) || /^(?:i|we|you|they|someone|somebody|persons?)$/i.test(who) || (found.of === null && !LISTED.test(found.rest))) return false;
  const maker = doersOf(who, isOne, false, draft);
  if (!maker || maker.of === found.of) return false;
  const thing = openThing(found.of === null ? found.noun : { singular: found.of, also: [], around: [] }, draft);
  const place = draft.last;
  const before = lengthOpen(draft);
  const [, where = "", list] = LISTED.exec(found.rest) ?? [];
  const object = where === "" ? null : keptIn(where.replace(/^ (?:in|on|at|for|of|about) /i, ""), draft);
  // Products that are put into a cart aren't the cart's alone.
  if (where !== "" && (!object || object.rest !== "" || found.of !== null || !point(place, object.of, draft))) return false;
  if (found.rest !== "" && (list === undefined || !addFields(`${found.field ?? ""}${list}`, thing, draft) || (found.of !== null && lengthOpen(draft) > before))) return false;
  if (/ (?:of|to) one /i.test(rest) && found.field !== undefined) draft.open.push({ text: rest.replace(/^.*? (?=one )/i, "").replace(/^(one [a-z]+).*$/i, "$1"), why: `Whether each may have only one isn't clear. It reads like this: "At most 1 ${thing.singular} per ${nounOf(who)}".` });
  // "Employees log hours: employee, date": who it is is among them.
  if (thing.fields.some(({ name }) => name === nounOf(who))) return true;
  if (maker.of === null) { draft.doneBy.push(thing.singular); return true; }
  if (!point(place, maker.of, draft)) return false;
  say(draft, `each of the ${pluralOf(thing)} has one ${maker.of}`);
  draft.last = place;
  return true;
}
