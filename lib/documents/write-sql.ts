import { randomUUID } from "node:crypto";
import type { SqlFragment } from "#lib/db/connect.ts";
import type { Json } from "#lib/runtime/runtime.ts";
import { DataFailure, invalid } from "./data-failure.ts";
import { requireSize, requireValue, type Fields } from "./parse-fields.ts";
import type { Lifetime, Operation } from "./parse-operation.ts";
import { getDocument } from "./read-sql.ts";
import { columns, documents, inCollection, isAlive, owner, toDocument, uniques, type SpaceTransaction, type Statement } from "./space-sql.ts";

type OperationOf<Name extends Operation["name"]> = Extract<Operation, { name: Name }>;

export function insert({ collection, id, data, unique, lifetime }: OperationOf<"insert">): Statement {
  requireUniqueValues(data, unique);
  return {
    query(tx) {
      const { sql, spaceId } = tx;
      const stored = tx.space.kind === "live" ? sql`private.insert_document` : sql`private.insert_scratch_document`;
      return sql`select ${columns(tx)} from ${stored}(${spaceId}, ${owner(tx)}::uuid, ${collection}, ${id ?? randomUUID()}, ${sql.json(data)}, ${expiry(tx, lifetime)}, ${[...new Set(unique)]}::text[])`;
    },
    read: ([row]) => toDocument(row ?? {}),
  };
}

export async function update(tx: SpaceTransaction, { collection, id, patch, ifVersion, unique, lifetime }: OperationOf<"update">): Promise<Json> {
  const { sql } = tx;
  const [row] = await sql`update ${documents(tx)} set data = data || ${sql.json(patch)}, version = version + 1, updated_at = clock_timestamp()
      ${lifetime === undefined ? sql`` : sql`, expires_at = ${expiry(tx, lifetime)}`}
    where ${inCollection(tx, collection)} and id = ${id} and ${isAlive(tx)} ${ifVersion === null ? sql`` : sql`and version = ${ifVersion}`}
    returning ${columns(tx)}, array(select field from ${uniques(tx)} where ${inCollection(tx, collection)} and document_id = ${id}) as claimed`;
  if (!row) {
    if (ifVersion === null || !(await getDocument(tx, collection, id))) return null;
    throw new DataFailure("stale", "This document was changed by somebody else since it was read.");
  }
  requireSize(row["data"]);
  // What was taken stays unique, whoever forgets to say so.
  const changed = [...new Set([...unique, ...(row["claimed"] as string[])])].filter((field) => Object.hasOwn(patch, field));
  requireUniqueValues(patch, changed);
  if (changed.length > 0) await claimAnew(tx, collection, id, changed);
  return toDocument(row);
}

/** The unique values that these fields have now, in the place of those that they had. */
async function claimAnew(tx: SpaceTransaction, collection: string, id: string, fields: string[]): Promise<void> {
  const { sql } = tx;
  await sql`delete from ${uniques(tx)} where ${inCollection(tx, collection)} and document_id = ${id} and field in ${sql(fields)}`;
  const claim = tx.space.kind === "live" ? sql`private.claim_uniques` : sql`private.claim_scratch_uniques`;
  await sql`select ${claim}(d, ${fields}::text[]) from ${documents(tx)} d where ${inCollection(tx, collection)} and id = ${id}`;
}

export const remove = (collection: string, id: string): Statement => ({
  query: (tx) => tx.sql`delete from ${documents(tx)} where ${inCollection(tx, collection)} and id = ${id} and ${isAlive(tx)}`,
  read: ({ count }) => count > 0,
});

export async function increment(tx: SpaceTransaction, { collection, id, field, by, min, max }: OperationOf<"increment">): Promise<Json> {
  const { sql } = tx;
  const [found] = await sql`select jsonb_typeof(data -> ${field}::text) as type,
      case when jsonb_typeof(data -> ${field}::text) = 'number' then (data -> ${field}::text)::numeric else 0 end + ${String(by)}::numeric as next
    from ${documents(tx)} where ${inCollection(tx, collection)} and id = ${id} and ${isAlive(tx)} for update`;
  if (!found) return null;
  if (!["number", "null", null].includes(found["type"])) throw invalid(`The field "${field}" is not a number.`);
  const next = Number(found["next"]);
  if ((min !== null && next < min) || (max !== null && next > max)) throw new DataFailure("range", `${field} would become ${next}, outside of ${min ?? "-∞"} to ${max ?? "∞"}.`);
  requireValue(next, field);
  const [changed] = await sql`update ${documents(tx)} set data = jsonb_set(data, array[${field}::text], to_jsonb(${String(found["next"])}::numeric)), version = version + 1, updated_at = clock_timestamp()
    where ${inCollection(tx, collection)} and id = ${id} returning exists (select from ${uniques(tx)} where ${inCollection(tx, collection)} and document_id = ${id} and field = ${field}) as "isUnique",
      ${found["type"] === "number" ? sql`null` : sql`data`} as grown`;
  // Only a field that wasn't a number makes it larger by more than digits.
  if (changed?.["grown"]) requireSize(changed["grown"]);
  if (changed?.["isUnique"]) await claimAnew(tx, collection, id, [field]);
  return next;
}

/** When a document's time is over. */
export const expiry = ({ sql }: SpaceTransaction, lifetime: Exclude<Lifetime, undefined>): SqlFragment => (lifetime === null ? sql`null` : sql`clock_timestamp() + make_interval(secs => ${lifetime})`);

function requireUniqueValues(data: Fields, unique: readonly string[]): void {
  const field = unique.find((name) => Object.hasOwn(data, name) && typeof data[name] === "object" && data[name] !== null);
  if (field !== undefined) throw invalid(`The unique field "${field}" must be a text, a number, true or false.`);
}
