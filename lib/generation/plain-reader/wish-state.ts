import type { DraftThing } from "./draft.ts";

/** What the part of a sentence before asked for: what follows "filter by artist" is of the same kind. */
export type Mode = "crud" | "filter" | "search" | "sort" | "show" | null;
/** Of which thing a sentence of wishes speaks, as far as it was read. */
export interface WishState { mode: Mode; thing: DraftThing }
