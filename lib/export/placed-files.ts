import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const PROJECT = "lib/export/project";
/** The platform's own files that an export takes along, so that it behaves as the platform does: where they lie in it. */
const SHARED: Readonly<Record<string, string>> = {
  ...folder("lib/documents", "data", ["data-failure", "end-of-prefix", "field-name", "list-cursor", "parse-aggregate", "parse-fields", "parse-operation", "parse-where"]),
  ...folder("lib/generation", "test", ["describe-failure", "fill-captures", "match-reply", "run-contract-test"]),
  ...folder("lib/generation/derived-tests", "test", ["is-quick-pattern", "json-value", "reg-exp-of"]),
  "lib/generation/derived-tests/in-time.ts": "test/in-time.ts",
  "lib/cut-text.ts": "test/cut-text.ts",
  "lib/gateway/route-table.ts": "route-table.ts",
  "lib/versions/documented-operations.ts": "documented-operations.ts",
  "lib/runtime/workerd/harness/data.ts": "data/data-door.ts",
  "lib/runtime/workerd/harness/api-creator.ts": "api-creator.ts",
  "lib/runtime/guest/api-creator.d.ts": "types/api-creator.d.ts",
  // Of these only types are needed.
  ...Object.fromEntries(["lib/runtime/runtime.ts", "lib/runtime/host-ports.ts", "lib/versions/schema.ts", "lib/versions/edit-record.ts", "lib/db/gateway-db.ts", "lib/runtime/workerd/harness/console.ts", "lib/generation/derived-tests/check-reply.ts"].map((file) => [file, "types.ts"])),
};

let placed: ReadonlyMap<string, string> | undefined;

/** The adapter of every export: path in the zip → text. Read from the product's folder, in which every process runs. */
export function placedFiles(): ReadonlyMap<string, string> {
  return (placed ??= read());
}

function read(): Map<string, string> {
  const own = readdirSync(root(PROJECT), { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts")).map((name) => name.split(path.sep).join("/"));
  const places = new Map<string, string>([...Object.entries(SHARED), ...own.map((name): [string, string] => [`${PROJECT}/${name}`, name])].map(([from, to]) => [from, `adapter/${to}`]));
  const replaced = new Set(own.map((name) => `adapter/${name}`));
  const files = new Map<string, string>();
  for (const [from, to] of places) {
    if (!from.startsWith(`${PROJECT}/`) && replaced.has(to)) continue;
    files.set(to, withImports(readFileSync(root(from), "utf8"), from, to, places));
  }
  return files;
}

/** With each import of another file of ours as it lies in the zip. */
function withImports(text: string, from: string, to: string, places: ReadonlyMap<string, string>): string {
  return text.replace(/(\bfrom "|\bimport ")(#lib\/[^"]+|\.{1,2}\/[^"]+)(?=")/g, (_all, before: string, name: string) => {
    const file = name.startsWith("#lib/") ? name.slice(1) : path.posix.join(path.posix.dirname(from), name);
    const target = places.get(file);
    if (target === undefined) throw new Error(`${from} imports ${name}, which no export holds`);
    const relative = path.posix.relative(path.posix.dirname(to), target);
    return before + (relative.startsWith(".") ? relative : `./${relative}`);
  });
}

function folder(from: string, to: string, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [`${from}/${name}.ts`, `${to}/${name}.ts`]));
}

const root = (name: string): string => path.join(/*turbopackIgnore: true*/ process.cwd(), name);
