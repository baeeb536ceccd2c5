import { readFileSync } from "node:fs";
import { join } from "node:path";

const cache = new Map<string, string>();

/** The source of a blueprint. Read from the product's folder, in which every process runs: a bundler moves modules, not this file. */
export function readSource(id: string): string {
  const known = cache.get(id);
  if (known !== undefined) return known;
  const source = readFileSync(join(process.cwd(), "lib", "blueprints", id, "api.ts"), "utf8");
  cache.set(id, source);
  return source;
}
