/** More don't fit on a desk. */
const MOST = 5;
/** What people call a thing by comes first, whatever order the database keeps fields in. */
const NAMING = ["name", "title", "label", "subject", "code", "slug", "email"];

/** The fields that a page of documents shows as columns: those that most of them have. */
export const documentColumns = (data: readonly unknown[]): string[] => documentFields(data).slice(0, MOST);

/** All fields that a page of documents has, in that order. */
export function documentFields(data: readonly unknown[]): string[] {
  const counts = new Map<string, number>();
  for (const one of data) for (const field of isRecord(one) ? Object.keys(one) : []) counts.set(field, (counts.get(field) ?? 0) + 1);
  const rank = (field: string) => (NAMING.includes(field) ? NAMING.indexOf(field) - NAMING.length : 0);
  return [...counts.keys()].toSorted((one, other) => rank(one) - rank(other) || (counts.get(other) ?? 0) - (counts.get(one) ?? 0));
}

/** Fields by which the data service can order: one name, no path. */
export const isSortable = (field: string): boolean => /^[A-Za-z_]\w{0,62}$/.test(field);

/** The orders that a list of these fields is offered in, and the one that it has; the first is what it has unasked. */
export function ordersOf(fields: readonly string[], current: string): { orderBy: string; words: string }[] {
  const all = ["-createdAt", "createdAt", "-updatedAt", "updatedAt", ...fields.filter(isSortable).flatMap((field) => [field, `-${field}`])];
  return [...new Set(current === "" ? all : [...all, current])].map((orderBy) => ({ orderBy, words: OWN_ORDERS[orderBy] ?? (orderBy.startsWith("-") ? `${orderBy.slice(1)}, descending` : `${orderBy}, ascending`) }));
}

const OWN_ORDERS: Record<string, string> = { "-createdAt": "newest first", createdAt: "oldest first", "-updatedAt": "last changed first", updatedAt: "longest unchanged first" };

/** A field of a document in a cell. */
export const fieldOf = (data: unknown, field: string): unknown => (isRecord(data) ? data[field] : undefined);

/** A value as a cell shows it. */
export function showValue(value: unknown): string {
  if (value === undefined) return "–";
  return typeof value === "string" ? value : JSON.stringify(value);
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);
