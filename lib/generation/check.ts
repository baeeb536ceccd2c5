import { AppError } from "#lib/errors.ts";
import type { Diagnostic, RuntimeBackend, SourceFiles } from "#lib/runtime/runtime.ts";

/** Throws `generation_failed` with every finding of the type checker in `diagnostics`. */
export async function checkSource(files: SourceFiles, runtime: Pick<RuntimeBackend, "check">): Promise<void> {
  throwFindings("The code did not pass the type check", await runtime.check(files));
}

/** Nothing when there are no findings. The first one is put in words. */
export function throwFindings(what: string, diagnostics: Diagnostic[]): void {
  const [first] = diagnostics;
  if (!first) return;
  const more = diagnostics.length > 1 ? ` (and ${diagnostics.length - 1} more)` : "";
  const lastLine = first.message.split("\n").at(-1)?.trim().replace(/\.$/, "") ?? first.message;
  throw new AppError("generation_failed", `${what}: ${first.file}:${first.line} ${lastLine}${more}. Nothing was deployed.`, { extensions: { diagnostics } });
}
