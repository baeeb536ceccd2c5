import { createContext, Script } from "node:vm";
import { AppError } from "#lib/errors.ts";

const context = createContext({ work: null });
const script = new Script("work()");

/**
 * Runs `work`, which reads patterns or schemas of untrusted origin, and stops it when it takes too long: one pattern may need years.
 * Throws `generation_failed` then.
 */
export function inTime<Result>(work: () => Result, timeoutMs = 1_000): Result {
  const ends: Result[] = [];
  context.work = () => void ends.push(work());
  try {
    script.runInContext(context, { timeout: timeoutMs });
  } catch (error) {
    // The error is one of the context, no Error of ours.
    if (!(typeof error === "object" && error !== null && "code" in error && error.code === "ERR_SCRIPT_EXECUTION_TIMEOUT")) throw error;
    throw new AppError("generation_failed", "A pattern or schema of the API takes too long to check: simplify it. Nothing was deployed.");
  }
  for (const end of ends) return end;
  throw new Error("unreachable: the work ended without a result");
}
