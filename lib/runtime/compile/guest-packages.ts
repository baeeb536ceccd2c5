import { existsSync, realpathSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import type { Mount } from "../sandbox/bubblewrap-arguments.ts";
import { readableCopy } from "../sandbox/readable-copy.ts";

/** What generated code may import, and what that needs. */
export const GUEST_PACKAGES = ["hono", "zod", "@hono/zod-openapi", "@hono/zod-validator", "@asteasolutions/zod-to-openapi", "openapi3-ts", "yaml"] as const;

/** Directory of an installed package, seen from this file. */
export function packageDirectory(name: string, from: string = import.meta.url): string {
  for (const base of createRequire(from).resolve.paths(name) ?? []) {
    const directory = path.join(base, name);
    if (existsSync(path.join(directory, "package.json"))) return realpathSync(directory);
  }
  throw new Error(`The package ${name} is not installed. Run npm install.`);
}

/** Mounts that show packages under /node_modules inside, readable by a sandboxed uid. */
export function packageMounts(names: readonly string[], needsOtherUid: boolean): Mount[] {
  return names.map((name) => ({ from: readableCopy(packageDirectory(name), needsOtherUid), to: `/node_modules/${name}` }));
}
