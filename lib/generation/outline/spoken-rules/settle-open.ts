import { partings } from "../../plain-reader/partings.ts";
import { outlineIssues } from "../outline-issues.ts";
import type { Outline, ReadOutline } from "../schema.ts";
import { apartSaid } from "./apart-said.ts";
import { capacitySaid } from "./capacity-said.ts";
import { heldAnyway } from "./held-anyway.ts";
import { keptSaid } from "./kept-said.ts";
import { mostSaid } from "./most-said.ts";
import { keepListed } from "./keep-listed.ts";
import { togetherSaid } from "./together-said.ts";

const RULES = [keptSaid, apartSaid, togetherSaid, mostSaid, capacitySaid, heldAnyway];

/**
 * What is open in an outline, tried once more by what its words name: a rule is taken where each of its words is a field, a thing, or a word of such a rule.
 * Only for outlines: what is built without being looked at is read by its grammar.
 */
export function settleOpen(read: ReadOutline): ReadOutline {
  const { outline, open } = keepListed(read);
  let things = outline;
  const left = open.flatMap((part) => {
    const found = settled(part.text, things);
    if (!found) return [part];
    things = found.outline;
    return found.left.map((text) => ({ ...part, text }));
  });
  return { outline: things, open: left };
}

interface Settled { outline: Outline; left: string[] }

/** All of a clause, or all of its parts but some. */
function settled(clause: string, outline: Outline): Settled | null {
  const whole = ruled(clause, outline);
  if (whole) return { outline: whole, left: [] };
  for (const { left, right } of partings(clause)) {
    const first = ruled(left, outline);
    const next = ruled(right, first ?? outline);
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
