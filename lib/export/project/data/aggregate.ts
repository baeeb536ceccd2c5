import type { Aggregate } from "#lib/documents/parse-aggregate.ts";
import type { Json } from "#lib/runtime/runtime.ts";
import { add, average, decimal, toNumber, type Decimal } from "./decimal.ts";
import { fieldSql } from "./field-sql.ts";
import { periodOf } from "./period-of.ts";
import type { SqlDoor } from "./sql-door.ts";
import { toTime } from "./to-time.ts";
import { whereSql } from "./where-sql.ts";

const MAX_GROUPS = 1000;
const MAX_GROUP_CHARACTERS = 1000;

type Group = string | number | boolean | null;
interface Totals {
  group: Group;
  count: number;
  numbers: number;
  sum: Decimal;
  min: number | null;
  max: number | null;
}

/** Counts and adds up in one pass, exactly: SQLite itself would add binary fractions. */
export function aggregate(db: SqlDoor, collection: string, { where, groupBy, field }: Aggregate): Json {
  const chosen = whereSql(where);
  const [group, value] = [groupBy ? fieldSql(groupBy.field).json : "null", field === null ? "null" : numberSql(field)];
  const groups = new Map<string, Totals>();
  if (!groupBy) groups.set("null", emptyTotals(null));
  for (const row of db.rows(`select ${group} as "group", ${value} as value from documents where collection = ?${chosen.sql}`, collection, ...chosen.values)) {
    const found = groupBy ? groupOf(groupBy, row["group"]) : null;
    const name = JSON.stringify(found);
    const totals = groups.get(name) ?? emptyTotals(found);
    groups.set(name, totals);
    count(totals, row["value"]);
  }
  return [...groups.values()].toSorted((a, b) => compareGroups(a.group, b.group)).slice(0, MAX_GROUPS).map(toRow);
}

const emptyTotals = (group: Group): Totals => ({ group, count: 0, numbers: 0, sum: { digits: 0n, scale: 0 }, min: null, max: null });

const numberSql = (field: string): string => (field === "version" ? "version" : field === "id" || field === "createdAt" || field === "updatedAt" ? "null" : `(case when ${fieldSql(field).rank} = 2 then ${fieldSql(field).json} end)`);

function count(totals: Totals, value: unknown): void {
  totals.count += 1;
  if (value === null) return;
  const number = Number(value);
  totals.numbers += 1;
  totals.sum = add(totals.sum, decimal(String(value)));
  totals.min = totals.min === null ? number : Math.min(totals.min, number);
  totals.max = totals.max === null ? number : Math.max(totals.max, number);
}

function toRow({ group, count: documents, numbers, sum, min, max }: Totals): Json {
  const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);
  return { group, count: documents, sum: numbers === 0 ? null : finite(toNumber(sum)), min, max, average: numbers === 0 ? null : finite(average(sum, numbers)) };
}

function groupOf({ field, period }: NonNullable<Aggregate["groupBy"]>, found: unknown): Group {
  const isTime = field === "createdAt" || field === "updatedAt";
  const value: unknown = isTime ? toTime(found) : field === "id" || field === "version" ? found : JSON.parse(String(found));
  if (period) return typeof value === "string" ? periodOf(value, period) : null;
  if (typeof value === "string") return [...value].length <= MAX_GROUP_CHARACTERS ? value : null;
  return typeof value === "number" || typeof value === "boolean" ? value : null;
}

/** As the platform's database orders them: nothing, texts by their bytes, numbers, false, true. */
function compareGroups(a: Group, b: Group): number {
  const rank = (group: Group): number => (group === null ? 0 : typeof group === "string" ? 1 : typeof group === "number" ? 2 : 3);
  if (rank(a) !== rank(b)) return rank(a) - rank(b);
  return typeof a === "string" && typeof b === "string" ? Buffer.compare(Buffer.from(a), Buffer.from(b)) : Number(a) - Number(b);
}
