// Runs alone in the sandbox (see build.ts): files as JSON on standard input, the result as JSON on standard output.
// Parked with rolldown loaded until its input comes; holds the source to its rules, bundles it and exits.
import { rolldown, type Plugin } from "rolldown";
import { mayImport, ownFile, refuseImport } from "./allowed-imports.ts";
import { checkSourceRules } from "./source-rules.ts";

type Input = { files: Record<string, string>; entry: string };
type Finding = { file: string; line: number; column: number; rule: string; message: string };
type Output = { ok: true; bundle: string } | { ok: false; diagnostics: Finding[] };

const PREFIX = "\0source/";
const STUBS: Record<string, string> = {
  // 160 KB of messages in other languages, and a YAML writer that no generated API uses.
  "\0zod-locales": "export {};",
  "\0yaml": "export const stringify = () => { throw new Error('YAML is not available') }; export default { stringify };",
};

const findings: Finding[] = [];

function sourcePlugin({ files }: Input): Plugin {
  return {
    name: "source",
    resolveId(specifier, importer) {
      if (specifier.startsWith(PREFIX)) return specifier;
      if (!importer?.startsWith(PREFIX)) {
        if (specifier.endsWith("locales/index.js")) return "\0zod-locales";
        return specifier === "yaml" ? "\0yaml" : null;
      }
      const file = importer.slice(PREFIX.length);
      if (specifier === "api-creator") return { id: "./api-creator.ts", external: true };
      const own = ownFile(specifier, files);
      if (own) return PREFIX + own;
      if (mayImport(specifier, files)) return null;
      findings.push({ file, line: 0, column: 0, rule: "import", message: refuseImport(specifier) });
      return { id: "\0missing", external: true };
    },
    load(id) {
      if (id.startsWith(PREFIX)) return { code: files[id.slice(PREFIX.length)] ?? "", moduleType: "ts" };
      return STUBS[id] ?? null;
    },
  };
}

async function bundle(input: Input): Promise<Output> {
  const build = await rolldown({
    input: PREFIX + input.entry,
    // Where the packages are found from: /compile inside, this folder on a host without bubblewrap.
    cwd: import.meta.dirname,
    platform: "neutral",
    resolve: { mainFields: ["module", "main"], conditionNames: ["workerd", "worker", "import", "default"] },
    treeshake: { moduleSideEffects: (id) => !/node_modules[\\/](zod|hono|@hono|openapi3-ts|@asteasolutions)/.test(id) },
    plugins: [sourcePlugin(input)],
    logLevel: "silent",
  });
  const { output } = await build.generate({ format: "esm", minify: true, codeSplitting: false });
  if (findings.length > 0) return { ok: false, diagnostics: findings };
  return { ok: true, bundle: output[0].code };
}

function failure(error: unknown): Output {
  const text = error instanceof Error ? error.message : String(error);
  const readable = text.replaceAll(PREFIX, "").replaceAll("\\0source/", "").replace(/[^"\s]*node_modules\//g, "").replace(/\u001b\[[0-9;]*m/g, "").slice(0, 2000);
  return { ok: false, diagnostics: findings.length > 0 ? findings : [{ file: "main.ts", line: 0, column: 0, rule: "build", message: readable }] };
}

const chunks: Buffer[] = [];
process.stdin.on("data", (chunk: Buffer) => chunks.push(chunk));
process.stdin.on("end", async () => {
  let result: Output;
  try {
    const input = JSON.parse(Buffer.concat(chunks).toString("utf8")) as Input;
    const broken = checkSourceRules(input.files);
    result = broken.length > 0 ? { ok: false, diagnostics: broken } : await bundle(input);
  } catch (error) {
    result = failure(error);
  }
  process.stdout.write(JSON.stringify(result), () => process.exit(0));
});
