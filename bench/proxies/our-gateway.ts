import { openSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import { createLog } from "#lib/log.ts";
import { serveControl } from "#lib/runtime/control-server.ts";
import { createFakeRuntime } from "#lib/runtime/fake-runtime.ts";
import { freePort } from "#server/free-port.ts";
import type { Installation } from "./installation.ts";
import type { Proxy } from "./proxy.ts";
import { startProcess } from "./start-process.ts";

/** The product's gateway process: keys, limits, metering, headers and its log into a file. Every API is the upstream at `socketPath`. */
export async function ourGateway(installation: Installation, socketPath: string): Promise<Proxy> {
  const runDir = installation.makeRunDir();
  const { apiId, versionId, key } = await installation.makeApi("");
  const control = await serveControl(createFakeRuntime({ wake: async () => ({ socketPath, versionId, isCold: false, wakeMs: 0 }) }), path.join(runDir, "runner.sock"), createLog("bench", "error"));
  return startGateway(installation, runDir, { name: "gateway, whole path", apiId, key, target: "/x", release: () => void control.close() });
}

export interface GatewayTarget {
  name: string;
  apiId: string;
  key: string;
  target: string;
  release(): void;
}

export async function startGateway(installation: Installation, runDir: string, { name, apiId, key, target, release }: GatewayTarget): Promise<Proxy> {
  const port = await freePort();
  const { pid, stop } = await startProcess("server/gateway.ts", { env: installation.envFor(runDir, port), output: openSync(path.join(runDir, "gateway.log"), "a") });
  return {
    name, settled: () => spoolIsEmpty(path.join(runDir, "data/spool")), url: `http://127.0.0.1:${port}/${apiId}${target}`, headers: { "x-api-key": key }, pid,
    async stop() {
      await stop();
      release();
    },
  };
}

/** What was called before is in Postgres, which shares a core with the load. Looked at ten times a second, for a minute at most. */
async function spoolIsEmpty(folder: string): Promise<void> {
  for (let looks = 0; looks < 600 && bytesIn(folder) > 0; looks += 1) await new Promise((resolve) => setTimeout(resolve, 100));
}

const bytesIn = (folder: string): number =>
  readdirSync(folder, { recursive: true, encoding: "utf8" }).reduce((sum, name) => sum + sizeOf(path.join(folder, name)), 0);

function sizeOf(file: string): number {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat?.isFile() && file.endsWith(".ndjson") ? stat.size : 0;
}
