import { chmodSync, mkdirSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { AppError } from "#lib/errors.ts";
import type { Log } from "#lib/log.ts";
import { callRuntime } from "../call-runtime.ts";
import { createBundler } from "../compile/build.ts";
import { bundleText, readBundle } from "../compile/bundle-text.ts";
import { checkTypes } from "../compile/check.ts";
import type { HostTenant } from "../host/host-server.ts";
import { limitLogVolume } from "../host/limit-log-volume.ts";
import { createLiveEgress, type LiveEgressDeps } from "../host/live-egress.ts";
import { recordRefusal } from "../host/outbound-record.ts";
import { parseScratchOptions } from "../parse-scratch-options.ts";
import { createPlaces } from "../places.ts";
import { POOL_LIMITS, systemTimers, type PoolLimits } from "../pool/pool-limits.ts";
import { createPool } from "../pool/pool.ts";
import { parseRuntimeName, spaceOf } from "../runtime-name.ts";
import type { BundleStore, DocumentStore, LogSink, VersionSource } from "../host-ports.ts";
import type { RuntimeBackend, Tier } from "../runtime.ts";
import { detectSandbox } from "../sandbox/detect-sandbox.ts";
import { readableCopy } from "../sandbox/readable-copy.ts";
import type { SandboxHost } from "../sandbox/run-confined.ts";
import { createUids } from "../sandbox/uids.ts";
import { bootRuntime } from "./boot-runtime.ts";
import { createConfigCompiler } from "./compile-config.ts";
import { createLibraryShelf } from "./libraries.ts";
import { createLiveCode } from "./live-code.ts";
import { openScratch, type ScratchDeps } from "./open-scratch.ts";
import { readableStacks } from "./readable-stack.ts";
import { createWarmPool } from "./warm-pool.ts";
import { createWatchdog, type KillCause } from "./watchdog.ts";
import { workerdBinary } from "./workerd-binary.ts";

export interface WorkerdBackendOptions {
  /** Short: sockets of the runtimes are below it. Emptied at the start. */
  runDirectory: string;
  cacheDirectory: string;
  minTier: Tier;
  warm: number;
  limits: Partial<PoolLimits>;
  versions: VersionSource;
  bundles: BundleStore;
  documents: DocumentStore;
  logs: LogSink;
  /** The way out of live APIs. */
  outbound: LiveEgressDeps;
  log: Log;
  /** Where bubblewrap is; null: used as if there were none. Default: where systems install it. */
  bubblewrap?: string | null;
}
export interface WorkerdBackend extends RuntimeBackend {
  /** What is live of this API may have changed. */
  refresh(apiId: string): Promise<void>;
  /** Runtimes that the watchdog ended so far, by why. */
  kills(): Readonly<Record<KillCause, number>>;
  /** Sleeps idle runtimes now; also done at an interval. */
  sweep(): void;
  /** Drains every runtime and ends every process. */
  close(graceMs: number): Promise<void>;
}

const RANK: Record<Tier, number> = { hardened: 4, landlock: 3, namespaces: 2, development: 1 };
/** What the platform says in an API's log outside of a call. */
const RUNTIME_LOG = "runtime";
const MAX_SCRATCH = 8;
/** Less than the control socket's own patience. */
const SCRATCH_WAIT_MS = 10_000;

/** The runtimes of this host: sandboxed workerd processes. */
export async function createWorkerdBackend(options: WorkerdBackendOptions): Promise<WorkerdBackend> {
  const { log, versions, documents, logs } = options;
  const directory = freshDirectory(options.runDirectory);
  const sandbox = await detectSandbox(directory, log, options.bubblewrap);
  const host: SandboxHost = { sandbox, uids: createUids(sandbox.firstUid), directory };
  const installed = workerdBinary();
  const workerd = { ...installed, file: readableCopy(installed.file, sandbox.firstUid !== null) };
  const isStrongEnough = RANK[sandbox.tier] >= RANK[options.minTier];
  const watchdog = createWatchdog(log);
  const bundler = createBundler(host);
  const shelf = createLibraryShelf(bundler, path.join(options.cacheDirectory, "libraries"), options.bundles);
  const configOf = createConfigCompiler(workerd, path.join(options.cacheDirectory, "configs"), host);
  const warm = createWarmPool({ workerd, host, log, size: isStrongEnough ? options.warm : 0, shelf, configOf });
  const codeOf = createLiveCode(bundler, options.bundles);
  const scratchDeps: ScratchDeps = { warm, watchdog, documents, log };
  const scratches = createPlaces(MAX_SCRATCH, SCRATCH_WAIT_MS, "Too many builds are being tested on this host. Try again in a few seconds.");
  const pool = createPool({
    versions,
    log,
    timers: systemTimers,
    limits: { ...POOL_LIMITS, ...options.limits },
    tell: (name, versionId, words) => logs.write({ apiId: parseRuntimeName(name).apiId, versionId, requestId: RUNTIME_LOG, lines: [["error", words]] }),
    async boot(name, live, isSuspect) {
      const { apiId } = parseRuntimeName(name);
      const { libraries, code } = await codeOf(live);
      const readable = readableStacks(code);
      const space = spaceOf(name, live.workspaceId);
      const tenant: HostTenant = {
        name,
        runData: (_requestId, operations) => documents.run(space, operations),
        egress: createLiveEgress({ apiId, versionId: live.versionId }, options.outbound),
        onOutboundRefused: recordRefusal({ apiId, versionId: live.versionId }, options.outbound.outboundLog),
        onConsole: limitLogVolume((requestId, lines) => logs.write({ apiId, versionId: live.versionId, requestId, lines: readable(lines) })),
      };
      return bootRuntime(await warm.take(libraries), { code, secretNames: live.secretNames, tenant, isSuspect }, watchdog);
    },
  });
  const sweeper = setInterval(() => pool.sweep(), 1000);
  sweeper.unref();
  const tooWeak = `This host reaches the sandbox tier "${sandbox.tier}" but RUNTIME_MIN_TIER is "${options.minTier}": it runs no API. Install bubblewrap and allow user namespaces.`;
  const requireTier = () => {
    if (!isStrongEnough) throw new AppError("unavailable", tooWeak);
  };
  if (!isStrongEnough) log.error("runner.tier_too_weak", { message: tooWeak });
  log.info("runner.sandbox", { tier: sandbox.tier, layers: sandbox.layers, workerd: workerd.version });

  const backend: WorkerdBackend = {
    async check(files) {
      requireTier();
      return checkTypes(files, host);
    },
    async build(files) {
      requireTier();
      const keeping = shelf.keepCurrent();
      keeping.catch(() => {});
      const built = await bundler.build(files);
      // What is wrong with the source is told also while the libraries can't be stored.
      return built.ok ? { ...built, bundle: bundleText(built.bundle, (await keeping).hash) } : built;
    },
    async openScratch(bundle, scratchOptions) {
      requireTier();
      const code = readBundle(bundle);
      if (!code) throw new AppError("invalid", "This is no bundle of today's form: build it again.");
      return openScratch(code, parseScratchOptions(scratchOptions), scratchDeps, await scratches.take());
    },
    async wake(apiId, lostSocket) {
      requireTier();
      return pool.wake(apiId, lostSocket);
    },
    touch: async (apiIds) => pool.touch(apiIds),
    sleep: async (apiId) => pool.sleep(apiId),
    async restart(apiId) {
      requireTier();
      return pool.restart(apiId);
    },
    reload: (apiId) => pool.reload(apiId),
    async explainLost(lost) {
      const { versionId, requestId } = lost;
      const { apiId } = parseRuntimeName(lost.apiId);
      const end = await pool.explainLost(lost);
      if (end) logs.write({ apiId, versionId, requestId, lines: [["error", `This call was lost. ${end.reason}`]] });
      return end;
    },
    callApi: (call) => callRuntime(backend, call),
    refresh: (apiId) => pool.refresh(apiId),
    status: async (apiId) => pool.status(apiId),
    list: async () => pool.list(),
    health: async () => ({ status: isStrongEnough ? "healthy" : "degraded", tier: sandbox.tier, layers: sandbox.layers, awake: pool.awakeCount(), parked: warm.size() }),
    kills: () => watchdog.kills(),
    sweep: () => pool.sweep(),
    async close(graceMs) {
      clearInterval(sweeper);
      warm.close();
      bundler.close();
      await pool.close(graceMs);
      watchdog.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
  return backend;
}

/** Other uids may pass through it, not list it: each runtime's own directory in it is 0700. */
function freshDirectory(runDirectory: string): string {
  mkdirSync(runDirectory, { recursive: true });
  if (process.getuid?.() === 0) chmodSync(runDirectory, statSync(runDirectory).mode | 0o111);
  const directory = path.join(runDirectory, "r");
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  chmodSync(directory, 0o711);
  return directory;
}
