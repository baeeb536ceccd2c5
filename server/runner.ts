import { Server } from "node:net";
import { join } from "node:path";
import { openChangeFeed } from "#lib/db/change-feed.ts";
import { addDatabaseMetrics } from "#lib/db/add-database-metrics.ts";
import { connect } from "#lib/db/connect.ts";
import { poolRows } from "#lib/db/pool-rows.ts";
import { createDocumentStore } from "#lib/documents/document-store.ts";
import { startDocumentJobs } from "#lib/documents/start-document-jobs.ts";
import { readEnv, required } from "#lib/env.ts";
import { createLog } from "#lib/log.ts";
import { createLogSink } from "#lib/logs/create-log-sink.ts";
import { createMetrics } from "#lib/metrics/metrics.ts";
import { addProcessMetrics } from "#lib/metrics/process-metrics.ts";
import { controlListener, serveControl } from "#lib/runtime/control-server.ts";
import { liveEgressDeps } from "#lib/runtime/host/live-egress-deps.ts";
import { publishSocket } from "#lib/runtime/publish-socket.ts";
import { createRunnerClient } from "#lib/runtime/runner-client.ts";
import { createSuccession, RUNNER_SOCKET } from "#lib/runtime/succession.ts";
import { createWorkerdBackend } from "#lib/runtime/workerd/workerd-backend.ts";
import { addRunnerMetrics } from "./add-runner-metrics.ts";
import { handOverRuntimes } from "./hand-over-runtimes.ts";
import { listenForPeers } from "./listen-for-peers.ts";
import { onStop, patience } from "./on-stop.ts";
import { createOutboundLog } from "./outbound-log.ts";
import { createOutboundRights } from "./outbound-rights.ts";
import { placeOfProcess } from "./place-of-process.ts";
import { rememberVersions } from "./remember-versions.ts";
import { startPurgeJobs } from "./purge-jobs.ts";
import { startJobs } from "./runner-jobs.ts";
import { createBundleStore, createVersionSource } from "./runner-ports.ts";
import { startUsageJobs } from "./usage-jobs.ts";

/** The process that owns the runtimes, on `${RUN_DIR}/runner.sock`. Postgres may be away at its start: each use tries again. */
const env = readEnv();
const log = createLog("runner", env.LOG_LEVEL);
const { slot, listenFd } = placeOfProcess();
const runDirectory = required(env.RUN_DIR, "RUN_DIR");
const databaseUrl = required(env.RUNNER_DATABASE_URL, "RUNNER_DATABASE_URL");
const sql = connect(databaseUrl, "runner", 16);
const jobsSql = connect(required(env.JOBS_DATABASE_URL, "JOBS_DATABASE_URL"), "jobs", 2);
const logs = createLogSink(sql, log);
const outboundLog = createOutboundLog(sql, log);
const DRAIN_MS = 3_000;
/** With a successor: for it to start as many runtimes, and for what was built here to be tested to its end. */
const HAND_OVER = { calmMs: 45_000, hurriedMs: 0 };

const versions = rememberVersions(createVersionSource(sql), { heardUntil: () => feed.heardUntil() });
const backend = await createWorkerdBackend({
  // One that takes over runs beside the one before.
  runDirectory: slot === 0 ? runDirectory : join(runDirectory, `s${slot}`),
  cacheDirectory: join(env.DATA_DIR, "cache"),
  minTier: env.RUNTIME_MIN_TIER ?? (env.ENVIRONMENT === "production" ? "hardened" : "development"),
  warm: env.RUNTIME_MIN_WARM,
  limits: { idleMs: env.RUNTIME_IDLE_MS, maxConcurrent: env.RUNTIME_MAX_CONCURRENT, maxLifeMs: env.RUNTIME_MAX_LIFE_S * 1000, drainMs: env.RUNTIME_WALL_MS },
  versions,
  bundles: createBundleStore(sql),
  documents: createDocumentStore(sql, log),
  logs,
  outbound: liveEgressDeps(createOutboundRights(sql, env.ENCRYPTION_KEY), outboundLog),
  log,
});
/** After a gap what is remembered is read again. */
const feed = openChangeFeed(databaseUrl, {
  onChange(channel, id) {
    if (channel !== "api_changed") return;
    versions.forget(id);
    void backend.refresh(id);
  },
  onGap: () => void versions.recheck(),
});
const metrics = createMetrics();
addProcessMetrics(metrics);
addDatabaseMetrics(metrics, () => poolRows(sql));
addRunnerMetrics(metrics, backend);
const ownSocket = join(runDirectory, `runner-${process.pid}.sock`);
const succession = createSuccession(ownSocket);
const controlOptions = { succession, collectMetrics: () => metrics.collect() };
const control = await serveControl(backend, ownSocket, log, controlOptions);
const peers = await listenForPeers(env, "RUNNER_LISTEN", controlListener(backend, log, controlOptions), listenFd);
publishSocket(ownSocket, RUNNER_SOCKET);
const stopJobs = [startJobs(jobsSql, log), startUsageJobs(jobsSql, log), startPurgeJobs(jobsSql, log), startDocumentJobs(jobsSql, log)];
process.send?.({ type: "ready", tier: (await backend.health()).tier });

onStop(async (hurry) => {
  for (const stop of stopJobs) stop();
  if (!hurry.aborted) {
    succession.retire();
    // Not HTTP's own close: requests may be on their way on idle connections.
    if (peers) Server.prototype.close.call(peers);
    const handOver = handOverRuntimes(backend, createRunnerClient(join(runDirectory, RUNNER_SOCKET)), log)
      .catch((error: unknown) => log.warn("runner.not_handed_over", { error })).then(() => succession.idle());
    await Promise.race([handOver, patience(hurry, HAND_OVER)]);
  }
  await Promise.all([backend.close(hurry.aborted ? DRAIN_MS : env.RUNTIME_WALL_MS), feed.close()]);
  control.close();
  await Promise.all([logs.close(), outboundLog.close()]);
  await Promise.all([sql.end({ timeout: 1 }), jobsSql.end({ timeout: 1 })]);
});
