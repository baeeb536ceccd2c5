import { PLATFORM_TYPES } from "./field-name.ts";
import type { Condition, Scalar } from "./parse-where.ts";

/** An index of a collection: its documents by the values of the fields `eq`, then in the order of the field `order`. */
export interface CollectionIndex {
  id: number;
  eq: string[];
  order: string;
  ready: boolean;
  /** False: not all documents are in its order, since a value was too long for it. */
  exact: boolean;
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
  wanted: { eq: string[]; order: string }[];
}

const MAX_COMBINATIONS = 100;
const RANGES = new Set(["gt", "gte", "lt", "lte"]);

/** Which of its indexes a large list is read through: as many equal fields as it can, then the order. */
export function chooseIndexes(indexes: readonly CollectionIndex[], where: readonly Condition[], order: string): ChosenIndexes {
  const equal = equalFields(where);
  const ranged = where.find(({ field, test }) => RANGES.has(test) && field !== order && field !== "id" && !equal.has(field))?.field;
  const orders = [order, ...(ranged === undefined ? [] : [ranged])];
  const wanted = orders.map((field) => ({ eq: [...equal.keys()].toSorted(), order: field }))
    .filter((shape) => !hasOwnIndex(shape) && !indexes.some((index) => isSame(index, shape) && !index.stale));
  const ordered = best(indexes, equal, order);
  const inRange = ranged === undefined ? null : best(indexes, equal, ranged);
  const narrowing = inRange ?? (ranged === "createdAt" ? ranged : null);
  // Another one may stand in for what is wanted: it stays as well.
  const isTold = ({ field, test }: Condition) => (RANGES.has(test) ? field === ranged || field === "createdAt" : (inRange?.index.eq.includes(field) ?? false) && (test === "eq" || test === "in"));
  const stale = [ordered, inRange].flatMap((choice) => (choice?.index.stale ? [choice.index] : []));
  return { ordered, narrowing, isCovered: where.every(isTold), wanted: [...wanted, ...stale] };
}

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

function best(indexes: readonly CollectionIndex[], equal: Map<string, Scalar[]>, order: string): IndexChoice | null {
  const fitting = indexes.filter((index) => index.ready && index.exact && index.order === order && index.eq.every((field) => equal.has(field)));
  const [index] = fitting.toSorted((one, other) => other.eq.length - one.eq.length);
  return index ? choiceOf(index, equal) : null;
}

function choiceOf(index: CollectionIndex, equal: Map<string, Scalar[]>): IndexChoice {
  const values = index.eq.reduce<Scalar[][]>((rows, field) => rows.flatMap((row) => (equal.get(field) ?? []).map((value) => [...row, value])), [[]]);
  return { index, values };
}

/** The table's own indexes: by id, and by time of creation. */
const hasOwnIndex = ({ eq, order }: { eq: string[]; order: string }): boolean => eq.length === 0 && (order === "createdAt" || order === "id");
const isSame = (index: CollectionIndex, { eq, order }: { eq: string[]; order: string }): boolean => index.order === order && index.eq.length === eq.length && index.eq.every((field, at) => field === eq[at]);
