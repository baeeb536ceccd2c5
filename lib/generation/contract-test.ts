import { AppError } from "#lib/errors.ts";
import type { RunnerHealth, RuntimeBackend, ScratchOptions } from "#lib/runtime/runtime.ts";
import type { ContractTest, ContractTestResult } from "#lib/versions/schema.ts";
import { checkOpenApi, type OpenApiDocument } from "./check-openapi.ts";
import { deriveTests } from "./derived-tests/derive-tests.ts";
import { runDerivedTests } from "./derived-tests/run-derived-tests.ts";
import type { EarlierTests } from "./edit/earlier-tests.ts";
import type { GenerationEvent } from "./events.ts";
import { runContractTest } from "./run-contract-test.ts";
import { sideBySide } from "./side-by-side.ts";

/** Each has its own data; more at once take no less time on a small machine. */
const TESTS_AT_ONCE = 4;

export interface Tested {
  openapi: OpenApiDocument;
  tests: ContractTestResult[];
  health: RunnerHealth;
}

interface ContractTestOptions extends ScratchOptions {
  /** The tests of the version that this one changes. */
  earlier?: EarlierTests;
}

/**
 * Boots the bundle in the sandbox that it will live in, on scratch data, takes its OpenAPI document and runs every contract test, each on
 * empty data, then those of the version before, and then the platform's own tests, which follow from the document; one event each. Throws `generation_failed` with the
 * first failing test's words; every result is in `tests`.
 */
export async function* contractTest(
  bundle: string, tests: readonly ContractTest[], runtime: Pick<RuntimeBackend, "openScratch" | "health">, signal: AbortSignal, { earlier, ...options }: ContractTestOptions = {},
): AsyncGenerator<GenerationEvent, Tested> {
  const [scratch, health] = await Promise.all([runtime.openScratch(bundle, options), runtime.health()]);
  try {
    const openapi = await checkOpenApi(tests, scratch);
    const { checkReply, testsOf } = deriveTests(openapi);
    const results: ContractTestResult[] = [];
    const planned = testsOf(tests).length;
    const total = tests.length + (earlier?.tests.length ?? 0) + planned;
    const run = async (test: ContractTest): Promise<ContractTestResult> => {
      signal.throwIfAborted();
      return runContractTest(test, scratch.round(), checkReply);
    };
    for await (const result of sideBySide(tests, TESTS_AT_ONCE, run)) {
      results.push(result);
      yield { type: "test", result, index: results.length - 1, total };
    }
    for await (const result of sideBySide(earlier?.tests ?? [], TESTS_AT_ONCE, run)) {
      results.push(earlierResult(result, earlier));
      yield { type: "test", result: earlierResult(result, earlier), index: results.length - 1, total };
    }
    // A contract test that fails leads nowhere: what follows builds only on those that passed.
    const passing = tests.filter((_, index) => results[index]?.status === "passed");
    for await (const result of runDerivedTests(testsOf(passing), scratch, checkReply, signal)) {
      results.push(result);
      yield { type: "test", result, index: results.length - 1, total };
    }
    throwFailed(results);
    return { openapi, tests: results, health };
  } finally {
    await scratch.close();
  }
}

/** One that the request contradicts may fail, which is shown; while it passes it holds like the others. */
const earlierResult = (result: ContractTestResult, earlier: EarlierTests | undefined): ContractTestResult =>
  ({ ...result, origin: result.status === "failed" && earlier?.contradicted.has(result.name) ? "contradicted" : "earlier" });

function throwFailed(results: readonly ContractTestResult[]): void {
  const failed = results.filter((result) => result.status === "failed" && result.origin !== "contradicted");
  const [first] = failed;
  if (!first) return;
  const more = failed.length > 1 ? ` (and ${failed.length - 1} more)` : "";
  const whose = first.origin === "derived" ? "A test of the platform" : first.origin === "earlier" ? "A contract test of the version before" : "A contract test";
  throw new AppError("generation_failed", `${whose} failed: "${first.name}": ${first.reason ?? "no reason given"}${more}. Nothing was deployed.`, { extensions: { tests: results } });
}
