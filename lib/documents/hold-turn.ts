import type { SqlFragment } from "#lib/db/connect.ts";
import type { Operation, Transaction } from "./parse-operation.ts";
import { documents, type SpaceTransaction } from "./space-sql.ts";

/** JSON is stored with blanks, and ids beside it. */
const STORED_PER_SENT = 2;

/**
 * Takes what several writes of one transaction would wait for later, in an order that all transactions have: turns that change the same documents in other orders
 * would wait for each other, until Postgres ends one of them after a second.
 */
export function holdTurn(tx: SpaceTransaction, operations: readonly (Operation | Transaction)[]): SqlFragment[] {
  const { sql, spaceId } = tx;
  const writes = operations.flatMap((operation) => (operation.name === "transaction" ? operation.operations : [operation])).filter(isWrite);
  if (writes.length < 2) return [];
  const changed = new Map(writes.flatMap((write) => (write.name === "insert" ? [] : [[JSON.stringify([write.collection, write.id]), write] as const])));
  const inOrder = [...changed].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, write]) => write);
  const added = writes.filter(({ name }) => name === "insert" || name === "kvPut").length;
  return [
    ...(inOrder.length < 2 ? [] : [sql`select from unnest(${inOrder.map(({ collection }) => collection)}::text[], ${inOrder.map(({ id }) => id ?? "")}::text[]) as wanted (collection, id)
      cross join lateral (select from ${documents(tx)} d where d.api_id = ${spaceId} and d.collection = wanted.collection and d.id = wanted.id for update) held`]),
    ...(tx.space.kind === "live" ? [sql`select private.hold_use(${added}, ${Buffer.byteLength(JSON.stringify(writes)) * STORED_PER_SENT})`] : []),
  ];
}

const WRITES = ["insert", "update", "delete", "increment", "kvPut", "kvDelete"] as const;
type Write = Extract<Operation, { name: (typeof WRITES)[number] }>;
const isWrite = (operation: Operation): operation is Write => WRITES.some((name) => name === operation.name);
