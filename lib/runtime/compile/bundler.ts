// Runs alone in the sandbox (see build.ts): files as JSON on standard input, the result as JSON on standard output.
// Parked with rolldown loaded until its input comes; holds the source to its rules, bundles it and exits. With `--libraries` it bundles what
// all APIs share instead.
import { rolldown, type Plugin, type RolldownBuild } from "rolldown";
import { mayImport, ownFile, refuseImport } from "./allowed-imports.ts";
import { ownSourceMap } from "./own-source-map.ts";
import { librariesEntry, sharedLibraryOf, SHARED_LIBRARIES } from "./shared-libraries.ts";
import { checkSourceRules } from "./source-rules.ts";

type Input = { files: Record<string, string>; entry: string };
type Finding = { file: string; line: number; column: number; rule: string; message: string };
type Output = { ok: true; bundle: string } | { ok: false; diagnostics: Finding[] };

/** Without the NUL of virtual modules: those have no place in a source map. */
const PREFIX = "/api-source/";
const LIBRARIES = "\0libraries";
const STUBS: Record<string, string> = {
  // 160 KB of messages in other languages, and a YAML writer that no generated API uses.
  "\0zod-locales": "export {};",
  "\0yaml": "export const stringify = () => { throw new Error('YAML is not available') }; export default { stringify };",
};

const findings: Finding[] = [];

const isShared = (name: string): boolean => name === "api-creator" || SHARED_LIBRARIES.some((shared) => shared === name);

function sourcePlugin({ files }: Input): Plugin {
  return {
    name: "source",
    async resolveId(specifier, importer) {
      if (specifier.startsWith(PREFIX)) return specifier;
      if (isShared(specifier)) return { id: specifier, external: true };
      if (!importer?.startsWith(PREFIX)) {
        const found = await this.resolve(specifier, importer, { skipSelf: true });
        const shared = found && sharedLibraryOf(found.id);
        return shared ? { id: shared, external: true } : found;
      }
      const file = importer.slice(PREFIX.length);
      const own = ownFile(specifier, files);
      if (own) return PREFIX + own;
      if (mayImport(specifier, files)) return null;
      findings.push({ file, line: 0, column: 0, rule: "import", message: refuseImport(specifier) });
      return { id: "\0missing", external: true };
    },
    load: (id) => (id.startsWith(PREFIX) ? { code: files[id.slice(PREFIX.length)] ?? "", moduleType: "ts" } : null),
  };
}

const librariesPlugin: Plugin = {
  name: "libraries",
  resolveId(specifier) {
    if (specifier === LIBRARIES) return specifier;
    if (specifier.endsWith("locales/index.js")) return "\0zod-locales";
    return specifier === "yaml" ? "\0yaml" : null;
  },
  load: (id) => (id === LIBRARIES ? librariesEntry() : (STUBS[id] ?? null)),
};

function open(input: string, plugin: Plugin): Promise<RolldownBuild> {
  return rolldown({
    input,
    // Where the packages are found from: /compile inside, this folder on a host without bubblewrap.
    cwd: import.meta.dirname,
    platform: "neutral",
    resolve: { mainFields: ["module", "main"], conditionNames: ["workerd", "worker", "import", "default"] },
    treeshake: { moduleSideEffects: (id) => !/node_modules[\\/](zod|hono|@hono|openapi3-ts|@asteasolutions)/.test(id) },
    plugins: [plugin],
    logLevel: "silent",
  });
}

/** The body of a function of `require`, `module` and `exports`: what a runtime that has the libraries can be given. */
async function bundle(input: Input): Promise<Output> {
  const build = await open(PREFIX + input.entry, sourcePlugin(input));
  const { output } = await build.generate({ format: "cjs", exports: "named", strict: true, minify: true, codeSplitting: false, sourcemap: "hidden" });
  if (findings.length > 0) return { ok: false, diagnostics: findings };
  const { code, map } = output[0];
  return { ok: true, bundle: map ? code + ownSourceMap(map, PREFIX) : code };
}

async function bundleLibraries(): Promise<Output> {
  const build = await open(LIBRARIES, librariesPlugin);
  const { output } = await build.generate({ format: "esm", minify: true, codeSplitting: false });
  return { ok: true, bundle: output[0].code };
}

function failure(error: unknown): Output {
  const text = error instanceof Error ? error.message : String(error);
  const readable = text.replaceAll(PREFIX, "").replace(/[^"\s]*node_modules\//g, "").replace(/\u001b\[[0-9;]*m/g, "").slice(0, 2000);
  return { ok: false, diagnostics: findings.length > 0 ? findings : [{ file: "main.ts", line: 0, column: 0, rule: "build", message: readable }] };
}

/** Bundles once while it is parked: the first build of a process takes twice as long as its second. */
async function warmUp(): Promise<void> {
  const main = 'import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi"; import { HTTPException } from "hono/http-exception"; import { cors } from "hono/cors"; export default [createRoute, new OpenAPIHono(), z, HTTPException, cors];';
  checkSourceRules({ "main.ts": main });
  await bundle({ files: { "main.ts": main }, entry: "main.ts" });
}

async function serve(text: string): Promise<Output> {
  try {
    const input = JSON.parse(text) as Input;
    const broken = checkSourceRules(input.files);
    return broken.length > 0 ? { ok: false, diagnostics: broken } : await bundle(input);
  } catch (error) {
    return failure(error);
  }
}

if (process.argv.includes("--warm-up")) await warmUp();
const chunks: Buffer[] = [];
for await (const chunk of process.stdin as AsyncIterable<Buffer>) chunks.push(chunk);
const result = process.argv.includes("--libraries") ? await bundleLibraries() : await serve(Buffer.concat(chunks).toString("utf8"));
process.stdout.write(JSON.stringify(result), () => process.exit(0));
