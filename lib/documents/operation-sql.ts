import type { Json } from "#lib/runtime/runtime.ts";
import { aggregate } from "./aggregate-sql.ts";
import { DataFailure } from "./data-failure.ts";
import { getKey, listKeys, putKey } from "./kv-sql.ts";
import type { Operation, Transaction } from "./parse-operation.ts";
import { count, documentById, list } from "./read-sql.ts";
import { askOne, readerIn, toDocument, type Reader, type SpaceTransaction, type Statement } from "./space-sql.ts";
import { increment, insert, remove, update } from "./write-sql.ts";

/** A failed write leaves its statements behind: the caller rolls back to before it. */
export async function runOperation(tx: SpaceTransaction, operation: Operation | Transaction): Promise<Json> {
  switch (operation.name) {
    case "transaction":
      return runTransaction(tx, operation.operations);
    case "list":
      return list(readerIn(tx), operation);
    case "update":
      return update(tx, operation);
    case "count":
      return count(readerIn(tx), operation.collection, operation.where);
    case "increment":
      return increment(tx, operation);
    default:
      return askOne(readerIn(tx), statementOf(operation));
  }
}

const ONE_STATEMENT = ["insert", "get", "delete", "kvGet", "kvPut", "kvDelete", "kvList", "aggregate"] as const;
type OneStatement = Extract<Operation, { name: (typeof ONE_STATEMENT)[number] }>;
const isOneStatement = (operation: Operation | Transaction): operation is OneStatement => ONE_STATEMENT.some((name) => name === operation.name);

/** An operation whose statements need no transaction around them; null: it needs one. */
export function runAlone(reader: Reader, operation: Operation | Transaction): Promise<Json> | null {
  if (operation.name === "list") return list(reader, operation);
  if (operation.name === "count") return count(reader, operation.collection, operation.where);
  return isOneStatement(operation) ? askOne(reader, statementOf(operation)) : null;
}

function statementOf(operation: OneStatement): Statement {
  const { collection } = operation;
  switch (operation.name) {
    case "aggregate":
      return aggregate(operation);
    case "insert":
      return insert(operation);
    case "get":
      return { query: (tx) => documentById(tx, collection, operation.id), read: ([row]) => (row ? toDocument(row) : null) };
    case "delete":
    case "kvDelete":
      return remove(collection, operation.id);
    case "kvGet":
      return getKey(collection, operation.id);
    case "kvPut":
      return putKey(operation);
    case "kvList":
      return listKeys(operation);
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
