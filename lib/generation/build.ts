import type { RuntimeBackend, SourceFiles } from "#lib/runtime/runtime.ts";
import { throwFindings } from "./check.ts";

export interface Built {
  bundle: string;
  sizeBytes: number;
}

/** One ESM module out of the sources. Throws `generation_failed` with the bundler's findings. */
export async function buildBundle(files: SourceFiles, runtime: Pick<RuntimeBackend, "build">): Promise<Built> {
  const result = await runtime.build(files);
  if (result.ok) return { bundle: result.bundle, sizeBytes: result.sizeBytes };
  const diagnostics = result.diagnostics.length > 0 ? result.diagnostics : [{ file: "main.ts", line: 0, column: 0, rule: "build", message: "the bundler gave no reason" }];
  throwFindings("The code could not be bundled", diagnostics);
  throw new Error("unreachable: findings were thrown");
}
