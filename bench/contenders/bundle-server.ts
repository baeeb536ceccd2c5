import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { rolldown } from "rolldown";
import type { SourceFiles } from "#lib/runtime/runtime.ts";

const FETCH = `(request) => app.fetch(request, { SECRETS: {}, CONSUMER: { id: "bench" } })`;
const READY = `() => console.log("listening")`;
const ENTRIES = {
  "Deno.serve": `import app from "./main.ts";
Deno.serve({ path: Deno.args[0], onListen: ${READY} }, ${FETCH});`,
  "@hono/node-server": `import { createAdaptorServer } from "@hono/node-server";
import app from "./main.ts";
createAdaptorServer({ fetch: ${FETCH} }).listen(process.argv[2], ${READY});`,
  "node:http": `import http from "node:http";
import { Readable } from "node:stream";
import app from "./main.ts";
const answer = ${FETCH};
http.createServer(async (incoming, outgoing) => {
  const hasBody = incoming.method !== "GET" && incoming.method !== "HEAD";
  const request = new Request(new URL(incoming.url, "http://" + incoming.headers.host), { method: incoming.method, headers: incoming.headers, ...(hasBody ? { body: Readable.toWeb(incoming), duplex: "half" } : {}) });
  const response = await answer(request);
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  if (response.body) Readable.fromWeb(response.body).pipe(outgoing);
  else outgoing.end();
}).listen(process.argv[2], ${READY});`,
};
/** What serves it. */
export type Adapter = keyof typeof ENTRIES;
const PREFIX = "/api-source/";
/** What our own bundles leave out too: so that the same code is compared. */
const LEFT_OUT: Record<string, string> = { "\0zod-locales": "export {};", "\0yaml": "export const stringify = () => {}; export default { stringify };" };

/** The generated API as a user would serve it without us: one minified file with a server around it. It listens on the Unix socket of its argument and has no data. */
export async function bundleServer(files: SourceFiles, adapter: Adapter, directory: string): Promise<string> {
  const sources: Record<string, string> = {
    ...files,
    "server.ts": ENTRIES[adapter],
    "api-creator.ts": readFileSync(path.join(import.meta.dirname, "../../lib/runtime/workerd/harness/api-creator.ts"), "utf8"),
  };
  const build = await rolldown({
    input: `${PREFIX}server.ts`,
    cwd: import.meta.dirname,
    platform: "node",
    treeshake: { moduleSideEffects: (id) => !id.includes("node_modules") },
    logLevel: "silent",
    plugins: [{
      name: "source",
      resolveId(specifier, importer) {
        if (specifier.startsWith(PREFIX)) return specifier;
        if (specifier === "api-creator") return `${PREFIX}api-creator.ts`;
        if (specifier.endsWith("locales/index.js")) return "\0zod-locales";
        if (specifier === "yaml") return "\0yaml";
        if (!importer?.startsWith(PREFIX)) return null;
        // Packages are found from here, not from the sources' made-up place.
        return specifier.startsWith(".") ? PREFIX + path.posix.normalize(specifier) : this.resolve(specifier, import.meta.filename, { skipSelf: true });
      },
      load: (id) => (id.startsWith(PREFIX) ? { code: sources[id.slice(PREFIX.length)] ?? "", moduleType: "ts" } : (LEFT_OUT[id] ?? null)),
    }],
  });
  mkdirSync(directory, { recursive: true });
  const file = path.join(directory, "server.mjs");
  await build.write({ file, format: "esm", minify: true, codeSplitting: false });
  return file;
}

/** It comes with another package: when that one drops it, twenty lines stand in. */
export function nodeAdapter(): Adapter {
  try {
    createRequire(import.meta.url).resolve("@hono/node-server");
    return "@hono/node-server";
  } catch {
    return "node:http";
  }
}
