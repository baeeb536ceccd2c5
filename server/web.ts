import { chmodSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import next from "next";
import { readEnv, required } from "#lib/env.ts";
import { webDeps } from "#lib/deps.ts";
import { startAdopting } from "#lib/generation/adopt-generations.ts";
import { finishLocal } from "#lib/generation/live-generations.ts";
import { createLog } from "#lib/log.ts";
import { onStop } from "./on-stop.ts";

/** Next's request handler behind the gateway, on `${RUN_DIR}/web.sock`. Only the gateway dials it. */
const env = readEnv();
const log = createLog("web", env.LOG_LEVEL);
/** Running builds may finish; what takes longer is begun again by the next web. */
const BUILD_GRACE_MS = 10_000;
const isDev = process.argv.includes("--dev");
const socketPath = join(required(env.RUN_DIR, "RUN_DIR"), "web.sock");

const app = next({ dev: isDev, dir: join(import.meta.dirname, ".."), hostname: "localhost", port: env.PORT });
await app.prepare();
const handle = app.getRequestHandler();
const server = createServer((request, response) => {
  handle(request, response).catch((error) => {
    log.error("web.request_failed", { error, path: request.url?.split("?")[0] });
    response.destroy();
  });
});
const upgrade = app.getUpgradeHandler();
server.on("upgrade", (request, socket, head) => void upgrade(request, socket, head).catch(() => socket.destroy()));

rmSync(socketPath, { force: true });
server.listen(socketPath, () => {
  chmodSync(socketPath, 0o600);
  process.send?.({ type: "ready" });
});
const stopAdopting = startAdopting(webDeps());
onStop(async () => {
  stopAdopting();
  await finishLocal(BUILD_GRACE_MS);
  server.closeIdleConnections();
  await new Promise((resolve) => {
    server.close(resolve);
    setTimeout(resolve, 2_000).unref();
  });
  await app.close();
});
