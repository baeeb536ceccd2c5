import type { Outline, OutlineField, OutlineThing } from "../schema.ts";
import { isFrame } from "./frame-words.ts";
import { mentionsIn } from "./mentions.ts";
import { limit } from "./most-said.ts";
import { theOne } from "./together-said.ts";

const FULL = /\b(?:full|(?:places|seats|spots|room) (?:are |is )?(?:left|free)|(?:free|enough) (?:places|seats|spots)|not more|no more|more\b.*\bthan|as many)\b/i;
const WORDS = new Set("more than most full left free places seats spots room while as long until when once refused rejected closed possible anymore maximum max number capacity many enough people exceed exceeded sell".split(" "));
const CAPACITY = /\b(?:max|maximum|capacity|seats|places|spots|limit)\b/;

/** "not more tickets than seats", "no more sign ups when the course is full": as many as what they point to has room for. */
export function capacitySaid(clause: string, { things }: Outline): boolean {
  if (!FULL.test(clause) || /\d/.test(clause)) return false;
  const found = things.flatMap((thing) => thing.fields.filter(({ kind }) => kind === "reference").flatMap((per) => {
    const parent = things.find(({ singular }) => singular === per.of);
    const size = parent && sizeOf(parent);
    if (!parent || !size || parent === thing) return [];
    const above = mentionsIn(clause, parent);
    const own = mentionsIn(above.rest.join(" "), thing);
    const isOnlyPer = own.fields.every((field) => field === per);
    const isSaid = above.fields.includes(size) || /\b(?:full|left|free|maximum|capacity|places|seats)\b/i.test(clause);
    return isOnlyPer && isSaid && above.fields.every((field) => field === size) && isFrame(own.rest, WORDS) && (own.isNamed || own.fields.length > 0 || above.isNamed || above.fields.length > 0 || /\bmaximum\b/.test(clause)) ? [{ thing, per, size, isNamed: own.isNamed }] : [];
  }));
  const one = theOne(found);
  if (!one || !limit(one.thing, one.per, one.size.name, null)) return false;
  one.size.min = Math.max(1, one.size.min ?? 1);
  one.size.isRequired = true;
  return true;
}

/** The one whole number of a thing that says how many fit. */
function sizeOf({ fields }: OutlineThing): OutlineField | undefined {
  const [one, ...others] = fields.filter(({ kind, name }) => kind === "integer" && CAPACITY.test(name));
  return others.length === 0 ? one : undefined;
}
