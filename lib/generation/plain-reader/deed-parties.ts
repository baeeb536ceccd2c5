import { isPlural } from "../resource-builder/words.ts";
import { ANYBODY } from "./deed-clause.ts";
import { type Draft, nameKept, nounOf } from "./draft.ts";
import { openThing } from "./open-thing.ts";
import { rowNoun } from "./row-noun.ts";
import { keptIn, nounIn } from "./what-in.ts";

/** "a slot with one of our coaches": what is booked is the coach. */
const SLOT = /^(?:[a-z]+ )?(?:slot|place|spot|seat|time|appointment|session)$/;

/** What is done to: a thing that is kept, or words for one that isn't yet. */
export interface ObjectOf { of: string | null; noun: { singular: string; also: string[]; around: string[] }; rest: string; field?: string }

export function objectOf(said: string, draft: Draft, isTaken = true): ObjectOf | null {
  const it = /^(?:it|them|one|one of them|these|those)(?=$|,| )/i.exec(said)?.[0];
  const last = draft.things[draft.last];
  if (it !== undefined) return last ? { of: last.singular, noun: { ...last }, rest: said.slice(it.length) } : null;
  const kept = keptIn(said, draft);
  if (kept) return { of: kept.of, noun: { singular: kept.of, also: [], around: [] }, rest: kept.rest };
  const found = nounIn(said);
  if (!found) return null;
  if (!isTaken || !SLOT.test(found.noun.singular)) return { of: null, noun: found.noun, rest: found.rest };
  const [lead = ""] = /^ (?:with|for|in|on|at|of) /i.exec(found.rest) ?? [];
  const beside = lead === "" ? null : keptIn(found.rest.slice(lead.length), draft);
  return beside ? { of: beside.of, noun: found.noun, rest: beside.rest } : null;
}

export interface Doers { of: string | null; isCaller: boolean; isAnybody: boolean }

/** Who does it: those that are kept, who calls, or people with a name. Null where it is nobody that could. */
export function doersOf(who: string, isOne: boolean, isTold: boolean, draft: Draft): Doers | null {
  const kept = nameKept(draft, who);
  if (kept !== undefined) return { of: kept, isCaller: false, isAnybody: false };
  const isCaller = /^users?$/i.test(who) || draft.callers.includes(nounOf(who));
  if (isCaller || ANYBODY.test(who)) return { of: null, isCaller, isAnybody: !isTold && !/^(?:we|i)$/i.test(who) };
  if (isTold) return { of: null, isCaller: false, isAnybody: false };
  const noun = rowNoun(who);
  if (!noun || !(isOne || isPlural(who.split(" ").at(-1)?.toLowerCase() ?? ""))) return null;
  return { of: openThing(noun, draft).singular, isCaller: false, isAnybody: false };
}
