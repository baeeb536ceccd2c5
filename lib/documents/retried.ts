/** deadlock_detected, serialization_failure: the whole transaction is run again. */
export const RETRIED: ReadonlySet<string> = new Set(["40P01", "40001"]);
export const MAX_TRIES = 4;

/** The SQLSTATE of an error of Postgres, or the code of a connection's; empty for any other. */
export const codeOf = (error: unknown): string => String((error as { code?: unknown } | null)?.code ?? "");
