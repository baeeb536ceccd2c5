import type { DataOperation } from "../host-ports.ts";
import type { DataErrorCode } from "../runtime.ts";

/** Which operations can end in an error at all: a read is never over quota, and only a change of a named version is stale. */
const CAN_FAIL: Record<DataErrorCode, (operation: DataOperation) => boolean> = {
  unavailable: () => true,
  invalid: () => true,
  quota: ([name]) => name === "insert" || name === "update" || name === "increment" || name === "kvPut",
  conflict: ([name]) => name === "insert" || name === "update",
  range: ([name]) => name === "increment",
  stale: ([name, , , , options]) => name === "update" && typeof options === "object" && options !== null && "ifVersion" in options,
};

/** A transaction ends in whatever one of its operations can end in. */
export function canEndIn(operation: DataOperation, code: DataErrorCode): boolean {
  const [name, operations] = operation;
  if (name === "transaction" && Array.isArray(operations)) return operations.some((inner: unknown) => Array.isArray(inner) && CAN_FAIL[code](inner));
  return CAN_FAIL[code](operation);
}

export const isDataErrorCode = (value: unknown): value is DataErrorCode => typeof value === "string" && Object.hasOwn(CAN_FAIL, value);
