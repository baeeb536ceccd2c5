import { readFileSync } from "node:fs";
import path from "node:path";
import type { Manifest } from "./project/manifest.ts";
import { readme } from "./readme.ts";

/** The packages that an export needs, in the versions that its API was tested with. */
const PACKAGES = ["@hono/zod-openapi", "hono", "rolldown", "zod"] as const;
const NODE = "node --disable-warning=ExperimentalWarning --enable-source-maps";
/** As the platform's own sandbox has it. From 2026-08-04 Workers have Node's modules, two of which the adapter uses. */
const COMPATIBILITY_DATE = "2026-11-01";

/** The files of the project around the API: path → text. */
export function projectTexts(manifest: Manifest, slug: string): Record<string, string> {
  return {
    "README.md": readme(manifest),
    "package.json": json({
      name: slug, version: `${manifest.version}.0.0`, private: true, description: manifest.summary, type: "module", engines: { node: ">=22.18" },
      scripts: {
        start: `${NODE} adapter/node/start.ts`, test: `${NODE} adapter/node/run-tests.ts`, "add-key": `${NODE} adapter/node/add-key.ts`,
        "load-data": `${NODE} adapter/node/load-data.ts`, "build:worker": `${NODE} adapter/node/build-worker.ts`,
      },
      dependencies: packageVersions(),
    }),
    "tsconfig.json": json({
      compilerOptions: {
        target: "es2024", lib: ["es2024", "webworker"], module: "esnext", moduleResolution: "bundler", strict: true, noUncheckedIndexedAccess: true, noEmit: true, skipLibCheck: true,
        allowImportingTsExtensions: true, types: [], paths: { "api-creator": ["./adapter/types/api-creator.d.ts"] },
      },
      include: ["src"],
    }),
    "wrangler.jsonc": [
      "// npm run build:worker, then npx wrangler deploy. All data is in one Durable Object with SQLite storage.",
      json({
        name: slug, main: "dist/worker.js", no_bundle: true, compatibility_date: COMPATIBILITY_DATE,
        durable_objects: { bindings: [{ name: "STORE", class_name: "Store" }] }, migrations: [{ tag: "v1", new_sqlite_classes: ["Store"] }],
      }),
    ].join("\n"),
    "worker.ts": WORKER,
    ".env.example": envExample(manifest),
    ".gitignore": "node_modules/\n.build/\ndist/\nlocal/\n.env\n.dev.vars\n",
    "api.json": json(manifest),
  };
}

export const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

const WORKER = `import manifest from "./api.json";
import openapi from "./openapi.json";
import { createWorker } from "./adapter/worker/create-worker.ts";
import api from "./src/main.ts";

export { Store } from "./adapter/worker/store-object.ts";
export default createWorker(api, manifest, openapi);
`;

function envExample({ secretNames }: Manifest): string {
  return [
    "# Copy to .env. Where it listens, and where it keeps what it stores and the digests of its keys:",
    ...["# HOST=127.0.0.1", "# PORT=8787", "# DATA_FILE=local/data.sqlite", "# KEYS_FILE=local/keys.json"],
    ...["", "# More keys, as consumer:key pairs with commas between them; a key has at least 20 characters.", "# API_KEYS="],
    ...(secretNames.length > 0 ? ["", "# The API's secrets. Their values are not part of the export.", ...secretNames.map((name) => `${name}=`)] : []), "",
  ].join("\n");
}

let versions: Record<string, string> | undefined;

function packageVersions(): Record<string, string> {
  if (versions) return versions;
  const { dependencies } = JSON.parse(readFileSync(path.join(/*turbopackIgnore: true*/ process.cwd(), "package.json"), "utf8")) as { dependencies: Record<string, string> };
  return (versions = Object.fromEntries(PACKAGES.map((name) => [name, dependencies[name] ?? "*"])));
}
