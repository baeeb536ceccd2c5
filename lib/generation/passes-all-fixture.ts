import assert from "node:assert/strict";
import type { TestSandbox } from "../../supabase/tests/test-sandbox.ts";
import { buildBundle } from "./build.ts";
import { checkSource } from "./check.ts";
import { contractTest } from "./contract-test.ts";
import type { GeneratedApi } from "./parse.ts";

/** An API passes types, build, every contract test and the platform's own tests. */
export async function assertPassesAll({ files, contractTests }: Pick<GeneratedApi, "files" | "contractTests">, { backend }: TestSandbox): Promise<void> {
  await checkSource(files, backend);
  const { bundle } = await buildBundle(files, backend);
  const failures: string[] = [];
  for await (const event of contractTest(bundle, contractTests, backend, new AbortController().signal)) {
    if (event.type === "test" && event.result.status === "failed") failures.push(`${event.result.name} [${event.result.step}]: ${event.result.reason ?? ""}`);
  }
  assert.deepEqual(failures, []);
}
