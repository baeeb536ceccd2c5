import { AppError } from "#lib/errors.ts";
import type { RunnerHealth, RuntimeBackend } from "#lib/runtime/runtime.ts";
import type { ContractTest, ContractTestResult } from "#lib/versions/schema.ts";
import { checkOpenApi, type OpenApiDocument } from "./check-openapi.ts";
import type { GenerationEvent } from "./events.ts";
import { runContractTest } from "./run-contract-test.ts";

export interface Tested {
  openapi: OpenApiDocument;
  tests: ContractTestResult[];
  health: RunnerHealth;
}

/**
 * Boots the bundle in the sandbox that it will live in, on scratch data, takes its OpenAPI document and runs every contract test, one
 * event each. Throws `generation_failed` with the first failing test's words; every result is in `tests`.
 */
export async function* contractTest(
  bundle: string, tests: readonly ContractTest[], runtime: Pick<RuntimeBackend, "openScratch" | "health">, signal: AbortSignal,
): AsyncGenerator<GenerationEvent, Tested> {
  const [scratch, health] = await Promise.all([runtime.openScratch(bundle), runtime.health()]);
  try {
    const openapi = await checkOpenApi(tests, scratch);
    const results: ContractTestResult[] = [];
    for (const [index, test] of tests.entries()) {
      signal.throwIfAborted();
      const result = await runContractTest(test, scratch);
      results.push(result);
      yield { type: "test", result, index, total: tests.length };
    }
    const failed = results.filter((result) => result.status === "failed");
    const [first] = failed;
    if (first) {
      const more = failed.length > 1 ? ` (and ${failed.length - 1} more)` : "";
      throw new AppError("generation_failed", `A contract test failed: "${first.name}": ${first.reason ?? "no reason given"}${more}. Nothing was deployed.`, { extensions: { tests: results } });
    }
    return { openapi, tests: results, health };
  } finally {
    await scratch.close();
  }
}
