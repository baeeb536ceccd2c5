import { Console } from "node:console";
import fs from "node:fs";
import type http from "node:http";
import path from "node:path";
import { Writable } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";
import { publicUrl, readEnv } from "#lib/env.ts";
import { createLog } from "#lib/log.ts";
import { roleUrls, setRolePasswords } from "./db-roles.ts";
import { startPostgres, type EmbeddedPostgres } from "./embedded-postgres.ts";
import { createLocalAuth } from "./local-auth.ts";
import { ensureLocalSecrets } from "./local-secrets.ts";
import { onStop } from "./on-stop.ts";
import { createSupabaseHttp } from "./supabase-http.ts";

/** The embedded Supabase: real Postgres, and the Auth and REST servers on it. A child of the launcher, which gets its addresses by IPC. */
const env = readEnv();
const log = createLog("supabase", env.LOG_LEVEL);
const dataDir = path.resolve(env.DATA_DIR);
const WATCH_MS = 200;
// The auth server prints each refused statement with its stack: what anybody may provoke is for debugging only.
globalThis.console = new Console(new Writable({ write: (chunk, _encoding, done) => (log.debug("supabase.lite", { text: String(chunk).slice(0, 2000) }), done()) }));

function tell(message: Record<string, unknown>): void {
  if (process.connected) process.send?.(message);
}

async function start(): Promise<void> {
  const { secrets, isNew } = await ensureLocalSecrets(dataDir);
  const ports = readPorts();
  if (isNew) tell({ type: "progress", message: "making a new one" });
  const options = { dataDir, password: secrets.postgresPassword };
  let postgres = await startPostgres({ ...options, port: ports.postgres });
  const watch = keepAlive(() => postgres, async () => {
    postgres = await startPostgres({ ...options, port: postgres.port });
  });
  if (postgres.isAttached) tell({ type: "progress", message: "it was still running: attached" });

  const auth = await createLocalAuth({
    adminUrl: postgres.url, secrets, siteUrl: publicUrl(env),
    onMail: (to, subject, link) => log.info(subject === "Reset Your Password" ? `password reset link for ${to}` : `mail for ${to}: ${subject}`, { link }),
    onMigrated: (files) => files.length > 0 && tell({ type: "progress", message: `${files.length} migrations applied` }),
  });
  await setRolePasswords(postgres.url, secrets.rolePasswords);
  const server = createSupabaseHttp({ fetch: auth.fetch, onError: (error) => log.error("supabase.request", { error }) });
  const port = await listen(server, ports.supabase);
  fs.writeFileSync(portsFile, JSON.stringify({ postgres: postgres.port, supabase: port }));

  onStop(async () => {
    await watch.stop();
    server.close();
    server.closeAllConnections();
    await auth.close().catch(() => {});
    await postgres.stop();
  });
  tell({
    type: "ready", dataDir, firstStart: isNew,
    env: {
      SUPABASE_URL: `http://127.0.0.1:${port}`, SUPABASE_PUBLISHABLE_KEY: secrets.publishableKey, DATABASE_URL: postgres.url,
      ...roleUrls(postgres.url, secrets.rolePasswords), KEY_PEPPER: secrets.keyPepper, ENCRYPTION_KEY: secrets.encryptionKey,
    },
  });
  log.info("supabase.ready", { port, postgresPort: postgres.port, attached: postgres.isAttached });
}

/**
 * Starts Postgres again when it dies. Its port stays, so that every other process only has to reconnect. Stopped, it waits for a start that is
 * under way: else that Postgres would be nobody's.
 */
function keepAlive(current: () => EmbeddedPostgres, restart: () => Promise<void>): { stop(): Promise<void> } {
  let restarting: Promise<void> | null = null;
  const revive = async (): Promise<void> => {
    const { port } = current();
    log.warn("postgres.died", { pid: current().pid });
    try {
      await restart();
      log.info("postgres.recovered", { pid: current().pid });
      // Everybody else's addresses are wrong now: let the launcher start anew.
      if (current().port !== port) process.exit(1);
    } catch (error) {
      log.error("postgres.restart", { error });
      await wait(1_000);
    }
  };
  const timer = setInterval(() => {
    if (restarting || current().isAlive()) return;
    restarting = revive().finally(() => { restarting = null; });
  }, WATCH_MS);
  return {
    async stop() {
      clearInterval(timer);
      await restarting;
    },
  };
}

const portsFile = path.join(dataDir, "ports.json");

/** The same ports as last time where they are free: other processes may have the addresses. */
function readPorts(): { postgres: number; supabase: number } {
  try {
    const read = JSON.parse(fs.readFileSync(portsFile, "utf8")) as { postgres?: number; supabase?: number };
    return { postgres: read.postgres ?? 0, supabase: read.supabase ?? 0 };
  } catch {
    return { postgres: 0, supabase: 0 };
  }
}

function listen(server: http.Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.on("error", (error: NodeJS.ErrnoException) => (error.code === "EADDRINUSE" ? server.listen(0, "127.0.0.1") : reject(error)));
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : port);
    });
  });
}

start().catch((error: Error) => {
  log.error("supabase.failed", { error });
  tell({ type: "failed", message: `The embedded database could not start: ${error.message}` });
  process.exitCode = 1;
  setTimeout(() => process.exit(1), 200);
});
