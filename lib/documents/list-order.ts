import type { SqlFragment } from "#lib/db/connect.ts";
import type { ListPart } from "./parse-operation.ts";
import type { SpaceTransaction } from "./space-sql.ts";
import type { Column } from "./where-sql.ts";

export type List = ListPart & { collection: string };

export const directionOf = ({ sql }: SpaceTransaction, { order }: List): SqlFragment => (order.direction === "desc" ? sql`desc` : sql`asc`);

/** ` and …` for what comes after the page before, by `key` and then the document's id. */
export function afterCursor({ sql }: SpaceTransaction, { order, cursor }: List, key: Column, id: SqlFragment = sql`id`): SqlFragment {
  if (!cursor) return sql``;
  const place = sql`(${key.cast(cursor.key)}, ${cursor.id})`;
  return order.direction === "desc" ? sql`and (${key.expression}, ${id}) < ${place}` : sql`and (${key.expression}, ${id}) > ${place}`;
}
