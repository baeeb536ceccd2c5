import type { SqlFragment, SqlRow } from "#lib/db/connect.ts";
import type { Json } from "#lib/runtime/runtime.ts";
import { chooseCounting, chooseIndexes, type CollectionIndex, type IndexChoice } from "./choose-index.ts";
import { encodeCursor } from "./list-cursor.ts";
import type { ListPart } from "./parse-operation.ts";
import type { Condition } from "./parse-where.ts";
import { columns, documents, inCollection, isAlive, toDocument, type SpaceTransaction } from "./space-sql.ts";
import { columnOf, rangeSql, whereSql, type Column } from "./where-sql.ts";

/** Smaller collections are read as they are. */
const LARGE = 1_000;

interface CollectionState {
  documents: number;
  expired: number;
  indexes: CollectionIndex[];
}
type List = ListPart & { collection: string };

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
    if (narrowing && (await isNarrow(tx, part, narrowing, state.documents))) return narrowing === "createdAt" ? plainly(tx, part) : through(tx, part, narrowing, "in range");
    if (ordered) return through(tx, part, ordered, "in order");
  }
  return plainly(tx, part);
}

/** Without an index of the platform's: what the table has, and a sort. */
function plainly(tx: SpaceTransaction, part: List): Promise<SqlRow[]> {
  const { sql } = tx;
  const { collection, where, order, limit } = part;
  const key = columnOf(sql, order.field);
  return sql`select ${columns(tx)}, (${key.expression})::text as sort_key, expires_at from ${documents(tx)}
    where ${inCollection(tx, collection)} and ${isAlive(tx)} ${whereSql(sql, where)} ${after(tx, part, key)} order by ${orderBy(tx, part, key.expression)} limit ${limit + 1}`.execute();
}

/** For each combination of values, its documents: in the index's order, the first page of them; in a range of it, all. */
function through(tx: SpaceTransaction, part: List, choice: IndexChoice, how: "in order" | "in range"): Promise<SqlRow[]> {
  const { sql } = tx;
  const { collection, where, order, limit } = part;
  const plain = columnOf(sql, order.field);
  const found = sql`select ${columns(tx)}, (${plain.expression})::text as sort_key, ${plain.expression} as sorted_by, expires_at, k.key from ${keys(tx)} k
    join ${documents(tx)} on ${inCollection(tx, collection)} and id = k.document_id
    where k.index_id = ${choice.index.id} and k.eq = wanted.eq and ${isAlive(tx)} ${whereSql(sql, where)} ${rangeSql(sql, choice.index.order, sql`k.key`, where)}`;
  const key = { expression: sql`k.key`, cast: (text: string) => indexKey(tx, order.field, plain.cast(text)) };
  const direction = directionOf(tx, part);
  const page = how === "in range" ? sql`${found} ${after(tx, part, plain)}`
    : sql`${found} ${after(tx, part, key, sql`k.document_id`)} order by k.key ${direction}, k.document_id ${direction} limit ${limit + 1}`;
  return sql`select page.* from unnest(${hashes(tx, choice)}) wanted (eq) cross join lateral (${page}) page order by sorted_by ${direction}, id ${direction} limit ${limit + 1}`.execute();
}

/**
 * Whether sorting all documents of a range takes fewer steps than walking their order until a page is full. When n of all lie in it, walking takes about
 * limit · all / n steps: more than n, up to the root of limit · all.
 */
async function isNarrow(tx: SpaceTransaction, { collection, where, limit }: List, choice: IndexChoice | "createdAt", all: number): Promise<boolean> {
  const { sql } = tx;
  const few = Math.ceil(Math.sqrt((limit + 1) * all));
  const inRange = choice === "createdAt"
    ? sql`select from ${documents(tx)} where ${inCollection(tx, collection)} ${whereSql(sql, where.filter(({ field }) => field === choice))}`
    : sql`select from ${keys(tx)} k where k.index_id = ${choice.index.id} and k.eq = any (${hashes(tx, choice)}) ${rangeSql(sql, choice.index.order, sql`k.key`, where)}`;
  const [row] = await sql`select count(*)::integer as n from (${inRange} limit ${few + 1}) few`;
  return row?.["n"] <= few;
}

/** Only for the API itself: what its owner looks at once needs no index. */
async function want({ sql, isMember }: SpaceTransaction, collection: string, indexes: readonly { eq: string[]; order: string }[]): Promise<void> {
  if (!isMember) for (const { eq, order } of indexes) await sql`select private.want_index(${collection}, ${JSON.stringify(eq)}::text::jsonb, ${order})`;
}

async function collectionState(tx: SpaceTransaction, collection: string): Promise<CollectionState> {
  const [row] = await tx.sql<CollectionState[]>`select documents, expired, indexes from private.collection_state(${tx.spaceId}, ${collection})`;
  return row ?? { documents: 0, expired: 0, indexes: [] };
}

const keys = ({ sql, isMember }: SpaceTransaction): SqlFragment => (isMember ? sql`private.index_keys_of_member` : sql`private.index_keys_of_socket`);
const hashes = ({ sql }: SpaceTransaction, { values }: IndexChoice): SqlFragment => sql`array(select private.eq_key(v) from jsonb_array_elements(${JSON.stringify(values)}::text::jsonb) v)`;
const directionOf = ({ sql }: SpaceTransaction, { order }: List): SqlFragment => (order.direction === "desc" ? sql`desc` : sql`asc`);
const orderBy = (tx: SpaceTransaction, part: List, expression: SqlFragment): SqlFragment => tx.sql`${expression} ${directionOf(tx, part)}, id ${directionOf(tx, part)}`;

function after({ sql }: SpaceTransaction, { order, cursor }: List, key: Column, id: SqlFragment = sql`id`): SqlFragment {
  if (!cursor) return sql``;
  const place = sql`(${key.cast(cursor.key)}, ${cursor.id})`;
  return order.direction === "desc" ? sql`and (${key.expression}, ${id}) < ${place}` : sql`and (${key.expression}, ${id}) > ${place}`;
}

/** A value of the order's column as indexes hold it: see private.order_key. */
function indexKey({ sql }: SpaceTransaction, field: string, value: SqlFragment): SqlFragment {
  if (field === "id") return sql`'null'::jsonb`;
  if (field === "createdAt" || field === "updatedAt") return sql`to_jsonb(extract(epoch from ${value}))`;
  return field === "version" ? sql`to_jsonb(${value})` : value;
}
