import { rmSync } from "node:fs";
import type { ChildProcess } from "node:child_process";
import path from "node:path";
import { createRequire } from "node:module";
import { AppError } from "#lib/errors.ts";
import { ENTRY_FILE, type BuildResult, type SourceFiles } from "../runtime.ts";
import { watchMemory } from "../sandbox/process-usage.ts";
import { readableCopy } from "../sandbox/readable-copy.ts";
import { privateDirectory, type SandboxHost } from "../sandbox/run-confined.ts";
import { spawnConfined } from "../sandbox/sandbox.ts";
import { GUEST_PACKAGES, packageDirectory, packageMounts } from "./guest-packages.ts";
import { refuseSource } from "./source-names.ts";

export const MAX_BUNDLE_BYTES = 1 << 20;
/** The bundler and what it imports; the manifest says that they are modules. */
const BUNDLER_FILES = ["bundler.ts", "source-rules.ts", "allowed-imports.ts", "nesting-of.ts", "secret-patterns.ts", "../../../package.json"];
const REPARK_MS = 1500;
const TIMEOUT_MS = 15_000;
const MAX_MEMORY_BYTES = 1024 << 20;
const MAX_OUTPUT_BYTES = 8 << 20;

export interface Bundler {
  build(files: SourceFiles): Promise<BuildResult>;
  close(): void;
}

interface ParkedBundler {
  child: ChildProcess;
  dispose(): void;
}

/** Bundles with rolldown in a sandboxed Node process. One is always parked with its libraries loaded; each serves one build. */
export function createBundler(host: SandboxHost): Bundler {
  let parked: ParkedBundler | null = park(host, ["--warm-up"]);
  let isClosed = false;
  const repark = () => {
    if (!parked && !isClosed) parked = park(host, ["--warm-up"]);
  };
  return {
    async build(files) {
      const diagnostics = refuseSource(files);
      if (diagnostics.length > 0) return { ok: false, diagnostics };
      const isUsable = parked && parked.child.exitCode === null && parked.child.signalCode === null;
      const bundler = parked && isUsable ? parked : park(host);
      parked = null;
      try {
        return toResult(await exchange(bundler.child, JSON.stringify({ files, entry: ENTRY_FILE })));
      } finally {
        bundler.dispose();
        // Not while the next stages of the same generation run.
        setTimeout(repark, REPARK_MS).unref();
      }
    },
    close() {
      isClosed = true;
      parked?.dispose();
    },
  };
}

function park(host: SandboxHost, options: string[] = []): ParkedBundler {
  const uid = host.uids.take();
  const needsOtherUid = uid !== null;
  const directory = privateDirectory(host.directory, uid);
  const rolldown = packageDirectory("rolldown");
  const isConfined = host.sandbox.bubblewrap !== null;
  const child = spawnConfined({
    sandbox: host.sandbox,
    uid,
    program: readableCopy(process.execPath, needsOtherUid),
    arguments: ["--disable-warning=ExperimentalWarning", isConfined ? "/compile/bundler.ts" : path.join(import.meta.dirname, "bundler.ts"), ...options],
    directory,
    mounts: [
      ...BUNDLER_FILES.map((name) => ({ from: readableCopy(path.join(import.meta.dirname, name), needsOtherUid), to: `/compile/${path.basename(name)}` })),
      ...packageMounts([...GUEST_PACKAGES, "rolldown"], needsOtherUid),
      ...["@rolldown/pluginutils", rolldownBinding(rolldown)].map((name) => ({
        from: readableCopy(packageDirectory(name, path.join(rolldown, "package.json")), needsOtherUid),
        to: `/node_modules/${name}`,
      })),
    ],
    limits: { dataBytes: 4 * 2 ** 30, fileSizeBytes: 1 << 20, openFiles: 1024, cpuSeconds: 30 },
  });
  child.on("error", () => {});
  child.stdin?.on("error", () => {});
  let isDisposed = false;
  const dispose = () => {
    if (isDisposed) return;
    isDisposed = true;
    child.kill("SIGKILL");
    rmSync(directory, { recursive: true, force: true });
    host.uids.release(uid);
  };
  child.once("close", dispose);
  return { child, dispose };
}

/** The native part of rolldown for this platform: the installed one of its optional dependencies. */
function rolldownBinding(rolldown: string): string {
  const manifest = path.join(rolldown, "package.json");
  const { optionalDependencies = {} } = createRequire(manifest)(manifest) as { optionalDependencies?: Record<string, string> };
  for (const name of Object.keys(optionalDependencies)) {
    try {
      packageDirectory(name, manifest);
      return name;
    } catch {
      // Another platform's.
    }
  }
  throw new Error("rolldown has no native part for this platform. Run npm install.");
}

function exchange(child: ChildProcess, input: string): Promise<unknown> {
  const chunks: Buffer[] = [];
  let [size, stderr] = [0, ""];
  let stopped: string | null = null;
  const stop = (reason: string) => {
    stopped ??= reason;
    child.kill("SIGKILL");
  };
  const timer = setTimeout(() => stop("The code takes too long to bundle."), TIMEOUT_MS);
  const unwatch = watchMemory(child.pid, MAX_MEMORY_BYTES, () => stop("The code takes too much memory to bundle."));
  child.stdout?.on("data", (chunk: Buffer) => {
    size += chunk.length;
    if (size > MAX_OUTPUT_BYTES) stop("The bundle is too large.");
    else chunks.push(chunk);
  });
  child.stderr?.on("data", (chunk: Buffer) => (stderr = (stderr + chunk.toString()).slice(-4096)));
  return new Promise<unknown>((resolve, reject) => {
    child.once("close", () => {
      // A native stack that overflows is the source's doing. Bubblewrap shows a signal as an exit code from 128.
      if ((child.exitCode ?? 128) >= 128) stopped ??= "The code makes the bundler crash: it nests too deep, or is too large.";
      if (stopped) return resolve({ ok: false, diagnostics: [{ file: ENTRY_FILE, line: 0, column: 0, rule: "build", message: stopped }] });
      try {
        resolve(JSON.parse(Buffer.concat(chunks).toString("utf8")));
      } catch {
        reject(new AppError("unavailable", "The bundler did not run. Try again.", { cause: stderr }));
      }
    });
    child.stdin?.end(input);
  }).finally(() => {
    clearTimeout(timer);
    unwatch();
  });
}

/** The bundler handles hostile source: its answer is read, not trusted. */
function toResult(value: unknown): BuildResult {
  const answer = value as { ok?: unknown; bundle?: unknown; diagnostics?: unknown };
  if (answer.ok === true && typeof answer.bundle === "string") {
    const sizeBytes = Buffer.byteLength(answer.bundle);
    if (sizeBytes <= MAX_BUNDLE_BYTES) return { ok: true, bundle: answer.bundle, sizeBytes };
    return { ok: false, diagnostics: [{ file: ENTRY_FILE, line: 0, column: 0, rule: "size", message: `The bundle has ${sizeBytes >> 10} KB; at most ${MAX_BUNDLE_BYTES >> 10} KB are allowed. Import less, and keep data in collections instead of the source.` }] };
  }
  const found = Array.isArray(answer.diagnostics) ? answer.diagnostics.slice(0, 50) : [];
  const diagnostics = found.map((item: Record<string, unknown>) => ({
    file: String(item["file"]).slice(0, 80),
    line: Number(item["line"]) || 0,
    column: Number(item["column"]) || 0,
    rule: String(item["rule"]).slice(0, 40),
    message: String(item["message"]).slice(0, 2000),
  }));
  return { ok: false, diagnostics };
}
