import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { compressStatic } from "./compress-static.ts";
import { hintCompile } from "./hint-compile.ts";

const SOURCES = ["app", "components", "lib", "public", "next.config.ts", "postcss.config.mjs", "proxy.ts", "instrumentation.ts", "instrumentation-client.ts", "package-lock.json", "tsconfig.json"];
const MARKER = ".next/source-hash";

/** Builds the web app when its sources changed since the last build. Throws with the compiler's words. */
export async function buildWebIfChanged(say: (text: string) => void): Promise<void> {
  const wanted = hashOf(SOURCES);
  if (existsSync(MARKER) && readFileSync(MARKER, "utf8") === wanted) return;
  say("  web: building (about a minute the first time) …");
  const startedAt = Date.now();
  const child = spawn(process.execPath, ["node_modules/next/dist/bin/next", "build"], { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, NODE_ENV: "production" } });
  let output = "";
  const keep = (chunk: Buffer) => {
    output = (output + chunk.toString()).slice(-20_000);
  };
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  const ticker = setInterval(() => say(`  web: building, ${Math.round((Date.now() - startedAt) / 1000)} s …`), 15_000);
  const code = await new Promise<number | null>((resolve) => child.once("exit", resolve));
  clearInterval(ticker);
  if (code !== 0) throw new Error(`The web app did not build:\n${output}`);
  hintCompile(".next/static/chunks");
  await compressStatic(".next/static");
  writeFileSync(MARKER, wanted);
  say(`  web: built in ${Math.round((Date.now() - startedAt) / 1000)} s`);
}

function hashOf(paths: string[]): string {
  const hash = createHash("sha256");
  const visit = (path: string) => {
    if (!existsSync(path)) return;
    if (statSync(path).isDirectory()) {
      for (const name of readdirSync(path).sort()) visit(join(path, name));
    } else if (!path.endsWith(".test.ts")) hash.update(path).update("\0").update(readFileSync(path)).update("\0");
  };
  for (const path of paths) visit(path);
  return hash.digest("hex");
}
