import { type ChildProcessByStdio, spawn } from "node:child_process";
import { globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { descendants } from "../supabase/tests/process-tree.ts";
import { startTestCluster } from "../supabase/tests/test-cluster.ts";
import { failedFiles } from "./failed-files.ts";

/**
 * `npm test`: lint, types, then every test of the tree against one real Postgres, then the browser journeys against the built product.
 * `npm test -- lib/keys` runs the test files whose path contains the words, and nothing else. `npm run test:full` adds what takes minutes:
 * `*.full.test.ts`, one file at a time, the whole escape suite and the journeys marked @full.
 */
const words = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
const isFull = process.argv.includes("--full");
const results: { name: string; isPassed: boolean; isFlaky: boolean; seconds: number; output: string }[] = [];
let passed = 0;
let failed = 0;
/** More files than these that fail are no accident of a busy machine. */
const MOST_REPEATED = 3;
/** A step that takes longer hangs: ended, it tells with what. The long ones have as long as they take. */
const HANGS_AFTER_MS = 25 * 60_000;

async function step(name: string, command: string[], env: Record<string, string> = {}): Promise<boolean> {
  process.stdout.write(`\n── ${name}\n`);
  const startedAt = Date.now();
  const [file = "", ...args] = command;
  const child = spawn(file, args, { stdio: ["ignore", "pipe", "inherit"], env: { ...process.env, ...env } });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => {
    process.stdout.write(chunk);
    output = (output + chunk.toString()).slice(-100_000);
  });
  const hanging = isFull ? undefined : setTimeout(() => endHanging(child), HANGS_AFTER_MS);
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  clearTimeout(hanging);
  count(output);
  results.push({ name, isPassed: code === 0, isFlaky: /^ +\d+ flaky/m.test(output), seconds: (Date.now() - startedAt) / 1000, output });
  return code === 0;
}

function endHanging(child: ChildProcessByStdio<null, Readable, null>): void {
  for (const pid of [...descendants(child.pid ?? 0), child.pid ?? 0]) {
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
      process.kill(pid, "SIGKILL");
      process.stdout.write(`\nhangs, is ended: ${command.slice(-300)}`);
    } catch {
      // It has just ended by itself.
    }
  }
  // What was started by them and is in nobody's care any more may hold it open.
  child.stdout.destroy();
}

/** Files of which a test failed run once more, alone: what passes then is told as flaky at the end, with its failure, and is to be mended. */
async function nodeStep(name: string, options: string[], files: string[], env: Record<string, string> = {}): Promise<boolean> {
  const failedBefore = failed;
  if (await step(name, node(...options, ...files), env)) return true;
  const first = results.at(-1);
  const once = { passed, failed: failed - failedBefore };
  const again = failedFiles(first?.output ?? "", files);
  if (!first || again === null || again.length > MOST_REPEATED) return false;
  if (!(await step(`once more: ${again.join(", ")}`, node(...options, ...again), env))) return false;
  [passed, failed] = [once.passed + once.failed, failedBefore];
  first.isPassed = first.isFlaky = true;
  return true;
}

/** Adds up what node's test runner (`# pass 3` or `ℹ pass 3`) and Playwright (`3 passed`) say at their end. */
function count(output: string): void {
  const last = (pattern: RegExp) => Number([...output.matchAll(pattern)].at(-1)?.[1] ?? 0);
  passed += last(/^(?:#|ℹ) pass (\d+)/gm) + last(/^ +(\d+) passed/gm);
  failed += last(/^(?:#|ℹ) fail (\d+)/gm) + last(/^ +(\d+) failed/gm);
}

/** The failures as node's test summary (from `✖ `) or Playwright (`  1) `) print them, without its words about attachments; at most 4,000 characters. */
function whatFailed(output: string): string {
  const begin = output.search(/^(?:✖ | {2}1\) )/m);
  const lines = output.slice(begin < 0 ? -3000 : begin).split("\n");
  return lines.filter((line) => line.trim() !== "" && !/^ {4}(?:Error Context|attachment #|test-results\/|Usage:|─)|^ {8}npx playwright/.test(line)).join("\n").slice(0, 4000);
}

const nodeTest = (concurrency: number, timeoutMs: number) => ["--import", "./server/test-stays-open.ts", "--test", `--test-concurrency=${concurrency}`, `--test-timeout=${timeoutMs}`, "--test-reporter=dot", "--test-reporter-destination=stdout", "--test-reporter=./server/test-summary.ts", "--test-reporter-destination=stdout"];
const NODE_TEST = nodeTest(2, 300_000);
const NODE_LONG_TEST = nodeTest(1, 900_000);
const node = (...args: string[]) => [process.execPath, "--disable-warning=ExperimentalWarning", ...args];
const bin = (path: string, ...args: string[]) => node(join("node_modules", path), ...args);

const ALL = ["{app,bench,lib,server,supabase,components,e2e/fixtures}/**/*.test.ts"];
const named = (word: string) => [`{lib,server,supabase,e2e,bench}/**/*${word}*/**/*.test.ts`, word.endsWith(".test.ts") ? word : `{${word}*.test.ts,${word}/**/*.test.ts}`];
/** The long ones are chosen by `--full`, or by a word that says so. */
const isLong = (file: string) => file.endsWith(".full.test.ts");
const chosen = [...new Set(globSync(words.length > 0 ? words.flatMap(named) : ALL))].toSorted();

async function testFiles(): Promise<boolean> {
  const [short, long] = [chosen.filter((file) => !isLong(file)), chosen.filter((file) => isLong(file) && (isFull || words.some((word) => word.includes(".full"))))];
  if (short.length + long.length === 0) return step("no test file matches", ["false"]);
  const cluster = await startTestCluster();
  // What every sandbox prepares before its first runtime: once is enough.
  const cache = mkdtempSync(join(tmpdir(), "api-creator-cache-"));
  const env = { TEST_POSTGRES_URL: cluster.url, TEST_CACHE_DIR: cache };
  try {
    const isShortGreen = short.length === 0 || (await nodeStep("unit, database, RLS, runtime and route tests", NODE_TEST, short, env));
    return (long.length === 0 || (await nodeStep("tests that take minutes", NODE_LONG_TEST, long, env))) && isShortGreen;
  } finally {
    await cluster.stop();
    rmSync(cache, { recursive: true, force: true });
  }
}

async function journeys(): Promise<boolean> {
  const dataDir = mkdtempSync(join(tmpdir(), "api-creator-e2e-"));
  try {
    return await step("browser journeys against the built product", bin("@playwright/test/cli.js", "test", "--config", "e2e/playwright.config.ts", ...(isFull ? [] : ["--grep-invert", "@full"])), { E2E_DATA_DIR: dataDir });
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

const processFiles = (isLongWanted: boolean) => globSync("e2e/processes/*.test.ts").filter((file) => isLong(file) === isLongWanted);
const processes = () => nodeStep("the whole product, killed and restarted", NODE_TEST, processFiles(false));
const longProcesses = () => nodeStep("the whole product under load, killed for minutes", NODE_LONG_TEST, processFiles(true));
const escapes = () => step("the whole escape suite", node("server/escape-suite.ts", "--out", "/dev/null"));
const web = () => step("build of the web app", node("server/build-web-once.ts"));
const lint = () => step("lint", bin("oxlint/bin/oxlint", "--deny-warnings"));
const types = async () => (await step("route types", bin("next/dist/bin/next", "typegen"))) && step("types", bin("typescript/bin/tsc", "--noEmit"));

const steps = words.length > 0 ? [testFiles] : [lint, types, testFiles, ...(isFull ? [escapes] : []), web, processes, ...(isFull ? [longProcesses] : []), journeys];
for (const run of steps) await run();
const isGreen = results.every((result) => result.isPassed) && passed > 0;
process.stdout.write("\n");
// Once more at the very end: what keeps only the last of a log keeps what failed.
for (const { isPassed, isFlaky, output } of results) if (!isPassed || isFlaky) process.stdout.write(`${whatFailed(output)}\n\n`);
for (const { name, isPassed, isFlaky, seconds } of results) process.stdout.write(`${isFlaky ? "FLAKY " : isPassed ? "passed" : "FAILED"}  ${name} (${seconds.toFixed(0)} s)\n`);
process.stdout.write(`${passed} passed, ${isGreen ? 0 : Math.max(1, failed)} failed\n`);
process.exitCode = isGreen ? 0 : 1;
