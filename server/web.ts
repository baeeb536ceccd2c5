import { chmodSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { Server } from "node:net";
import { join } from "node:path";
import next from "next";
import { readEnv, required } from "#lib/env.ts";
import { webDeps } from "#lib/deps.ts";
import { startAdopting } from "#lib/generation/adopt-generations.ts";
import { finishLocal } from "#lib/generation/live-generations.ts";
import { withAnswer } from "#lib/http/answer-status.ts";
import { createLog } from "#lib/log.ts";
import { publishSocket } from "#lib/runtime/publish-socket.ts";
import { listenForPeers } from "./listen-for-peers.ts";
import { onStop, patience } from "./on-stop.ts";
import { placeOfProcess } from "./place-of-process.ts";
import { staticFiles } from "./static-files.ts";
import { serveWebControl } from "./web-control.ts";

/** Next's request handler behind the gateway, on `${RUN_DIR}/web.sock`, and on WEB_LISTEN for gateways of other machines. Only they dial it. */
const env = readEnv();
const log = createLog("web", env.LOG_LEVEL);
/** Running builds may finish; what takes longer is begun again by the next web. */
const BUILD_GRACE = { calmMs: 60_000, hurriedMs: 10_000 };
/** Longer than the gateway keeps an idle connection. */
const ANSWER_GRACE = { calmMs: 15_000, hurriedMs: 2_000 };
const { isDev, listenFd } = placeOfProcess();
const runDir = required(env.RUN_DIR, "RUN_DIR");
const socketPath = join(runDir, `web-${process.pid}.sock`);

const app = next({ dev: isDev, dir: join(import.meta.dirname, ".."), hostname: "localhost", port: env.PORT });
await app.prepare();
const handle = app.getRequestHandler();
/** In development there is no build: Next makes each file as it is asked for. */
const serveStatic = isDev ? null : staticFiles(join(import.meta.dirname, "..", ".next"));
let isStopping = false;
const serve = (request: IncomingMessage, response: ServerResponse): void => {
  if (isStopping) response.shouldKeepAlive = false;
  if (serveWebControl(request, response, webDeps) || serveStatic?.(request, response)) return;
  withAnswer(response, handle).catch((error) => {
    log.error("web.request_failed", { error, path: request.url?.split("?")[0] });
    response.destroy();
  });
};
const server = createServer(serve);
const peers = await listenForPeers(env, "WEB_LISTEN", serve, listenFd);
const servers = [server, ...(peers ? [peers] : [])];
const upgrade = app.getUpgradeHandler();
for (const one of servers) one.on("upgrade", (request, socket, head) => void upgrade(request, socket, head).catch(() => socket.destroy()));

rmSync(socketPath, { force: true });
server.listen(socketPath, () => {
  chmodSync(socketPath, 0o600);
  publishSocket(socketPath, "web.sock");
  process.send?.({ type: "ready" });
});
const stopAdopting = startAdopting(webDeps());
// Idle connections are the gateway's to close: a request may be on its way on them.
const stopAccepting = () => Promise.all(servers.map((one) => new Promise<void>((resolve) => Server.prototype.close.call(one, () => resolve()))));
onStop(async (hurry) => {
  stopAdopting();
  isStopping = true;
  // Without a successor whoever watches a build that finishes here goes on doing so.
  const closed = hurry.aborted ? null : stopAccepting();
  await Promise.race([finishLocal(BUILD_GRACE.calmMs), patience(hurry, BUILD_GRACE)]);
  await Promise.race([closed ?? stopAccepting(), patience(hurry, ANSWER_GRACE)]);
  await app.close();
});
