import path from "node:path";
import { createLog } from "#lib/log.ts";
import { serveControl } from "#lib/runtime/control-server.ts";
import { createFakeRuntime } from "#lib/runtime/fake-runtime.ts";
import { buildWebIfChanged } from "#server/build-web.ts";
import type { Installation } from "./installation.ts";
import type { Proxy } from "./proxy.ts";
import { startProcess } from "./start-process.ts";

/** The same stages as a route of Next, for hosts that run Next alone. */
export async function nextRoute(installation: Installation, socketPath: string): Promise<Proxy> {
  await buildWebIfChanged((text) => process.stderr.write(`${text}\n`));
  const runDir = installation.makeRunDir();
  const { apiId, versionId, key } = await installation.makeApi("");
  const control = await serveControl(createFakeRuntime({ wake: async () => ({ socketPath, versionId, isCold: false, wakeMs: 0 }) }), path.join(runDir, "runner.sock"), createLog("bench", "error"));
  const { pid, stop } = await startProcess("server/web.ts", { env: installation.envFor(runDir, 1) });
  return {
    name: "Next fallback route", url: `http://127.0.0.1/${apiId}/x`, socketPath: path.join(runDir, "web.sock"), headers: { "x-api-key": key }, pid,
    async stop() {
      await stop();
      control.close();
    },
  };
}
