import { partings } from "../../plain-reader/partings.ts";
import { outlineIssues } from "../outline-issues.ts";
import type { Outline, ReadOutline } from "../schema.ts";
import { apartSaid } from "./apart-said.ts";
import { capacitySaid } from "./capacity-said.ts";
import { heldAnyway } from "./held-anyway.ts";
import { mostSaid } from "./most-said.ts";
import { togetherSaid } from "./together-said.ts";

const RULES = [apartSaid, togetherSaid, mostSaid, capacitySaid, heldAnyway];

/**
 * What is open in an outline, tried once more by what its words name: a rule is taken where each of its words is a field, a thing, or a word of such a rule.
 * Only for outlines: what is built without being looked at is read by its grammar.
 */
export function settleOpen({ outline, open }: ReadOutline): ReadOutline {
  let things = outline;
  const left = open.flatMap((part) => {
    const read = settled(part.text, things);
    if (!read) return [part];
    things = read.outline;
    return read.left.map((text) => ({ ...part, text }));
  });
  return { outline: things, open: left };
}

interface Settled { outline: Outline; left: string[] }

/** All of a clause, or all of its parts but some. */
function settled(clause: string, outline: Outline): Settled | null {
  const whole = ruled(clause, outline);
  if (whole) return { outline: whole, left: [] };
  for (const { left, right } of partings(clause)) {
    const [first, second] = [ruled(left, outline), null];
    const next = ruled(right, first ?? outline) ?? second;
    if (first && next) return { outline: next, left: [] };
    if (first && right.split(" ").length > 2) return { outline: first, left: [right] };
    if (next && left.split(" ").length > 2) return { outline: next, left: [left] };
  }
  return null;
}

function ruled(clause: string, outline: Outline): Outline | null {
  for (const rule of RULES) {
    const next = structuredClone(outline);
    if (rule(clause, next) && outlineIssues(next).length === 0) return next;
  }
  return null;
}
