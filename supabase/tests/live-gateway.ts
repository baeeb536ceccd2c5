import type { Sql } from "#lib/db/connect.ts";
import { startTestGateway, type TestApi, type TestGateway } from "#lib/gateway/test-gateway.ts";
import type { LiveVersion, LogSink } from "#lib/runtime/host-ports.ts";
import { startTestSandbox, type TestSandbox } from "./test-sandbox.ts";

export interface LiveGateway {
  bed: TestGateway;
  sandbox: TestSandbox;
  admin: Sql;
  /** What wakes, by the API's id. */
  live: Map<string, LiveVersion>;
  logged: Parameters<LogSink["write"]>[0][];
  /** An API with a key of its own, whose code runs in a real runtime. */
  deploy(bundle: string): Promise<TestApi>;
  fetch(api: TestApi, path: string, init?: RequestInit & { duplex?: "half" }): Promise<Response>;
  close(): Promise<void>;
}

/** A real gateway before real runtimes over one real Postgres. For tests. */
export async function startLiveGateway(options: { logs?: LogSink; wallMs?: number; idleMs?: number; streamLifeMs?: number; socketIdleMs?: number; runtimeIdleMs?: number; maxConcurrent?: number } = {}): Promise<LiveGateway> {
  const live = new Map<string, LiveVersion>();
  const logged: LiveGateway["logged"] = [];
  let sandbox: TestSandbox | undefined;
  const backend = () => {
    if (!sandbox) throw new Error("the sandbox has not started");
    return sandbox.backend;
  };
  const { wallMs = 20_000, idleMs = 20_000, logs, runtimeIdleMs = 120_000, maxConcurrent = 200, ...limits } = options;
  const bed = await startTestGateway({ ...limits, wallMs, idleMs, wake: (apiId, lostSocket) => backend().wake(apiId, lostSocket), explainLost: (call) => backend().explainLost(call), touch: (apiIds) => backend().touch(apiIds) });
  sandbox = await startTestSandbox({
    database: bed.database,
    versions: { loadLive: async (apiId) => live.get(apiId) ?? null, whyNotLive: async () => ({ state: "gone", reason: null }), fail: async () => {} },
    limits: { idleMs: runtimeIdleMs, maxConcurrent, drainMs: 1_500 },
    logs: logs ?? { write: (entry) => void logged.push(entry) },
  });
  const started = sandbox;
  return {
    bed, sandbox, admin: bed.admin, live, logged,
    async deploy(bundle) {
      const api = await bed.makeApi();
      live.set(api.apiId, { versionId: api.versionId, workspaceId: api.workspaceId, bundle, secretNames: [] });
      return api;
    },
    fetch: (api, path, init = {}) => fetch(`${bed.url}/${api.apiId}${path}`, { ...init, headers: { ...init.headers, "x-api-key": api.key } }),
    async close() {
      await started.close();
      await bed.stop();
    },
  };
}
