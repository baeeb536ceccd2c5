import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import path from "node:path";
import { HARNESS_MODULES } from "./config-text.ts";

export interface HarnessSources {
  modules: { name: string; code: string }[];
  hash: string;
}

let cached: HarnessSources | undefined;

/** The harness as JavaScript: its TypeScript with the types stripped, under the same names. */
export function harnessSources(): HarnessSources {
  if (cached) return cached;
  const directory = path.join(import.meta.dirname, "harness");
  const modules = quietly(() => HARNESS_MODULES.map((name) => ({ name, code: stripTypeScriptTypes(readFileSync(path.join(directory, name), "utf8")) })));
  cached = { modules, hash: createHash("sha256").update(JSON.stringify(modules)).digest("hex").slice(0, 16) };
  return cached;
}

/** Node warns that stripping is experimental: the runner's own files are already loaded that way. */
function quietly<Result>(work: () => Result): Result {
  const warn = process.emitWarning;
  process.emitWarning = () => {};
  try {
    return work();
  } finally {
    process.emitWarning = warn;
  }
}
