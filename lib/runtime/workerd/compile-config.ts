import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { AppError } from "#lib/errors.ts";
import { runConfined, type SandboxHost } from "../sandbox/run-confined.ts";
import { API_MODULE, configText } from "./config-text.ts";
import { harnessSources } from "./harness-sources.ts";
import type { WorkerdBinary } from "./workerd-binary.ts";

export interface ConfigCompiler {
  /** The binary config of an API, its code embedded: what a parked process reads. */
  compile(bundle: string, secretNames: readonly string[]): Promise<Buffer>;
}

const MAX_KEPT = 1000;

/** Compiles with `workerd compile --config-only` and keeps the result on disk by everything that goes into it. */
export function createConfigCompiler(workerd: WorkerdBinary, cacheDirectory: string, host: SandboxHost): ConfigCompiler {
  void prune(cacheDirectory).catch(() => {});
  return {
    async compile(bundle, secretNames) {
      const harness = harnessSources();
      const text = configText(secretNames);
      const key = createHash("sha256").update(`${workerd.version}\0${harness.hash}\0${text}\0${bundle}`).digest("hex");
      const file = path.join(cacheDirectory, `${key}.bin`);
      const kept = await readFile(file).catch(() => null);
      if (kept) return kept;
      const files = { ...Object.fromEntries(harness.modules.map(({ name, code }) => [name, code])), [API_MODULE]: bundle, "config.capnp": text };
      const result = await runConfined(
        {
          program: workerd.file,
          arguments: ["compile", "--config-only", "config.capnp"],
          files,
          limits: { dataBytes: 2 << 30, fileSizeBytes: 16 << 20, openFiles: 128, cpuSeconds: 20 },
          timeoutMs: 20_000,
          maxMemoryBytes: 512 << 20,
          maxOutputBytes: 16 << 20,
        },
        host,
      );
      if (result.exitCode !== 0 || result.stdout.length === 0) throw new AppError("bad_gateway", "The runtime can't read this bundle.", { cause: result.stderr });
      await keep(file, result.stdout).catch(() => {});
      return result.stdout;
    },
  };
}

async function keep(file: string, config: Buffer): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const half = `${file}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  await writeFile(half, config);
  await rename(half, file);
}

/** Forgets the oldest configs, once per start: a config that is needed again is compiled again. */
async function prune(directory: string): Promise<void> {
  const names = await readdir(directory);
  if (names.length <= MAX_KEPT) return;
  const files = await Promise.all(names.map(async (name) => ({ file: path.join(directory, name), at: (await stat(path.join(directory, name))).mtimeMs })));
  const oldest = files.sort((a, b) => a.at - b.at).slice(0, names.length - MAX_KEPT);
  await Promise.all(oldest.map(({ file }) => rm(file, { force: true })));
}
