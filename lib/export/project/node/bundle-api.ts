import { existsSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { rolldown, type Plugin } from "rolldown";
import type { Api } from "../call-api.ts";
import { ROOT } from "./settings.ts";

const SOURCE = path.join(ROOT, "src");
const LIBRARY = path.join(ROOT, "adapter/api-creator.ts");

/** Makes one module of the API's files, so that types and imports may be written in every way that TypeScript has, and loads it. */
export async function loadApi(): Promise<Api> {
  const file = path.join(ROOT, ".build/api.mjs");
  // The API and the adapter share one class of DataError: `api-creator` stays a module of its own.
  const build = await rolldown({ input: path.join(SOURCE, "main.ts"), cwd: ROOT, platform: "node", plugins: [ownFiles({ id: pathToFileURL(LIBRARY).href, external: true })], logLevel: "warn" });
  await build.write({ file, format: "esm", sourcemap: true, codeSplitting: false });
  await build.close();
  const { default: api } = (await import(`${pathToFileURL(file).href}?${Date.now()}`)) as { default?: Api };
  if (typeof api?.fetch !== "function") throw new Error("src/main.ts has no default export with a fetch function: end it with `export default app`.");
  return api;
}

/** Makes one file of the Worker and everything that it needs. */
export async function bundleWorker(): Promise<string> {
  const file = path.join(ROOT, "dist/worker.js");
  const build = await rolldown({
    input: path.join(ROOT, "worker.ts"), cwd: ROOT, platform: "neutral", external: /^(node|cloudflare):/,
    resolve: { mainFields: ["module", "main"], conditionNames: ["workerd", "worker", "import", "default"] },
    plugins: [ownFiles({ id: LIBRARY })], logLevel: "warn",
  });
  await build.write({ file, format: "esm", minify: true, codeSplitting: false });
  await build.close();
  return file;
}

const ownFiles = (library: { id: string; external?: boolean }): Plugin => ({
  name: "own-files",
  resolveId(specifier, importer) {
    if (specifier === "api-creator") return library;
    const [, name] = /^\.\/([A-Za-z0-9_-]+)(?:\.ts|\.js)?$/.exec(specifier) ?? [];
    const isOwn = importer?.startsWith(SOURCE + path.sep) === true;
    if (isOwn && name === undefined && library.external) return { id: specifier, external: true };
    const own = isOwn && name !== undefined ? path.join(SOURCE, `${name}.ts`) : null;
    return own !== null && existsSync(own) ? own : null;
  },
});
