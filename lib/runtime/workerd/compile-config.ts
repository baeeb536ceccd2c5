import { createHash } from "node:crypto";
import { AppError } from "#lib/errors.ts";
import { runConfined, type SandboxHost } from "../sandbox/run-confined.ts";
import { configText, LIBRARIES_MODULE } from "./config-text.ts";
import { harnessSources } from "./harness-sources.ts";
import { keptFile } from "./kept-file.ts";
import type { Libraries } from "./libraries.ts";
import type { WorkerdBinary } from "./workerd-binary.ts";

/** The binary config that a runtime with these libraries starts with, made with `workerd compile --config-only` and kept on disk by all that goes into it. */
export function createConfigCompiler(workerd: WorkerdBinary, cacheDirectory: string, host: SandboxHost): (libraries: Libraries) => Promise<Buffer> {
  const made = new Map<string, Promise<Buffer>>();
  return (libraries) => {
    const known = made.get(libraries.hash);
    if (known) return known;
    const key = createHash("sha256").update([workerd.version, harnessSources().hash, configText(), libraries.code].join("\0")).digest("hex");
    const config = keptFile(cacheDirectory, `${key}.bin`, () => compileConfig(configText(), libraries.code, workerd, host));
    made.set(libraries.hash, config);
    config.catch(() => made.delete(libraries.hash));
    return config;
  };
}

/** Throws `unavailable` with what workerd said when it refuses the text. */
export async function compileConfig(text: string, libraries: string, workerd: WorkerdBinary, host: SandboxHost): Promise<Buffer> {
  const modules = Object.fromEntries(harnessSources().modules.map(({ name, code }) => [name, code]));
  const result = await runConfined(
    {
      program: workerd.file,
      arguments: ["compile", "--config-only", "config.capnp"],
      files: { ...modules, [LIBRARIES_MODULE]: libraries, "config.capnp": text },
      limits: { dataBytes: 2 * 2 ** 30, fileSizeBytes: 16 << 20, openFiles: 128, cpuSeconds: 20 },
      timeoutMs: 20_000,
      maxMemoryBytes: 512 << 20,
      maxOutputBytes: 16 << 20,
    },
    host,
  );
  if (result.exitCode === 0 && result.stdout.length > 0) return result.stdout;
  throw new AppError("unavailable", "A runtime could not be prepared. Try again.", { cause: result.stderr });
}
