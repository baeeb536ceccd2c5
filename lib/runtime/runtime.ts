/**
 * The port of the runtimes: everything that runs or compiles untrusted code goes through it. The runner implements it over workerd
 * (workerd/), gateway and web reach it over the runner's control socket (runner-client.ts), tests may use fake-runtime.ts.
 */

/** Source files by name, e.g. `{ "main.ts": "…" }`. The entry is `main.ts`. */
export type SourceFiles = Record<string, string>;
export const ENTRY_FILE = "main.ts";

/** One finding of a compiler or a rule. `line` and `column` start at 1; 0 when the finding has no place. */
export interface Diagnostic {
  file: string;
  line: number;
  column: number;
  /** `TS2322`, `import`, `no-eval`, … */
  rule: string;
  message: string;
}

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
/** How a data operation of a generated API ends when it does not succeed. */
export type DataErrorCode = "conflict" | "stale" | "range" | "quota" | "invalid" | "unavailable";

export type BuildResult = { ok: true; bundle: string; sizeBytes: number } | { ok: false; diagnostics: Diagnostic[] };

/** A request of a contract test, sent inside the runner to a scratch runtime. */
export interface ScratchRequest {
  method: string;
  /** Path and query, e.g. `/books?limit=2`. */
  path: string;
  headers?: Record<string, string>;
  body?: string;
  /** Opaque consumer id that becomes `c.env.CONSUMER.id`. */
  consumer?: string;
}
export interface ScratchReply {
  status: number;
  headers: Record<string, string>;
  body: string;
  ms: number;
  console: ConsoleLine[];
}
export type ConsoleLine = [level: string, text: string];

/** A declared answer to a `fetch` of a generated API, for its contract tests: no test reaches the network. */
export interface FetchFixture {
  method: string;
  /** Absolute; matched exactly, or up to its `?` when it has no query. */
  url: string;
  status: number;
  headers?: Record<string, string>;
  body: string;
}
/** What a scratch runtime is given beside its bundle. The values of secrets are dummies. */
export interface ScratchOptions {
  secretNames?: readonly string[];
  fixtures?: readonly FetchFixture[];
}

/** Data of its own, empty at first: what is sent through one round sees nothing of another's, and rounds may run side by side. */
export interface ScratchRound {
  fetch(request: ScratchRequest): Promise<ScratchReply>;
  /**
   * From now on every data operation of this round that can end in this error does, until another code or null: the outage of a store,
   * on purpose. Tells how many operations the code before it has refused.
   */
  failData(code: DataErrorCode | null): Promise<number>;
}

/** A runtime with scratch data, for contract tests; itself the first round. Always closed; a forgotten one closes itself after 60 s. */
export interface Scratch extends ScratchRound {
  round(): ScratchRound;
  close(): Promise<void>;
}

export type RuntimeState = "asleep" | "waking" | "awake" | "draining" | "paused" | "failed";

/** Where a woken runtime listens. The gateway dials `socketPath`; when that fails it asks to wake again. */
export interface RuntimeAddress {
  socketPath: string;
  versionId: string;
  /** False when it was already awake. */
  isCold: boolean;
  wakeMs: number;
}

/** How a runtime ended: what the callers that it had are told, in words. */
export interface RuntimeEnd {
  /** `deadline`: a call used up the CPU time that it may block; `bad_gateway`: everything else. */
  code: "deadline" | "bad_gateway";
  reason: string;
  /** We ended it, through no fault of its own: what it served may be begun again at once. */
  isPlanned?: boolean;
}

export interface RuntimeStatus {
  apiId: string;
  versionId: string | null;
  state: RuntimeState;
  /** ISO 8601. */
  since: string;
  wakes: number;
  lastWakeMs: number | null;
  memoryBytes: number | null;
  cpuMs: number | null;
  /** Calls that wait for it to wake. */
  queue: number;
  reason: string | null;
}

/** A call whose runtime ended under it. */
export interface LostCall {
  /** The runtime's name. */
  apiId: string;
  versionId: string;
  socketPath: string;
  requestId: string;
  method: string;
  /** Path and query. */
  target: string;
}

/** A call by the platform itself, past the gateway. */
export interface DirectCall {
  apiId: string;
  requestId: string;
  method: string;
  /** Path and query. */
  target: string;
  headers: Record<string, string>;
  body: string | null;
}
export interface DirectReply {
  status: number;
  headers: Record<string, string>;
  /** At most 1 MB of it. */
  body: string;
  isCold: boolean;
  wakeMs: number;
  versionId: string;
}

/** What isolates a runtime on this host, strongest first. */
export type Tier = "hardened" | "landlock" | "namespaces" | "development";

export interface RunnerHealth {
  status: "healthy" | "degraded";
  tier: Tier;
  /** The layers found at start by doing, e.g. `["workerd", "bubblewrap", "seccomp", "rlimits"]`. */
  layers: string[];
  awake: number;
  parked: number;
}

/**
 * Errors are AppErrors: `not_found` (no live version), `paused`, `bad_gateway` (the code crashes at boot, with the reason in `message`),
 * `unavailable` (no runtime free, tier too weak, or the runner can't be reached). Where a runtime is meant, `apiId` is its name: the API's for
 * its live version, or that of another version (runtime-name.ts).
 */
export interface RuntimeBackend {
  check(files: SourceFiles): Promise<Diagnostic[]>;
  build(files: SourceFiles): Promise<BuildResult>;
  /** Boots `bundle` on scratch data. */
  openScratch(bundle: string, options?: ScratchOptions): Promise<Scratch>;
  /** `lostSocket`: an address of this API that does not answer, so another one is wanted. */
  wake(apiId: string, lostSocket?: string): Promise<RuntimeAddress>;
  /** Keeps these runtimes awake: they have calls in flight or just had one. */
  touch(apiIds: string[]): Promise<void>;
  /** Drains and sleeps the runtime; the next call wakes it with the then live version. */
  sleep(apiId: string): Promise<void>;
  /** A fresh runtime of the live version takes over without a call dropped. */
  restart(apiId: string): Promise<RuntimeStatus>;
  /** Restarts everything that is awake, or this API when it is. Tells how many. Throws `not_found`. */
  reload(apiId?: string): Promise<number>;
  /** Why the call's runtime ended, which its owner then finds in the call's log; null when it runs, or nobody knows. */
  explainLost(call: LostCall): Promise<RuntimeEnd | null>;
  /** For who can't dial the runtime itself. Throws `deadline` and `bad_gateway` beside what `wake` throws. */
  callApi(call: DirectCall): Promise<DirectReply>;
  status(apiId: string): Promise<RuntimeStatus>;
  list(): Promise<RuntimeStatus[]>;
  health(): Promise<RunnerHealth>;
}
