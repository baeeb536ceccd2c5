import type { Json } from "#lib/runtime/runtime.ts";
import { aggregateSql } from "./aggregate-sql.ts";
import { DataFailure } from "./data-failure.ts";
import { getKey, listKeys, putKey } from "./kv-sql.ts";
import type { Operation, Transaction } from "./parse-operation.ts";
import { count, getDocument, list } from "./read-sql.ts";
import { documents, inCollection, isAlive, toDocument, type SpaceTransaction } from "./space-sql.ts";
import { increment, insert, remove, update } from "./write-sql.ts";

/** A failed write leaves its statements behind: the caller rolls back to before it. */
export async function runOperation(tx: SpaceTransaction, operation: Operation | Transaction): Promise<Json> {
  if (operation.name === "transaction") return runTransaction(tx, operation.operations);
  const { collection } = operation;
  switch (operation.name) {
    case "insert":
      return insert(tx, operation);
    case "get": {
      const row = await getDocument(tx, collection, operation.id);
      return row ? toDocument(row) : null;
    }
    case "list":
      return list(tx, operation);
    case "update":
      return update(tx, operation);
    case "delete":
      return remove(tx, collection, operation.id);
    case "count":
      return count(tx, collection, operation.where);
    case "aggregate":
      return aggregateSql(tx.sql, tx.sql`${documents(tx)} where ${inCollection(tx, collection)} and ${isAlive(tx)}`, operation);
    case "increment":
      return increment(tx, operation);
    case "kvGet":
      return getKey(tx, collection, operation.id);
    case "kvPut":
      return putKey(tx, operation);
    case "kvDelete":
      return remove(tx, collection, operation.id);
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
