import type { RuntimeBackend, SourceFiles } from "#lib/runtime/runtime.ts";
import { throwFindings } from "./check.ts";

export interface Built {
  bundle: string;
  sizeBytes: number;
}

/** What the bundler says; every other finding is of a rule. */
const OF_THE_BUNDLER = new Set(["build", "size"]);

/** One ESM module out of the sources, held to the rules first. Throws `generation_failed` with the findings. */
export async function buildBundle(files: SourceFiles, runtime: Pick<RuntimeBackend, "build">): Promise<Built> {
  const result = await runtime.build(files);
  if (result.ok) return { bundle: result.bundle, sizeBytes: result.sizeBytes };
  const diagnostics = result.diagnostics.length > 0 ? result.diagnostics : [{ file: "main.ts", line: 0, column: 0, rule: "build", message: "the bundler gave no reason" }];
  throwFindings("The code broke a rule of generated APIs", diagnostics.filter(({ rule }) => !OF_THE_BUNDLER.has(rule)));
  throwFindings("The code could not be bundled", diagnostics);
  throw new Error("unreachable: findings were thrown");
}
