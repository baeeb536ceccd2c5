import { PLATFORM_TYPES } from "./field-name.ts";
import type { Condition, Scalar } from "./parse-where.ts";

/** What lists ask for: documents by the values of the fields `eq`, then in the order of the field `order`, with the value of the field `also` beside it. */
export interface IndexShape {
  eq: string[];
  order: string;
  also: string | null;
}
/** An index of a collection. */
export interface CollectionIndex extends IndexShape {
  id: number;
  ready: boolean;
  /** False: not all documents are in its order, since a value was too long for it. */
  exact: boolean;
  /** False: not all values of `also` are in it, for the same reason. */
  alsoExact: boolean;
  /** Nobody asked for it since yesterday: ask again, or it goes some day. */
  stale: boolean;
}
export interface IndexChoice {
  index: CollectionIndex;
  /** For each combination of values that is looked for, those of `index.eq`, in its order. */
  values: Scalar[][];
}
export interface ChosenIndexes {
  /** In the order that is asked for. */
  ordered: IndexChoice | null;
  /** In the order of a field that has to lie in a range: worth more than the order when few documents do. "createdAt": the table's own index by that. */
  narrowing: IndexChoice | "createdAt" | null;
  /** Whether its keys tell of all conditions: nothing else makes the range smaller. */
  isCovered: boolean;
  /** Better ones that nobody asked for before, and those that go unless somebody asks. */
  wanted: IndexShape[];
}

const MAX_COMBINATIONS = 100;
const RANGES = new Set(["gt", "gte", "lt", "lte"]);

/** Which of its indexes a large list is read through: as many equal fields as it can, then the order; each with the value that the other one is ordered by. */
export function chooseIndexes(indexes: readonly CollectionIndex[], where: readonly Condition[], order: string): ChosenIndexes {
  const equal = equalFields(where);
  const ranged = where.find(({ field, test }) => RANGES.has(test) && field !== order && field !== "id" && !equal.has(field))?.field;
  const ordered = best(indexes, equal, order, ranged);
  const inRange = ranged === undefined ? null : best(indexes, equal, ranged, order);
  const narrowing = inRange ?? (ranged === "createdAt" ? ranged : null);
  const eq = [...equal.keys()].toSorted();
  const shapes = [shapeOf(eq, order, ranged), ...(ranged === undefined ? [] : [shapeOf(eq, ranged, order)])].filter((shape) => !hasOwnIndex(shape));
  const wanted = shapes.filter((shape) => !indexes.some((index) => isLike(index, shape)));
  // Those that are there stay; another one may stand in for what is wanted: it stays as well.
  const used = [...shapes.flatMap((shape) => indexes.find((index) => isLike(index, shape)) ?? []), ...[ordered, inRange].flatMap((choice) => choice?.index ?? [])];
  const stale = [...new Set(used)].filter((index) => index.stale).map(({ eq: fields, order: field, also }) => ({ eq: fields, order: field, also }));
  const isTold = (condition: Condition) => (RANGES.has(condition.test) ? isRangeTold(condition.field, inRange) : isEqualTold(condition, inRange));
  return { ordered, narrowing, isCovered: where.every(isTold), wanted: [...wanted, ...stale] };
}

const isRangeTold = (field: string, inRange: IndexChoice | null): boolean => field === "createdAt" || (field !== "id" && inRange !== null && tells(inRange.index, field));
const isEqualTold = ({ field, test }: Condition, inRange: IndexChoice | null): boolean => (test === "eq" || test === "in") && (inRange?.index.eq.includes(field) ?? false);

/** The index that counts all that `where` asks for; null when it says more than values of fields. */
export function chooseCounting(indexes: readonly CollectionIndex[], where: readonly Condition[]): IndexChoice | null {
  const equal = equalFields(where);
  if (equal.size !== where.length) return null;
  const index = indexes.find(({ ready, eq }) => ready && eq.length === equal.size && eq.every((field) => equal.has(field)));
  return index ? choiceOf(index, equal) : null;
}

/** Fields that have to equal one of some values, while all combinations of them stay few. */
function equalFields(where: readonly Condition[]): Map<string, Scalar[]> {
  const found = new Map<string, Scalar[]>();
  let combinations = 1;
  for (const condition of where) {
    if (PLATFORM_TYPES.has(condition.field) || found.has(condition.field)) continue;
    const values = condition.test === "eq" ? [condition.value] : condition.test === "in" ? [...new Set(condition.values)] : null;
    if (!values || combinations * values.length > MAX_COMBINATIONS) continue;
    combinations *= Math.max(1, values.length);
    found.set(condition.field, values);
  }
  return found;
}

/** The one that tells most: values that have to be equal, then those of the field `beside`. None that tells no more than an index of the table itself. */
function best(indexes: readonly CollectionIndex[], equal: Map<string, Scalar[]>, order: string, beside: string | undefined): IndexChoice | null {
  const fitting = indexes.filter((index) => index.ready && index.exact && index.order === order && index.eq.every((field) => equal.has(field)) && (index.eq.length > 0 || !isInEachKey(order) || (beside !== undefined && tells(index, beside))));
  const worth = (index: CollectionIndex) => index.eq.length * 4 + (beside !== undefined && tells(index, beside) ? 2 : 0) + (index.also === null ? 0 : 1);
  const [index] = fitting.toSorted((one, other) => worth(other) - worth(one));
  return index ? choiceOf(index, equal) : null;
}

/** Whether an index's keys tell what a field of their documents is. */
export const tells = ({ order, also, alsoExact }: CollectionIndex, field: string): boolean => isInEachKey(field) || field === order || (alsoExact && field === also);
const isInEachKey = (field: string): boolean => field === "createdAt" || field === "id";

function choiceOf(index: CollectionIndex, equal: Map<string, Scalar[]>): IndexChoice {
  const values = index.eq.reduce<Scalar[][]>((rows, field) => rows.flatMap((row) => (equal.get(field) ?? []).map((value) => [...row, value])), [[]]);
  return { index, values };
}

const shapeOf = (eq: string[], order: string, also: string | undefined): IndexShape => ({ eq, order, also: also === undefined || isInEachKey(also) ? null : also });
/** The table's own indexes: by id, and by time of creation. Another field's values are not in those. */
const hasOwnIndex = ({ eq, order, also }: IndexShape): boolean => eq.length === 0 && isInEachKey(order) && also === null;
/** Whether an index is what is asked for, or that with a field more. */
const isLike = (index: CollectionIndex, { eq, order, also }: IndexShape): boolean =>
  index.order === order && (also === null || index.also === also) && index.eq.length === eq.length && index.eq.every((field, at) => field === eq[at]);
