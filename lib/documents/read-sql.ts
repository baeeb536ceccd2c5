import { isDeepStrictEqual } from "node:util";
import type { SqlFragment, SqlRow } from "#lib/db/connect.ts";
import type { Json } from "#lib/runtime/runtime.ts";
import { chooseCounting } from "./choose-index.ts";
import { stateOf, stateSql, wantSql, type CollectionState } from "./collection-state.ts";
import { hashes, keys } from "./index-keys.ts";
import { encodeCursor } from "./list-cursor.ts";
import type { List } from "./list-order.ts";
import { indexesOf, LARGE, waysOf } from "./list-ways.ts";
import type { Condition } from "./parse-where.ts";
import { readInOrder } from "./read-in-order.ts";
import { askOne, columns, documents, inCollection, isAlive, toDocument, type Answer, type Reader, type SpaceTransaction } from "./space-sql.ts";
import { whereSql } from "./where-sql.ts";

export const documentById = (tx: SpaceTransaction, collection: string, id: string): SqlFragment =>
  tx.sql`select ${columns(tx)}, expires_at from ${documents(tx)} where ${inCollection(tx, collection)} and id = ${id} and ${isAlive(tx)}`;

export async function getDocument(tx: SpaceTransaction, collection: string, id: string): Promise<SqlRow | undefined> {
  const [row] = await documentById(tx, collection, id);
  return row;
}

export async function listDocuments(reader: Reader, list: List): Promise<{ rows: SqlRow[]; cursor: string | null }> {
  const rows = await rowsOf(reader, list);
  const page = rows.slice(0, list.limit);
  const last = page.at(-1);
  return { rows: page, cursor: rows.length > list.limit && last ? encodeCursor(list.order, { key: last["sort_key"], id: last["id"] }) : null };
}

export const list = async (reader: Reader, part: List): Promise<Json> => {
  const { rows, cursor } = await listDocuments(reader, part);
  return { items: rows.map(toDocument), cursor };
};

export async function count(reader: Reader, collection: string, where: Condition[]): Promise<number> {
  const plainly = (tx: SpaceTransaction) => tx.sql`select count(*)::integer as n from ${documents(tx)} where ${inCollection(tx, collection)} and ${isAlive(tx)} ${whereSql(tx.sql, where)}`;
  if (reader.space.kind === "scratch") return askOne(reader, { query: plainly, read: ([row]) => row?.["n"] ?? 0 });
  if (where.length === 0) return askOne(reader, { query: (tx) => stateSql(tx, collection), read: ([row]) => total(stateOf(row)) });
  const choose = ({ documents: all, expired, indexes }: CollectionState) => (all >= LARGE && expired === 0 ? chooseCounting(indexes, where) : null);
  const { rows } = await readBy(reader, collection, choose, (tx, chosen) => (chosen
    ? [...wantSql(tx, collection, chosen.index.stale ? [chosen.index] : []), tx.sql`select count(*)::integer as n from ${keys(tx)} where index_id = ${chosen.index.id} and eq = any (${hashes(tx, chosen)})`]
    : [plainly(tx)]));
  return rows[0]?.["n"] ?? 0;
}

const total = ({ documents: all, expired }: CollectionState): number => all - expired;

/** One more than the page holds, when there are more. */
async function rowsOf(reader: Reader, part: List): Promise<SqlRow[]> {
  const { collection, where, order } = part;
  const isPlain = where.length === 0 && (order.field === "createdAt" || order.field === "id");
  if (reader.space.kind === "scratch" || isPlain) return (await askOne(reader, readInOrder(part, null, null))) ?? [];
  const { chosen, state, rows } = await readBy(reader, collection, (seen) => indexesOf(seen, part), (tx, by, { documents: all }) => [...wantSql(tx, collection, by?.wanted ?? []), waysOf(part, by, all)[0].query(tx)]);
  const [first, ...others] = waysOf(part, chosen, state.documents);
  let page = first.read(rows);
  for (const way of others) page ??= await askOne(reader, way);
  return page ?? [];
}

/**
 * Reads by what is chosen for the state of a collection, which is asked for together with it: what was seen before mostly still holds. Else it is read again.
 */
async function readBy<Chosen>(reader: Reader, collection: string, choose: (state: CollectionState) => Chosen, build: (tx: SpaceTransaction, chosen: Chosen, state: CollectionState) => SqlFragment[]): Promise<{ chosen: Chosen; state: CollectionState; rows: Answer }> {
  for (let seen = reader.seen?.get(collection); ; ) {
    const known = seen && { state: seen, chosen: choose(seen) };
    const [told, ...answers] = await reader.ask((tx) => [stateSql(tx, collection), ...(known ? build(tx, known.chosen, known.state) : [])]);
    const rows = answers.at(-1);
    seen = stateOf(told?.[0]);
    reader.seen?.set(collection, seen);
    if (known && rows && isDeepStrictEqual(known.chosen, choose(seen))) return { ...known, rows };
  }
}
