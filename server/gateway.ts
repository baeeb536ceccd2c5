import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { addDatabaseMetrics } from "#lib/db/add-database-metrics.ts";
import { openGatewayDb } from "#lib/db/gateway-db.ts";
import { publicUrl, readEnv, required } from "#lib/env.ts";
import { createGateway } from "#lib/gateway/create-gateway.ts";
import { createFrontDoor } from "#lib/gateway/front-door.ts";
import { apiOriginOf } from "#lib/http/api-origin.ts";
import { corsOriginsOf } from "#lib/http/cors.ts";
import { keySecretsOf } from "#lib/keys/key-secrets-of.ts";
import { peerAddress } from "#lib/http/peer-tls.ts";
import { createLog } from "#lib/log.ts";
import { createMetrics } from "#lib/metrics/metrics.ts";
import { addProcessMetrics } from "#lib/metrics/process-metrics.ts";
import { createRunnerClient } from "#lib/runtime/runner-client.ts";
import { createMetricsDoor } from "./metrics-door.ts";
import { createProbes } from "./gateway-probes.ts";
import { isSupabasePath, openSupabaseDoor } from "./gateway-supabase.ts";
import { openWebDoor } from "./gateway-web.ts";
import { onStop, patience } from "./on-stop.ts";
import { handOverSocket, placeOfProcess } from "./place-of-process.ts";

/** The front door: the only process that listens on HOST:PORT. */
const DRAIN_MS = 10_000;
/** With a successor: longer than any idle connection of a client lives. */
const RETIRE_MS = 75_000;
/** Connections that wait to be accepted: a flood of them must not crowd out the others. */
const BACKLOG = 4_096;
const { listenFd } = placeOfProcess();
const env = readEnv();
const log = createLog("gateway", env.LOG_LEVEL);
const runDir = required(env.RUN_DIR, "RUN_DIR");
const databaseUrl = required(env.GATEWAY_DATABASE_URL, "GATEWAY_DATABASE_URL");
const secrets = required(keySecretsOf(env) ?? undefined, "KEY_PEPPER");
const address = publicUrl(env);
const corsOrigins = corsOriginsOf(env.CORS_ORIGINS);
const isHttps = address.startsWith("https:");

const db = openGatewayDb(databaseUrl);
const runtime = createRunnerClient(join(runDir, "runner.sock"));
const web = openWebDoor({ at: peerAddress(env, "WEB_URL") ?? { socketPath: join(runDir, "web.sock") }, isHttps, trustedHops: env.TRUSTED_PROXY_HOPS, corsOrigins });
const supabase = openSupabaseDoor({
  url: required(env.SUPABASE_URL, "SUPABASE_URL"), publicUrl: address, trustedHops: env.TRUSTED_PROXY_HOPS, attemptsPer15Min: env.SIGN_IN_ATTEMPTS_PER_15_MIN,
  corsOrigins, takeAttempt: (bucket, limit, windowSeconds) => db.takeAttempt(bucket, limit, windowSeconds),
});
let isDraining = false;
const { version } = JSON.parse(readFileSync(join(import.meta.dirname, "../package.json"), "utf8")) as { version: string };
const metrics = createMetrics();
addProcessMetrics(metrics);
const gateway = createGateway({
  metrics,
  db, listenUrl: databaseUrl, runtime, log, origin: apiOriginOf({ publicUrl: address, apiOrigin: env.API_ORIGIN }), ...secrets,
  dataDir: resolve(env.DATA_DIR), processName: "gateway", wallMs: env.RUNTIME_WALL_MS, touchEveryMs: Math.max(100, Math.min(5_000, env.RUNTIME_IDLE_MS / 4)),
});
const probe = createProbes({ runtime, version, pingDatabase: () => db.ping(), isWebUp: () => web.isUp(), isDraining: () => isDraining, canMeter: () => gateway.refusal === null });
addDatabaseMetrics(metrics, () => db.connections());
metrics.gauge("gateway_connections", "Open connections of clients.", [], async () => [[[], await new Promise<number>((resolve) => door.server.getConnections((_error, count) => resolve(count ?? 0)))]]);
const showMetrics = createMetricsDoor({ adminKey: env.ADMIN_API_KEY, own: metrics, others: { runner: () => runtime.metrics(), web: () => web.metrics() }, askForAccess: (request) => web.ask(request, "/admin/access") });
const door = createFrontDoor({
  gateway, trustedHops: env.TRUSTED_PROXY_HOPS,
  serveOther(request, response) {
    if (probe(request, response) || showMetrics(request, response)) return;
    if (isSupabasePath(request.url ?? "/")) supabase.serve(request, response);
    else web.serve(request, response);
  },
  upgradeOther: (request, socket, head) => web.upgrade(request, socket, head),
});

door.server.once("error", (error: NodeJS.ErrnoException) => {
  const message = error.code === "EADDRINUSE"
    ? `Port ${env.PORT} on ${env.HOST} is taken by another program. Stop it, or choose another port: PORT=${env.PORT + 1} npm start`
    : `The gateway can't listen on ${env.HOST}:${env.PORT}: ${error.message}`;
  log.error("gateway.listen_failed", { message });
  if (process.send) process.send({ type: "failed", message }, () => process.exit(1));
  else process.exit(1);
});
handOverSocket(door.server);
door.server.listen(listenFd === null ? { port: env.PORT, host: env.HOST, backlog: BACKLOG } : { fd: listenFd }, () => {
  log.info("gateway.listening", { host: env.HOST, port: env.PORT });
  process.send?.({ type: "ready" });
});

onStop(async (hurry) => {
  // Who asks an old connection while a successor serves is told the truth: calls are served.
  isDraining = hurry.aborted;
  hurry.addEventListener("abort", () => { isDraining = true; });
  gateway.closeSockets();
  if (!hurry.aborted) await door.retire(patience(hurry, { calmMs: RETIRE_MS, hurriedMs: 0 }));
  await door.drain(DRAIN_MS);
  await gateway.close();
  await Promise.allSettled([web.close(), supabase.close(), db.close()]);
});
