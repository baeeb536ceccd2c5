import { DataFailure } from "#lib/documents/data-failure.ts";
import type { Operation, Transaction } from "#lib/documents/parse-operation.ts";
import type { Json } from "#lib/runtime/runtime.ts";
import { aggregate } from "./aggregate.ts";
import { count, find, list, listKeys, shown } from "./read.ts";
import { increment, insert, putKey, remove, update, type Space } from "./write.ts";

/** Throws DataFailure; the caller takes back what a failed one wrote. */
export function runOperation(space: Space, operation: Operation | Transaction): Json {
  if (operation.name === "transaction") return runTransaction(space, operation.operations);
  const { db } = space;
  switch (operation.name) {
    case "insert":
      return insert(space, operation);
    case "get":
      return shown(find(db, operation.collection, operation.id));
    case "list":
      return list(db, operation);
    case "update":
      return update(space, operation);
    case "delete":
    case "kvDelete":
      return remove(db, operation.collection, operation.id);
    case "count":
      return count(db, operation);
    case "aggregate":
      return aggregate(db, operation.collection, operation);
    case "increment":
      return increment(space, operation);
    case "kvGet":
      return find(db, operation.collection, operation.id)?.fields["value"] ?? null;
    case "kvPut":
      return putKey(space, operation);
    case "kvList":
      return listKeys(db, operation);
  }
}

/** To change what isn't there is a failure here. */
function runTransaction(space: Space, operations: readonly Operation[]): Json {
  return operations.map((operation) => {
    const result = runOperation(space, operation);
    if (result !== null || (operation.name !== "update" && operation.name !== "increment")) return result;
    throw new DataFailure("stale", `There is no document "${operation.id}" in ${operation.collection}: nothing of this transaction was stored.`);
  });
}
