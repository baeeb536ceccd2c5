import { mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { connect } from "#lib/db/connect.ts";
import { createDocumentStore } from "#lib/documents/document-store.ts";
import { startDocumentJobs } from "#lib/documents/start-document-jobs.ts";
import { createLog } from "#lib/log.ts";
import { serveControl } from "#lib/runtime/control-server.ts";
import { noOutbound } from "#lib/runtime/host/live-egress-deps.ts";
import { NO_BUNDLES } from "#lib/runtime/host-ports.ts";
import { createWorkerdBackend } from "#lib/runtime/workerd/workerd-backend.ts";
import { createVersionSource } from "#server/runner-ports.ts";

/** A runner of its own, as in the product: what it does takes no time from the gateway. `argv`: its databases and its control socket. */
const [databaseUrl = "", jobsUrl = "", socketPath = ""] = process.argv.slice(2);
const runDirectory = mkdtempSync("/tmp/acb-");
const sql = connect(databaseUrl, "bench-runner", 8);
const jobsSql = connect(jobsUrl, "bench-jobs", 1);
const log = createLog("runner", "error");
const stopJobs = startDocumentJobs(jobsSql, log);
const backend = await createWorkerdBackend({
  runDirectory, cacheDirectory: path.join(runDirectory, "cache"), minTier: "development", warm: 2, limits: {}, bundles: NO_BUNDLES, versions: createVersionSource(sql),
  documents: createDocumentStore(sql, log), logs: { write: () => {} }, outbound: noOutbound, log,
});
await serveControl(backend, socketPath, log);
process.once("message", async () => {
  await backend.close(200);
  await stopJobs();
  await Promise.all([sql.end({ timeout: 1 }), jobsSql.end({ timeout: 1 })]);
  rmSync(runDirectory, { recursive: true, force: true });
  process.exit(0);
});
process.send?.("ready");
