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

/** A compiled config with a place for code of up to `size` bytes. */
interface Template {
  config: Buffer;
  offset: number;
  size: number;
}

const MAX_KEPT = 1000;
const MAX_IN_MEMORY = 32;
const SIZE_STEP = 64 << 10;
const MARKER = "/* the code of the API goes here: 5f1c7d0e9b6a4f3c */";

/**
 * Compiles a config with `workerd compile --config-only` once for all code of about the same size, and copies the code into it: a text of
 * the binary has a fixed length, the rest of which is spaces. Compiled templates are kept on disk by everything that goes into them.
 */
export function createConfigCompiler(workerd: WorkerdBinary, cacheDirectory: string, host: SandboxHost): ConfigCompiler {
  void prune(cacheDirectory).catch(() => {});
  const templates = new Map<string, Promise<Template>>();
  const templateOf = (size: number, secretNames: readonly string[]): Promise<Template> => {
    const text = configText(secretNames);
    const key = createHash("sha256").update(`${workerd.version}\0${harnessSources().hash}\0${text}\0${MARKER}${size}`).digest("hex");
    const known = templates.get(key);
    if (known) return known;
    const made = openTemplate(path.join(cacheDirectory, `${key}.bin`), text, size, workerd, host);
    templates.set(key, made);
    made.catch(() => templates.delete(key));
    const [oldest] = templates.keys();
    if (templates.size > MAX_IN_MEMORY && oldest !== undefined) templates.delete(oldest);
    return made;
  };
  return {
    async compile(bundle, secretNames) {
      const code = Buffer.from(bundle);
      const { config, offset, size } = await templateOf(Math.ceil((code.length + 1) / SIZE_STEP) * SIZE_STEP, secretNames);
      const filled = Buffer.from(config).fill(" ", offset, offset + size);
      code.copy(filled, offset);
      return filled;
    },
  };
}

async function openTemplate(file: string, text: string, size: number, workerd: WorkerdBinary, host: SandboxHost): Promise<Template> {
  const kept = await readFile(file).catch(() => null);
  const known = kept && findPlace(kept, size);
  if (known) return known;
  const modules = Object.fromEntries(harnessSources().modules.map(({ name, code }) => [name, code]));
  const result = await runConfined(
    {
      program: workerd.file,
      arguments: ["compile", "--config-only", "config.capnp"],
      files: { ...modules, [API_MODULE]: MARKER.padEnd(size), "config.capnp": text },
      limits: { dataBytes: 2 * 2 ** 30, fileSizeBytes: 16 << 20, openFiles: 128, cpuSeconds: 20 },
      timeoutMs: 20_000,
      maxMemoryBytes: 512 << 20,
      maxOutputBytes: 16 << 20,
    },
    host,
  );
  const template = result.exitCode === 0 ? findPlace(result.stdout, size) : null;
  if (!template) throw new AppError("unavailable", "A runtime could not be prepared. Try again.", { cause: result.stderr || "the config has no place for the code" });
  await keep(file, result.stdout).catch(() => {});
  return template;
}

/** Null unless the code's place is there once, as long as it was made, and ended by the text's NUL. */
function findPlace(config: Buffer, size: number): Template | null {
  const offset = config.indexOf(MARKER);
  const isWhole = offset >= 0 && config.indexOf(MARKER, offset + 1) < 0 && config.subarray(offset, offset + size).equals(Buffer.from(MARKER.padEnd(size))) && config[offset + size] === 0;
  return isWhole ? { config, offset, size } : null;
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
