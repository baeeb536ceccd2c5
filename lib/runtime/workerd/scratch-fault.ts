import type { DataErrorCode, DataOperation } from "../runtime.ts";

/** Which operations can end in an error at all: a read is never over quota, and only a change of a named version is stale. */
const CAN_FAIL: Record<DataErrorCode, (operation: DataOperation) => boolean> = {
  unavailable: () => true,
  invalid: () => true,
  quota: ([name]) => name === "insert" || name === "update" || name === "increment",
  conflict: ([name]) => name === "insert" || name === "update",
  range: ([name]) => name === "increment",
  stale: ([name, , , , options]) => name === "update" && typeof options === "object" && options !== null && "ifVersion" in options,
};

export const canEndIn = (operation: DataOperation, code: DataErrorCode): boolean => CAN_FAIL[code](operation);

export const isDataErrorCode = (value: unknown): value is DataErrorCode => typeof value === "string" && Object.hasOwn(CAN_FAIL, value);
