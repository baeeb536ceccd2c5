import { randomUUID } from "node:crypto";
import { request } from "node:http";
import { connect, type Sql } from "#lib/db/connect.ts";
import type { LiveEgressDeps } from "#lib/runtime/host/live-egress.ts";
import type { BundleStore, LiveVersion } from "#lib/runtime/host-ports.ts";
import type { ConsoleLine } from "#lib/runtime/runtime.ts";
import { seedApi } from "./seed-api.ts";
import { startTestSandbox, type TestSandbox } from "./test-sandbox.ts";

export interface LiveApis {
  sandbox: TestSandbox;
  admin: Sql;
  /** What wakes, by the API's id. A test may change it: that deploys. */
  live: Map<string, LiveVersion>;
  /** Reasons of the APIs that the platform gave up. */
  failed: Map<string, string>;
  logged: { apiId: string; requestId: string; lines: ConsoleLine[] }[];
  /** An API of a workspace of its own. */
  deploy(bundle: string): Promise<string>;
  /** Wakes the API and calls it past the gateway. */
  call(apiId: string, target?: string, headers?: Record<string, string>, body?: string): Promise<{ status: number; body: string }>;
  close(): Promise<void>;
}

/** APIs that are called at their runtimes' sockets, as the gateway does it. For tests. */
export async function startLiveApis({ outbound, bundles }: { outbound?: LiveEgressDeps; bundles?: BundleStore } = {}): Promise<LiveApis> {
  const live = new Map<string, LiveVersion>();
  const failed = new Map<string, string>();
  const logged: LiveApis["logged"] = [];
  const sandbox = await startTestSandbox({
    versions: { loadLive: async (apiId) => (failed.has(apiId) ? null : (live.get(apiId) ?? null)), whyNotLive: async (apiId) => ({ state: failed.has(apiId) ? "failed" : "gone", reason: failed.get(apiId) ?? null }), fail: async (apiId, reason) => void failed.set(apiId, reason) },
    logs: { write: (entry) => void logged.push(entry) },
    ...(outbound ? { outbound } : {}),
    ...(bundles ? { bundles } : {}),
  });
  const admin = connect(sandbox.database.adminUrl, "test-admin", 2);
  return {
    sandbox, admin, live, failed, logged,
    async deploy(bundle) {
      const owner = await sandbox.database.makeUser();
      const { apiId, versionId } = await seedApi(admin, owner);
      live.set(apiId, { versionId, workspaceId: owner.workspaceId, bundle, secretNames: ["STRIPE_KEY"] });
      return apiId;
    },
    call: async (apiId, ...rest) => callSocket((await sandbox.backend.wake(apiId)).socketPath, ...rest),
    async close() {
      await admin.end({ timeout: 5 });
      await sandbox.close();
    },
  };
}

export function callSocket(socketPath: string, target = "/", headers: Record<string, string> = {}, body?: string): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const sent = request({ socketPath, path: target, method: body === undefined ? "GET" : "POST", headers: { host: "x", "x-request-id": randomUUID(), ...headers }, agent: false }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => (text += chunk));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, body: text }));
      response.on("error", reject);
    });
    sent.on("error", reject);
    sent.end(body);
  });
}
