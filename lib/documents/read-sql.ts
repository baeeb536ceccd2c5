import type { SqlFragment, SqlRow } from "#lib/db/connect.ts";
import type { Json } from "#lib/runtime/runtime.ts";
import { chooseCounting, chooseIndexes, type CollectionIndex } from "./choose-index.ts";
import { encodeCursor } from "./list-cursor.ts";
import type { Condition } from "./parse-where.ts";
import { hashes, keys, readNarrowed, readThrough } from "./read-through.ts";
import { afterCursor, directionOf, type List } from "./list-order.ts";
import { columns, documents, inCollection, isAlive, toDocument, type SpaceTransaction } from "./space-sql.ts";
import { columnOf, whereSql } from "./where-sql.ts";

/** Smaller collections are read as they are. */
const LARGE = 1_000;

interface CollectionState {
  documents: number;
  expired: number;
  indexes: CollectionIndex[];
}

export const documentById = (tx: SpaceTransaction, collection: string, id: string): SqlFragment =>
  tx.sql`select ${columns(tx)}, expires_at from ${documents(tx)} where ${inCollection(tx, collection)} and id = ${id} and ${isAlive(tx)}`;

export async function getDocument(tx: SpaceTransaction, collection: string, id: string): Promise<SqlRow | undefined> {
  const [row] = await documentById(tx, collection, id);
  return row;
}

export async function listDocuments(tx: SpaceTransaction, list: List): Promise<{ rows: SqlRow[]; cursor: string | null }> {
  const rows = await rowsOf(tx, list);
  const page = rows.slice(0, list.limit);
  const last = page.at(-1);
  return { rows: page, cursor: rows.length > list.limit && last ? encodeCursor(list.order, { key: last["sort_key"], id: last["id"] }) : null };
}

export const list = async (tx: SpaceTransaction, part: List): Promise<Json> => {
  const { rows, cursor } = await listDocuments(tx, part);
  return { items: rows.map(toDocument), cursor };
};

export async function count(tx: SpaceTransaction, collection: string, where: Condition[]): Promise<number> {
  const { sql } = tx;
  const state = tx.space.kind === "live" ? await collectionState(tx, collection) : null;
  if (state && where.length === 0) return state.documents - state.expired;
  const counting = state && state.documents >= LARGE && state.expired === 0 ? chooseCounting(state.indexes, where) : null;
  if (counting?.index.stale) await want(tx, collection, [counting.index]);
  const [row] = counting
    ? await sql`select count(*)::integer as n from ${keys(tx)} where index_id = ${counting.index.id} and eq = any (${hashes(tx, counting)})`
    : await sql`select count(*)::integer as n from ${documents(tx)} where ${inCollection(tx, collection)} and ${isAlive(tx)} ${whereSql(sql, where)}`;
  return row?.["n"] ?? 0;
}

/** One more than the page holds, when there are more. */
async function rowsOf(tx: SpaceTransaction, part: List): Promise<SqlRow[]> {
  const { collection, where, order } = part;
  const isPlain = where.length === 0 && (order.field === "createdAt" || order.field === "id");
  const state = tx.space.kind === "live" && !isPlain ? await collectionState(tx, collection) : null;
  if (state && state.documents >= LARGE) {
    const { ordered, narrowing, wanted } = chooseIndexes(state.indexes, where, order.field);
    await want(tx, collection, wanted);
    const few = narrowing && (await readNarrowed(tx, part, narrowing, state.documents));
    if (few) return few === "as it is" ? plainly(tx, part) : few;
    if (ordered) return readThrough(tx, part, ordered, "in order");
  }
  return plainly(tx, part);
}

/** Without an index of the platform's: what the table has, and a sort. */
function plainly(tx: SpaceTransaction, part: List): Promise<SqlRow[]> {
  const { sql } = tx;
  const { collection, where, order, limit } = part;
  const key = columnOf(sql, order.field);
  const direction = directionOf(tx, part);
  return sql`select ${columns(tx)}, (${key.expression})::text as sort_key, expires_at from ${documents(tx)}
    where ${inCollection(tx, collection)} and ${isAlive(tx)} ${whereSql(sql, where)} ${afterCursor(tx, part, key)} order by ${key.expression} ${direction}, id ${direction} limit ${limit + 1}`.execute();
}

/** Only for the API itself: what its owner looks at once needs no index. */
async function want({ sql, isMember }: SpaceTransaction, collection: string, indexes: readonly { eq: string[]; order: string }[]): Promise<void> {
  if (!isMember) for (const { eq, order } of indexes) await sql`select private.want_index(${collection}, ${JSON.stringify(eq)}::text::jsonb, ${order})`;
}

async function collectionState(tx: SpaceTransaction, collection: string): Promise<CollectionState> {
  const [row] = await tx.sql<CollectionState[]>`select documents, expired, indexes from private.collection_state(${tx.spaceId}, ${collection})`;
  return row ?? { documents: 0, expired: 0, indexes: [] };
}
