import { watch } from "node:fs";
import { join, resolve } from "node:path";
import { publicUrl, readEnv, required } from "#lib/env.ts";
import { apiOriginOf } from "#lib/http/api-origin.ts";
import { corsOriginsOf } from "#lib/http/cors.ts";
import { createLog } from "#lib/log.ts";
import { buildWebIfChanged } from "./build-web.ts";
import { type Claim, claimDataDir } from "./claim-data-dir.ts";
import { announce } from "./announce.ts";
import { portIsFree } from "./port-is-free.ts";
import { envOfProcess } from "./env-of-process.ts";
import { checkRole } from "./check-role.ts";
import { makeRunDir, shareRunDir } from "./run-dir.ts";
import type { ChildMessage } from "./child.ts";
import { isTerminalGone } from "./is-terminal-gone.ts";
import { type LauncherControl, serveLauncherControl } from "./launcher-control.ts";
import { createRoller, ROLLED, type RolledName, type Roller } from "./roll.ts";
import { type SupervisedChild, supervise } from "./supervise.ts";

/** The launcher: starts, watches, restarts and drains supabase (embedded), runner, gateway and web. */
const startedAt = Date.now();
const isDev = process.argv.includes("--dev");
const env = readEnv();
const log = createLog("start", env.LOG_LEVEL, (line) => process.stderr.write(line));
const say = (text: string) => process.stderr.write(`${text}\n`);

const started: { child: SupervisedChild; graceMs: number }[] = [];
let claim: Claim | undefined;
let control: LauncherControl | undefined;
let roller: Roller | undefined;
let isStopping = false;
/** Whether this machine's share has that process. */
const runs = (name: RolledName): boolean => env.ROLE === "all" || env.ROLE === name;
/** What the runner found. */
let tier = "";

async function start(): Promise<void> {
  const dataDir = resolve(env.DATA_DIR);
  claim = await claimDataDir(dataDir, env.PORT, say);
  checkRole(env);
  // Words now instead of a process that does not start.
  apiOriginOf({ publicUrl: publicUrl(env), apiOrigin: env.API_ORIGIN });
  corsOriginsOf(env.CORS_ORIGINS);
  if (runs("gateway") && !(await portIsFree(env.HOST, env.PORT))) {
    throw new Error(`Port ${env.PORT} on ${env.HOST} is taken by another program. Stop it, or choose another port: PORT=${env.PORT + 1} npm start`);
  }
  const runDir = env.ROLE === "all" || env.ROLE === "web" ? makeRunDir(dataDir) : shareRunDir(required(env.RUN_DIR, "RUN_DIR"));
  const base: Record<string, string | undefined> = { ...process.env, DATA_DIR: dataDir, RUN_DIR: runDir, PUBLIC_URL: publicUrl(env), NODE_ENV: isDev ? "development" : "production" };

  say(`API Creator ${isDev ? "(development) " : ""}starts …`);
  const [supabaseEnv] = await Promise.all([startSupabase(base), isDev || !runs("web") ? undefined : buildWebIfChanged(say)]);
  if (isStopping) return;
  // A pepper or encryption key of the environment comes before the one that the embedded default made.
  const childEnv = { ...base, ...supabaseEnv, ...(env.KEY_PEPPER && { KEY_PEPPER: env.KEY_PEPPER }), ...(env.ENCRYPTION_KEY && { ENCRYPTION_KEY: env.ENCRYPTION_KEY }) };
  const run = async (name: string, graceMs: number, extra: string[] = []) => {
    const child = await supervise({
      name, script: `server/${name}.ts`, args: extra, env: envOfProcess(name, childEnv), log, onFailed: fatal, onProcess: (key, pid) => claim?.noteChild(key, pid), onReady: (message) => void (tier = String(message["tier"] ?? tier)),
      handsOverSocket: name === "gateway" || (name === "web" && env.WEB_LISTEN !== undefined) || (name === "runner" && env.RUNNER_LISTEN !== undefined), endsBeforeNext: name === "runner",
    });
    started.unshift({ child, graceMs });
    return child;
  };
  const behind = await Promise.all([runs("runner") && run("runner", 8_000), runs("web") && run("web", 14_000, isDev ? ["--dev"] : [])]);
  // Last, so that the first answer of the address is a real one; drained first.
  const gateway = runs("gateway") && (await run("gateway", 12_000));
  const [runner, web] = behind;
  const children = [gateway, web, runner].filter((child) => child !== false);
  if (isDev) restartOnChange(children.filter(({ name }) => name !== "web"));
  roller = createRoller(children, say);
  control = await serveLauncherControl(join(runDir, `launcher-${env.ROLE}.sock`), roller);
  claim.noteControl(control.path);
  if (!isStopping && env.ROLE !== "all") say(`API Creator: ${env.ROLE} is ready (${((Date.now() - startedAt) / 1000).toFixed(1)} s).`);
  else if (!isStopping) announce({ env, tier, dataDir, tookMs: Date.now() - startedAt, isEmbedded: supabaseEnv !== undefined, say });
}

/** The embedded Supabase and the environment that it gives the other processes; undefined when the environment points at a hosted one. */
async function startSupabase(base: Record<string, string | undefined>): Promise<Record<string, string> | undefined> {
  if (env.SUPABASE_URL) return undefined;
  say("  database: starting …");
  let given: Record<string, string> = {};
  const read = (message: ChildMessage) => {
    given = (message.env ?? {}) as Record<string, string>;
  };
  const child = await supervise({
    name: "supabase", script: "server/supabase.ts", env: envOfProcess("supabase", base), log, onReady: read, onFailed: fatal, onProcess: (key, pid) => claim?.noteChild(key, pid),
    onMessage: (message) => message.type === "progress" && say(`  database: ${message.message ?? ""}`),
  });
  started.push({ child, graceMs: 15_000 });
  return given;
}

/** Next reloads web by itself; the processes without a framework are started anew when their sources change. */
function restartOnChange(children: SupervisedChild[]): void {
  let timer: NodeJS.Timeout | undefined;
  for (const folder of ["lib", "server"]) {
    watch(folder, { recursive: true }, (_event, name) => {
      if (!name?.endsWith(".ts") || name.endsWith(".test.ts")) return;
      clearTimeout(timer);
      timer = setTimeout(() => children.forEach((child) => child.restart()), 300);
    });
  }
}

async function stop(exitCode: number): Promise<never> {
  if (isStopping) return new Promise(() => {});
  isStopping = true;
  if (started.length > 0) say("Stopping: finishing calls in flight …");
  control?.close();
  for (const { child, graceMs } of started) await child.stop(graceMs);
  claim?.release();
  process.exit(exitCode);
}

function fatal(message: string): void {
  say(`\n${message}`);
  void stop(1);
}

for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void stop(0));
// From a terminal that was closed it means the end, from anybody else a rolling restart.
process.on("SIGHUP", () => {
  if (!roller || isTerminalGone()) return void stop(0);
  roller.roll(ROLLED).catch(() => {});
});
if (process.channel) process.on("disconnect", () => void stop(0));
start().catch((error: Error) => fatal(error.message));

