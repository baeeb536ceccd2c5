import type { ChildProcess } from "node:child_process";
import { AppError } from "#lib/errors.ts";
import { ENTRY_FILE, type BuildResult, type SourceFiles } from "../runtime.ts";
import { innermostProcess, processUsage, watchMemory } from "../sandbox/process-usage.ts";
import type { SandboxHost } from "../sandbox/run-confined.ts";
import { killConfined } from "../sandbox/sandbox.ts";
import { parkBundler, type ParkedBundler } from "./park-bundler.ts";
import { refuseSource } from "./source-names.ts";
import { isStarved, SECOND_CHANCE, tooBusy } from "./starved.ts";

export const MAX_BUNDLE_BYTES = 1 << 20;
const REPARK_MS = 1500;
const TIMEOUT_MS = 15_000;
const MAX_MEMORY_BYTES = 1024 << 20;
const MAX_OUTPUT_BYTES = 8 << 20;

export interface Bundler {
  build(files: SourceFiles): Promise<BuildResult>;
  /** The module of what all APIs share (shared-libraries.ts), out of the installed packages. */
  buildLibraries(): Promise<string>;
  close(): void;
}

/** Bundles with rolldown in a sandboxed Node process. Each serves one build; the next is parked, its libraries loaded, soon after. */
export function createBundler(host: SandboxHost): Bundler {
  let parked: ParkedBundler | null = parkBundler(host, ["--warm-up"]);
  let isClosed = false;
  const repark = () => {
    if (!parked && !isClosed) parked = parkBundler(host, ["--warm-up"]);
  };
  return {
    async build(files) {
      const diagnostics = refuseSource(files);
      if (diagnostics.length > 0) return { ok: false, diagnostics };
      const isUsable = parked && parked.child.exitCode === null && parked.child.signalCode === null;
      const bundler = parked && isUsable ? parked : parkBundler(host);
      parked = null;
      try {
        const input = JSON.stringify({ files, entry: ENTRY_FILE });
        return toResult((await exchange(bundler.child, input)) ?? (await again(host, input)));
      } finally {
        bundler.dispose();
        // Not while the next stages of the same generation run.
        setTimeout(repark, REPARK_MS).unref();
      }
    },
    async buildLibraries() {
      const bundler = parkBundler(host, ["--libraries"]);
      try {
        const built = toResult((await exchange(bundler.child, "")) ?? raise(tooBusy()));
        if (built.ok) return built.bundle;
        throw new AppError("unavailable", "The libraries of the APIs could not be bundled.", { cause: built.diagnostics });
      } finally {
        bundler.dispose();
      }
    },
    close() {
      isClosed = true;
      parked?.dispose();
    },
  };
}

/** A second try in a fresh process, with more time. */
async function again(host: SandboxHost, input: string): Promise<unknown> {
  const bundler = parkBundler(host);
  try {
    return (await exchange(bundler.child, input, TIMEOUT_MS * SECOND_CHANCE)) ?? raise(tooBusy());
  } finally {
    bundler.dispose();
  }
}

const raise = (error: Error): never => {
  throw error;
};

/** What the bundler answers; null where it ran out of a time that it hardly had. */
function exchange(child: ChildProcess, input: string, timeoutMs = TIMEOUT_MS): Promise<unknown> {
  const chunks: Buffer[] = [];
  let [size, stderr] = [0, ""];
  let stopped: string | null = null;
  const stop = (reason: string) => {
    stopped ??= reason;
    killConfined(child);
  };
  let hadNoTime = false;
  const timer = setTimeout(() => {
    hadNoTime = isStarved(child.pid === undefined ? null : (processUsage(innermostProcess(child.pid))?.cpuMs ?? null), TIMEOUT_MS);
    stop("The code takes too long to bundle.");
  }, timeoutMs);
  const unwatch = watchMemory(child.pid, MAX_MEMORY_BYTES, () => stop("The code takes too much memory to bundle."));
  child.stdout?.on("data", (chunk: Buffer) => {
    size += chunk.length;
    if (size > MAX_OUTPUT_BYTES) stop("The bundle is too large.");
    else chunks.push(chunk);
  });
  child.stderr?.on("data", (chunk: Buffer) => (stderr = (stderr + chunk.toString()).slice(-4096)));
  return new Promise<unknown>((resolve, reject) => {
    child.once("close", () => {
      if (hadNoTime) return resolve(null);
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
