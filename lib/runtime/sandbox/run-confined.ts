import { randomBytes } from "node:crypto";
import { chownSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Limits } from "./launcher.ts";
import { killConfined, spawnConfined, type Sandbox } from "./sandbox.ts";
import type { Mount } from "./bubblewrap-arguments.ts";
import type { Uids } from "./uids.ts";
import { innermostProcess, processUsage, watchMemory } from "./process-usage.ts";

export interface ConfinedRun {
  program: string;
  programInside?: string;
  proc?: boolean;
  arguments: string[];
  /** Files of the private directory, written before the start. */
  files: Record<string, string>;
  mounts?: Mount[];
  environment?: Record<string, string>;
  limits: Limits;
  timeoutMs: number;
  maxMemoryBytes: number;
  maxOutputBytes: number;
}
export type ConfinedResult = { stdout: Buffer; stderr: string; exitCode: number | null; stopped: "time" | "memory" | "output" | null; /** How long it had worked when it was stopped; null: it wasn't, or that isn't known. */ cpuMs: number | null };

export interface SandboxHost {
  sandbox: Sandbox;
  uids: Uids;
  /** Directory for the private directories; other uids can pass through it. */
  directory: string;
}

/** Runs a tool to its end in the sandbox, over a private directory that is removed afterwards. Kills it at its limits. */
export async function runConfined(run: ConfinedRun, host: SandboxHost): Promise<ConfinedResult> {
  const uid = host.uids.take();
  const directory = privateDirectory(host.directory, uid, run.files);
  if (!host.sandbox.bubblewrap) linkPackages(directory, run.mounts ?? []);
  try {
    return await collect(run, host, uid, directory);
  } finally {
    rmSync(directory, { recursive: true, force: true });
    host.uids.release(uid);
  }
}

/** A new 0700 directory that belongs to `uid`. Its name can't be guessed: where runtimes share a uid, it is what keeps them apart. */
export function privateDirectory(parent: string, uid: number | null, files: Record<string, string> = {}): string {
  const directory = path.join(parent, `s-${randomBytes(12).toString("base64url")}`);
  mkdirSync(directory, { mode: 0o700 });
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(directory, name), text, { mode: 0o644 });
  if (uid !== null) chownSync(directory, uid, uid);
  return directory;
}

/** Without bubblewrap nothing can be mounted: packages are links in the working directory. */
function linkPackages(directory: string, mounts: readonly Mount[]): void {
  for (const { from, to } of mounts) {
    if (!to.startsWith("/node_modules/")) continue;
    mkdirSync(path.dirname(path.join(directory, to)), { recursive: true });
    symlinkSync(from, path.join(directory, to));
  }
}

function collect(run: ConfinedRun, host: SandboxHost, uid: number | null, directory: string): Promise<ConfinedResult> {
  const child = spawnConfined({ ...run, profile: "tool", sandbox: host.sandbox, uid, directory });
  const chunks: Buffer[] = [];
  let [stderr, size] = ["", 0];
  let stopped: ConfinedResult["stopped"] = null;
  let cpuMs: number | null = null;
  const stop = (reason: ConfinedResult["stopped"]) => {
    if (stopped === null && child.pid !== undefined) cpuMs = processUsage(innermostProcess(child.pid))?.cpuMs ?? null;
    stopped ??= reason;
    killConfined(child);
  };
  const timer = setTimeout(() => stop("time"), run.timeoutMs);
  const unwatch = watchMemory(child.pid, run.maxMemoryBytes, () => stop("memory"));
  child.stdin?.on("error", () => {}).end();
  child.stdout?.on("data", (chunk: Buffer) => {
    size += chunk.length;
    if (size > run.maxOutputBytes) stop("output");
    else chunks.push(chunk);
  });
  child.stderr?.on("data", (chunk: Buffer) => {
    if (stderr.length < 8192) stderr += chunk.toString();
  });
  return new Promise<ConfinedResult>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (exitCode) => resolve({ stdout: Buffer.concat(chunks), stderr, exitCode, stopped, cpuMs }));
  }).finally(() => {
    clearTimeout(timer);
    unwatch();
  });
}
