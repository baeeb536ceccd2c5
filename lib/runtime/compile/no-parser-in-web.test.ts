import assert from "node:assert/strict";
import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";

const root = path.join(import.meta.dirname, "../../..");
const PARSERS = /^(rolldown|oxc-parser|@oxc-[a-z-]+|typescript|@swc|@babel|acorn|esbuild|espree)(\/|$)/;

/** What a file imports when it runs: types are erased. */
function importsOf(file: string): string[] {
  const source = readFileSync(file, "utf8").replace(/^(import|export) type [^;]*;/gm, "");
  return [...source.matchAll(/(?:^|[;\s])(?:import|export)\s[^;"']*?from\s*["']([^"']+)["']|(?:^|[;\s])import\s*\(?\s*["']([^"']+)["']/g)].flatMap(([, from, bare]) => from ?? bare ?? []);
}
function fileOf(specifier: string, importer: string): string | null {
  if (specifier.startsWith(".")) return path.join(path.dirname(importer), specifier);
  return /^#(lib|server|components)\//.test(specifier) ? path.join(root, specifier.slice(1)) : null;
}

/** Every file that runs when these do, with the packages that it imports. */
function reachable(entries: string[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  const waiting = [...entries];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    // A name in a text that is written elsewhere is no file here.
    if (found.has(file) || !/\.tsx?$/.test(file) || !existsSync(file)) continue;
    const imports = importsOf(file);
    found.set(file, imports.filter((specifier) => fileOf(specifier, file) === null));
    waiting.push(...imports.flatMap((specifier) => fileOf(specifier, file) ?? []));
  }
  return found;
}

test("web and the generation import no parser of source: hostile code is read in the sandbox only", () => {
  const entries = globSync(["lib/generation/**/*.ts", "lib/deps.ts", "lib/rest/**/*.ts", "app/**/*.{ts,tsx}", "server/web.ts", "server/gateway.ts"], { cwd: root })
    .filter((name) => !name.endsWith(".test.ts")).map((name) => path.join(root, name));
  const files = reachable(entries);
  assert.ok(files.size > 100, String(files.size));
  assert.deepEqual([...files].filter(([, packages]) => packages.some((name) => PARSERS.test(name))).map(([file]) => path.relative(root, file)), []);
});

test("the twin: the runner's bundler does import one, and is found", () => {
  const files = reachable([path.join(root, "lib/runtime/compile/bundler.ts")]);
  assert.ok([...files.values()].some((packages) => packages.some((name) => PARSERS.test(name))));
});
