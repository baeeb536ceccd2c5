import { chooseIndexes, tells, type ChosenIndexes, type IndexChoice } from "./choose-index.ts";
import type { CollectionState } from "./collection-state.ts";
import type { List } from "./list-order.ts";
import { readInOrder } from "./read-in-order.ts";
import { readInRange } from "./read-in-range.ts";
import type { Way } from "./space-sql.ts";

/** Smaller collections are read as they are. */
export const LARGE = 1_000;
/** So many keys of an index are read and sorted in the time of one document, wherever it lies; documents of one time lie together. */
const KEYS_A_DOCUMENT = 24;
const KEYS_A_DOCUMENT_IN_TIME = 8;

/** By which indexes a list is read; null: the collection is small. */
export const indexesOf = ({ documents, indexes }: CollectionState, { where, order }: List): ChosenIndexes | null => (documents < LARGE ? null : chooseIndexes(indexes, where, order.field));

/**
 * In which ways a page can be read, one after the other: each gives it, or finds that it would take too long; the last one gives it. With n of all in a range, a walk
 * of the order takes about limit · all / n steps: more than n, up to the root of limit · all, when a step takes as long in both. So the range, if it is that small;
 * then the walk, for twice as long as it should take; then the range, however large: it lies at the order's end.
 */
export function waysOf(part: List, chosen: ChosenIndexes | null, all: number): [Way, ...Way[]] {
  const { ordered = null, narrowing = null, isCovered = false } = chosen ?? {};
  const { field } = part.order;
  const walk = (most: number | null) => readInOrder(part, ordered, most);
  if (!narrowing) return [walk(null)];
  const range = (most: number | null, isTop = isCovered) => readInRange(part, narrowing, { most, isTop });
  const atLast = [range(null), range(null, false)] as const;
  if (!ordered && field !== "createdAt" && field !== "id") return [...atLast];
  const steps = (part.limit + 1) * all;
  const ranged = narrowing === "createdAt" ? narrowing : narrowing.index.order;
  const few = Math.ceil(Math.sqrt((steps * costOf(ordered ?? "createdAt", ranged)) / costOf(narrowing, field)));
  return isCovered ? [range(few), walk(Math.ceil((2 * steps) / few)), ...atLast] : [range(few), walk(null)];
}

/** Of a step through an index, in keys, when a field decides whether its document is of the page. "createdAt": through the table's own. */
function costOf(choice: IndexChoice | "createdAt", field: string): number {
  if (choice === "createdAt") return KEYS_A_DOCUMENT_IN_TIME;
  return tells(choice.index, field) ? 1 : choice.index.order === "createdAt" ? KEYS_A_DOCUMENT_IN_TIME : KEYS_A_DOCUMENT;
}
