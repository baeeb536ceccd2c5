import type { Outline, OutlineField, OutlineRule, OutlineThing } from "../schema.ts";
import { isFrame } from "./frame-words.ts";
import { mentionsIn } from "./mentions.ts";
import { numberSaid } from "./number-said.ts";
import { theOne } from "./together-said.ts";

const MOST = /\b(?:max\.?|maximum|at most|no more than|not more than|up to|more than|limit(?:ed)?)\b/i;
const OPEN = /\b(?:open|at once|at a time|at the same time|unreturned|not returned|outstanding|running)\b/i;
const OPEN_WORDS = new Set(["max", "maximum", "most", "more", "than", "once", "time", "same", "up", "open", "unreturned", "outstanding", "returned", "running", "limit", "limited", "people", "persons"]);
/** Of a date that is empty as long as it goes on. */
const RETURNED = /\b(?:returned|back|return|ended|finished|closed)\b/;

/** "max 8 per service", "a member may have at most 3 loans open at once": so many of one that they point to. */
export function mostSaid(clause: string, { things }: Outline): boolean {
  const max = numberSaid(clause);
  if (max === null || max < 2 || !MOST.test(clause)) return false;
  const isOpen = OPEN.test(clause);
  const found = things.flatMap((thing) => {
    const { fields: [per, ...others], isNamed, rest } = mentionsIn(clause, thing);
    const isOf = per !== undefined && others.length === 0 && /^(?:reference|text|choice|date|integer|email|phone)$/.test(per.kind);
    // A number of its own is limited by its range.
    return isOf && isFrame(rest, OPEN_WORDS) && (isNamed || /\bper\b/.test(clause)) ? [{ thing, per, isNamed }] : [];
  });
  const one = theOne(found);
  const only = one && isOpen ? openOnes(one.thing) : null;
  return one !== null && (!isOpen || only !== null) && limit(one.thing, one.per, max, only);
}

export function limit(thing: OutlineThing, per: OutlineField, max: number | string, only: (OutlineRule & { rule: "most" })["only"]): boolean {
  if (thing.rules.some(({ rule }) => rule === "most")) return false;
  thing.rules.push({ rule: "most", max, per: per.name, only });
  per.isRequired = true;
  return true;
}

/** Those that aren't back: null where nothing of the thing says so. */
function openOnes({ fields }: OutlineThing): (OutlineRule & { rule: "most" })["only"] {
  const [one, ...others] = fields.filter(({ name, kind, isRequired }) => RETURNED.test(name) && (kind === "boolean" || (!isRequired && (kind === "date" || kind === "dateTime"))));
  return one && others.length === 0 ? { field: one.name, values: [one.kind === "boolean" ? false : null] } : null;
}
