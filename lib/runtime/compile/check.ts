import { createRequire } from "node:module";
import path from "node:path";
import { AppError } from "#lib/errors.ts";
import type { Diagnostic, SourceFiles } from "../runtime.ts";
import { readableCopy } from "../sandbox/readable-copy.ts";
import { type ConfinedResult, runConfined, type SandboxHost } from "../sandbox/run-confined.ts";
import { GUEST_PACKAGES, packageMounts } from "./guest-packages.ts";
import { refuseSource } from "./source-names.ts";
import { isStarved, SECOND_CHANCE, tooBusy } from "./starved.ts";

export const CHECK_LIMITS = { timeoutMs: 15_000, maxMemoryBytes: 1024 << 20 };

const COMPILER_OPTIONS = {
  ...{ target: "es2024", lib: ["es2024", "webworker"], module: "esnext", moduleResolution: "bundler", types: [] },
  ...{ strict: true, noUncheckedIndexedAccess: true, noEmit: true, skipLibCheck: true, allowImportingTsExtensions: true },
};

/**
 * Type-checks the files with TypeScript's native compiler: a fresh process in the sandbox over a tree that holds these files and the types
 * that they may import, so that no import, reference or source map can reach a host file. Hostile types are stopped by time and memory.
 */
export async function checkTypes(files: SourceFiles, host: SandboxHost, limits = CHECK_LIMITS): Promise<Diagnostic[]> {
  const refused = refuseSource(files);
  if (refused.length > 0) return refused;
  const needsOtherUid = host.sandbox.firstUid !== null;
  const compiler = readableCopy(compilerDirectory(), needsOtherUid);
  const run = (timeoutMs: number) => runConfined(
    {
      program: path.join(compiler, "tsc"),
      programInside: "/compiler/tsc",
      proc: true,
      // Builds run beside it: one thread and no garbage collection below the limit take a third less CPU time.
      arguments: ["-p", "tsconfig.json", "--pretty", "false", "--singleThreaded"],
      files: { ...files, "tsconfig.json": JSON.stringify({ compilerOptions: COMPILER_OPTIONS, files: Object.keys(files) }) },
      mounts: [
        { from: compiler, to: "/compiler" },
        ...packageMounts(GUEST_PACKAGES, needsOtherUid),
        { from: readableCopy(path.join(import.meta.dirname, "../guest/api-creator.d.ts"), needsOtherUid), to: "/node_modules/api-creator/index.d.ts" },
      ],
      environment: { GOMEMLIMIT: "700MiB", GOGC: "off" },
      limits: { dataBytes: 4 * 2 ** 30, fileSizeBytes: 1 << 20, openFiles: 1024, cpuSeconds: 30 },
      ...limits,
      timeoutMs,
      maxOutputBytes: 1 << 20,
    },
    host,
  );
  const hadNoTime = ({ stopped, cpuMs }: ConfinedResult): boolean => stopped === "time" && isStarved(cpuMs, limits.timeoutMs);
  const first = await run(limits.timeoutMs);
  const result = hadNoTime(first) ? await run(limits.timeoutMs * SECOND_CHANCE) : first;
  if (hadNoTime(result)) throw tooBusy();
  if (result.stopped) return [{ file: "main.ts", line: 0, column: 0, rule: "types", message: STOPPED[result.stopped] }];
  const diagnostics = parseDiagnostics(result.stdout.toString("utf8"));
  if (result.exitCode !== 0 && diagnostics.length === 0) {
    throw new AppError("unavailable", "The type checker did not run. Try again.", { cause: result.stderr || result.stdout.toString("utf8") });
  }
  return diagnostics;
}

const STOPPED = {
  time: "The types take too long to check. Use simpler types.",
  memory: "The types take too much memory to check. Use simpler types.",
  output: "There are too many type errors to show.",
};
const MAX_DIAGNOSTICS = 50;

/** `main.ts(3,7): error TS2322: …`, with indented lines that explain. */
export function parseDiagnostics(output: string): Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const match of output.matchAll(/^(?:(.+?)\((\d+),(\d+)\): )?error (TS\d+): (.*(?:\n +.*)*)/gm)) {
    const [, file, line, column, rule, message] = match;
    found.push({ file: file ?? "main.ts", line: Number(line ?? 0), column: Number(column ?? 0), rule: rule ?? "types", message: (message ?? "").trim() });
  }
  return found.slice(0, MAX_DIAGNOSTICS);
}

/** The native compiler and its library files, from the package of this platform. */
function compilerDirectory(): string {
  const typescript = createRequire(import.meta.url).resolve("typescript/package.json");
  const platform = createRequire(typescript).resolve(`@typescript/typescript-${process.platform}-${process.arch}/package.json`);
  return path.join(path.dirname(platform), "lib");
}
