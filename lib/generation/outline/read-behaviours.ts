import { partings } from "../plain-reader/partings.ts";
import { readBehaviour } from "./read-behaviour.ts";
import type { Outline } from "./schema.ts";

export interface ReadBehaviours {
  outline: Outline;
  /** The clauses that aren't in it, with the reason where they are known. */
  open: { text: string; why?: string }[];
}

/** What a sentence says of an outline, clause by clause where it isn't known as a whole: a rule that is known isn't lost for one beside it. */
export function readBehaviours(outline: Outline, said: string, told: string[] = [], most = MOST_CLAUSES): ReadBehaviours {
  const whole = readBehaviour(outline, said, told);
  if (whole && "things" in whole) return { outline: whole, open: [] };
  if (whole) return { outline, open: [{ text: said, why: whole.why }] };
  for (const { left, right } of most < 2 ? [] : partings(said)) {
    const first = read(outline, left, told);
    const second = read(first ?? outline, right, told);
    if (!first && !second) continue;
    const rest = second ? { outline: second, open: [] } : readBehaviours(first ?? outline, right, told, most - 1);
    return first ? rest : { ...rest, open: [{ text: left }, ...rest.open] };
  }
  return { outline, open: [{ text: said }] };
}

/** What has fewer words isn't a clause of its own. */
const LEAST_WORDS = 3;
const MOST_CLAUSES = 3;

function read(outline: Outline, clause: string, told: string[]): Outline | null {
  const behaviour = clause.split(" ").length < LEAST_WORDS ? null : readBehaviour(outline, clause, told);
  return behaviour && "things" in behaviour ? behaviour : null;
}
