import type { SqlFragment } from "#lib/db/connect.ts";
import type { IndexChoice } from "./choose-index.ts";
import { besides, hashes, keys, keysIn, toldBy } from "./index-keys.ts";
import { afterCursor, directionOf, type List } from "./list-order.ts";
import { columns, documents, inCollection, isAlive, type SpaceTransaction, type Way } from "./space-sql.ts";
import { columnOf, createdSql, whereSql } from "./where-sql.ts";

export interface HowMuch {
  /** None is read when more than these lie in the range; null: however many they are. */
  most: number | null;
  /** Only the first are sorted, where keys tell the order: quick, and no page when too many of those don't count. */
  isTop: boolean;
}
/** Documents whose time is over have keys until they are removed. */
const SPARE = 10;

/** The page out of all that lie in a range, sorted. "createdAt": by the table's own index. */
export function readInRange(part: List, choice: IndexChoice | "createdAt", { most, isTop }: HowMuch): Way {
  const top = isTop ? part.limit + 1 + SPARE : null;
  return {
    query: (tx) => (most === null ? pageOf(tx, part, choice, top) : pageOfFew(tx, part, choice, top, most)),
    read(rows) {
      if (most !== null && (rows[0]?.["n"] ?? 0) > most) return null;
      const page = rows.filter((row) => row["id"] !== null);
      return rows.length === top && page.length <= part.limit ? null : page;
    },
  };
}

/** They are counted first, which takes a part of the time of sorting them. */
function pageOfFew(tx: SpaceTransaction, part: List, choice: IndexChoice | "createdAt", top: number | null, most: number): SqlFragment {
  const { sql } = tx;
  const direction = directionOf(tx, part);
  return sql`select counted.n, page.* from (select count(*)::integer as n from (${choice === "createdAt" ? inTime(tx, part) : inRange(tx, part, choice)} limit ${most + 1}) found) counted
    left join lateral (${pageOf(tx, part, choice, top, sql`and counted.n <= ${most}`)}) page on true order by page.sorted_by ${direction}, page.id ${direction}`;
}

/** `isRead`: ` and …` before any of them is. */
const pageOf = (tx: SpaceTransaction, part: List, choice: IndexChoice | "createdAt", top: number | null, isRead = tx.sql``): SqlFragment =>
  (choice === "createdAt" ? ofTime(tx, part, isRead) : ofIndex(tx, part, choice, top, isRead));

const inTime = (tx: SpaceTransaction, { collection, where }: List): SqlFragment => tx.sql`select from ${documents(tx)} where ${inCollection(tx, collection)} ${createdSql(tx.sql, tx.sql`created_at`, where)}`;
const inRange = (tx: SpaceTransaction, part: List, choice: IndexChoice, told = tx.sql``): SqlFragment =>
  tx.sql`select ${told} from ${keys(tx)} k where k.eq = any (${hashes(tx, choice)}) and ${keysIn(tx, part, choice)} ${besides(tx, part, choice)}`;

/** Read as they are: those of a time are together in the table. */
const ofTime = (tx: SpaceTransaction, part: List, isRead: SqlFragment): SqlFragment =>
  tx.sql`${documentsOf(tx, part)} ${isRead} ${afterCursor(tx, part, columnOf(tx.sql, part.order.field))} ${inOrder(tx, part)} limit ${part.limit + 1}`;

/** In an order that their keys tell only the documents of the page are read. */
function ofIndex(tx: SpaceTransaction, part: List, choice: IndexChoice, top: number | null, isRead: SqlFragment): SqlFragment {
  const { sql } = tx;
  const told = toldBy(tx, part, choice);
  if (!told) return byDocuments(tx, part, sql`${inRange(tx, part, choice, sql`k.document_id`)} ${isRead}`);
  const direction = directionOf(tx, part);
  const found = inRange(tx, part, choice, sql`k.document_id, ${told.expression} as place`);
  const [first, page] = top === null ? [sql``, sql`limit ${part.limit + 1}`] : [sql`limit ${top}`, sql``];
  return sql`select d.* from (${found} ${isRead} ${afterCursor(tx, part, told, sql`k.document_id`)} order by ${told.expression} ${direction}, k.document_id ${direction} ${first}) f
    ${top === null ? sql`` : sql`left`} join lateral (${documentsOf(tx, part)} and id = f.document_id limit 1) d on true order by f.place ${direction}, f.document_id ${direction} ${page}`;
}

function byDocuments(tx: SpaceTransaction, part: List, found: SqlFragment): SqlFragment {
  const document = tx.sql`${documentsOf(tx, part)} and id = f.document_id ${afterCursor(tx, part, columnOf(tx.sql, part.order.field))} limit 1`;
  return tx.sql`select d.* from (${found}) f cross join lateral (${document}) d ${inOrder(tx, part)} limit ${part.limit + 1}`;
}

const inOrder = (tx: SpaceTransaction, part: List): SqlFragment => tx.sql`order by sorted_by ${directionOf(tx, part)}, id ${directionOf(tx, part)}`;

function documentsOf(tx: SpaceTransaction, { collection, where, order }: List): SqlFragment {
  const { sql } = tx;
  const { expression } = columnOf(sql, order.field);
  return sql`select ${columns(tx)}, (${expression})::text as sort_key, ${expression} as sorted_by, expires_at from ${documents(tx)} where ${inCollection(tx, collection)} and ${isAlive(tx)} ${whereSql(sql, where)}`;
}
