import type { Json } from "#lib/runtime/runtime.ts";
import { aggregateSql } from "./aggregate-sql.ts";
import { DataFailure } from "./data-failure.ts";
import { getKey, listKeys, putKey } from "./kv-sql.ts";
import type { Operation, Transaction } from "./parse-operation.ts";
import { count, documentById, list } from "./read-sql.ts";
import { documents, inCollection, isAlive, toDocument, type SpaceTransaction, type Statement } from "./space-sql.ts";
import { increment, insert, remove, update } from "./write-sql.ts";

/** A failed write leaves its statements behind: the caller rolls back to before it. */
export async function runOperation(tx: SpaceTransaction, operation: Operation | Transaction): Promise<Json> {
  switch (operation.name) {
    case "transaction":
      return runTransaction(tx, operation.operations);
    case "list":
      return list(tx, operation);
    case "update":
      return update(tx, operation);
    case "count":
      return count(tx, operation.collection, operation.where);
    case "aggregate":
      return aggregateSql(tx.sql, tx.sql`${documents(tx)} where ${inCollection(tx, operation.collection)} and ${isAlive(tx)}`, operation);
    case "increment":
      return increment(tx, operation);
    default: {
      const { query, read } = statementOf(tx, operation);
      return read(await query);
    }
  }
}

const ONE_STATEMENT = ["insert", "get", "delete", "kvGet", "kvPut", "kvDelete", "kvList"] as const;
export type OneStatement = Extract<Operation, { name: (typeof ONE_STATEMENT)[number] }>;
export const isOneStatement = (operation: Operation | Transaction): operation is OneStatement => ONE_STATEMENT.some((name) => name === operation.name);

export function statementOf(tx: SpaceTransaction, operation: OneStatement): Statement {
  const { collection } = operation;
  switch (operation.name) {
    case "insert":
      return insert(tx, operation);
    case "get":
      return { query: documentById(tx, collection, operation.id), read: ([row]) => (row ? toDocument(row) : null) };
    case "delete":
    case "kvDelete":
      return remove(tx, collection, operation.id);
    case "kvGet":
      return getKey(tx, collection, operation.id);
    case "kvPut":
      return putKey(tx, operation);
    case "kvList":
      return listKeys(tx, operation);
  }
}

/** Nothing of it counts when one of it fails; to change what isn't there is such a failure. */
async function runTransaction(tx: SpaceTransaction, operations: readonly Operation[]): Promise<Json> {
  const results: Json[] = [];
  for (const operation of operations) {
    const result = await runOperation(tx, operation);
    if (result === null && (operation.name === "update" || operation.name === "increment")) {
      throw new DataFailure("stale", `There is no document "${operation.id}" in ${operation.collection}: nothing of this transaction was stored.`);
    }
    results.push(result);
  }
  return results;
}
