import type { Slot } from "./slot.ts";

/**
 * Whose runtime makes room for one of `workspaceId`, when `places` are taken. A workspace that has its share of the places or more gives one
 * of its own; else one gives that has more than its share. At rest before in use, least recently used first. Null: nobody can.
 */
export function whoMakesRoom(slots: readonly Slot[], workspaceId: string, places: number, restedBefore: number): Slot | null {
  const awake = slots.filter((slot) => slot.current && !slot.waking);
  const counts = Map.groupBy(slots.filter((slot) => slot.current || slot.waking), (slot) => slot.workspaceId);
  const countOf = (id: string | null) => counts.get(id)?.length ?? 0;
  const share = Math.max(1, Math.floor(places / new Set([...counts.keys(), workspaceId]).size));
  const oldest = (candidates: Slot[]) => candidates.toSorted((a, b) => a.lastUsed - b.lastUsed)[0] ?? null;
  const isRested = (slot: Slot) => slot.lastUsed <= restedBefore;
  const own = awake.filter((slot) => slot.workspaceId === workspaceId);
  if (countOf(workspaceId) > share && own.length > 0) return oldest(own);
  const others = awake.filter((slot) => countOf(slot.workspaceId) > share);
  return oldest(others.filter(isRested)) ?? oldest(awake.filter(isRested)) ?? oldest(others) ?? oldest(own) ?? oldest(awake);
}
