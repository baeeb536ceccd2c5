import type { AnyOperation } from "../operations.ts";
import { takesIdempotencyKey } from "../serve.ts";

/** Whether an Idempotency-Key is heeded: only with the credential of a workspace, which keeps it. */
export const isOnce = (operation: AnyOperation): boolean => operation.scope !== null && operation.scope !== "admin" && takesIdempotencyKey(operation);
