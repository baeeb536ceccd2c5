import { callRuntime } from "./call-runtime.ts";
import type { RuntimeBackend, ScratchReply, ScratchRequest, ScratchRound } from "./runtime.ts";

export interface FakeRuntimeOptions extends Partial<RuntimeBackend> {
  /** Answers the requests of contract tests; default: 200 with `{}`. */
  respond?(request: ScratchRequest): Partial<ScratchReply> | Promise<Partial<ScratchReply>>;
}

/** A RuntimeBackend in memory, for unit tests only: everything compiles, boots and answers, unless the options say otherwise. */
export function createFakeRuntime({ respond = () => ({}), ...overrides }: FakeRuntimeOptions = {}): RuntimeBackend {
  const since = new Date(0).toISOString();
  const awake = new Set<string>();
  const status: RuntimeBackend["status"] = async (apiId) => ({
    apiId,
    versionId: null,
    state: awake.has(apiId) ? "awake" : "asleep",
    since,
    wakes: awake.has(apiId) ? 1 : 0,
    lastWakeMs: null,
    memoryBytes: null,
    cpuMs: null,
    queue: 0,
    reason: null,
  });
  const fake: RuntimeBackend = {
    check: async () => [],
    build: async (files) => {
      const bundle = Object.values(files).join("\n");
      return { ok: true, bundle, sizeBytes: Buffer.byteLength(bundle) };
    },
    openScratch: async () => {
      const round: ScratchRound = {
        fetch: async (request) => ({ status: 200, headers: { "content-type": "application/json" }, body: "{}", ms: 1, console: [], ...(await respond(request)) }),
        failData: async () => 0,
      };
      return { ...round, round: () => round, close: async () => {} };
    },
    wake: async (apiId) => {
      const isCold = !awake.has(apiId);
      awake.add(apiId);
      return { socketPath: `/nowhere/${apiId}.sock`, versionId: "00000000-0000-4000-8000-000000000001", isCold, wakeMs: isCold ? 1 : 0 };
    },
    touch: async () => {},
    sleep: async (apiId) => void awake.delete(apiId),
    restart: async (apiId) => {
      awake.add(apiId);
      return status(apiId);
    },
    reload: async () => awake.size,
    explainLost: async () => null,
    status,
    list: () => Promise.all([...awake].map(status)),
    health: async () => ({ status: "healthy", tier: "development", layers: ["fake"], awake: awake.size, parked: 0 }),
    callApi: (call) => callRuntime(fake, call),
    ...overrides,
  };
  return fake;
}
