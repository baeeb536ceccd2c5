import { spawn, spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { findPostgresBinaries, isTraversableByOthers, rootOwnedDir, type PostgresBinaries, type RunAs } from "./postgres-binaries.ts";
import { isPostmaster, readPostmaster, type Postmaster } from "./postmaster.ts";
import { freePort } from "./free-port.ts";

export interface EmbeddedPostgres {
  /** Superuser's address. */
  url: string;
  port: number;
  pid: number;
  /** Where the cluster really is; see `clusterDir`. */
  clusterDir: string;
  /** It was running already: an orphan of a launcher that was killed. */
  isAttached: boolean;
  isAlive(): boolean;
  /** Ends open transactions and shuts down cleanly; resolves when the process is gone. */
  stop(): Promise<void>;
}

export interface StartPostgresOptions {
  /** Holds the cluster, its log and, for root in a private home, the file that says where the cluster is. */
  dataDir: string;
  password: string;
  /** 0: any free port. Taken ports fall back to a free one. */
  port?: number;
  flags?: string[];
}

const START_TIMEOUT_MS = 60_000;
/** Nothing of ours; NODE_ENV only because the type wants it. */
const POSTGRES_ENV = { PATH: "/usr/bin:/bin", LC_ALL: "C", TZ: "UTC", NODE_ENV: "production" } as const;

/** Starts real Postgres on 127.0.0.1, or attaches to the one that already serves this folder. Recovers from kill -9. */
export async function startPostgres(options: StartPostgresOptions): Promise<EmbeddedPostgres> {
  const found = findPostgresBinaries();
  fs.mkdirSync(options.dataDir, { recursive: true });
  const clusterDir = chooseClusterDir(path.resolve(options.dataDir), found);
  if (!fs.existsSync(path.join(clusterDir, "PG_VERSION"))) initialise(clusterDir, options.password, found);
  const binaries = { ...found, runAs: ownerOf(clusterDir, found) };

  const running = readPostmaster(clusterDir);
  if (running && isPostmaster(running.pid)) return handle(await untilReady(clusterDir, running.pid, options), clusterDir, options.password, true);
  // A pid that another program has by now would make Postgres refuse to start.
  if (running) fs.rmSync(path.join(clusterDir, "postmaster.pid"), { force: true });

  const deadline = performance.now() + START_TIMEOUT_MS;
  for (;;) {
    try {
      return handle(await launch(clusterDir, options, binaries), clusterDir, options.password, false);
    } catch (error) {
      // After kill -9 the old backends need a moment to notice that their postmaster is gone.
      if (performance.now() > deadline || !/shared memory block|lock file/.test(String(error))) throw error;
      await wait(100);
    }
  }
}

const noteOf = (dataDir: string): string => path.join(dataDir, "postgres-location");

/** The folder of an existing cluster: inside of `dataDir`, or where the note there says. */
export const findClusterDir = (dataDir: string): string => (fs.existsSync(noteOf(dataDir)) ? fs.readFileSync(noteOf(dataDir), "utf8").trim() : path.join(dataDir, "postgres"));

/** As `findClusterDir`; for root in a private home a new one where Postgres' own user may go, whereto an existing one moves. */
function chooseClusterDir(dataDir: string, { runAs }: PostgresBinaries): string {
  const inside = path.join(dataDir, "postgres");
  if (!runAs || fs.existsSync(noteOf(dataDir)) || isTraversableByOthers(dataDir)) return findClusterDir(dataDir);
  // A name of its own each time: whoever deletes DATA_DIR starts empty, and not on a cluster whose password is gone.
  const elsewhere = path.join(rootOwnedDir(), `data-${randomUUID()}`);
  if (fs.existsSync(path.join(inside, "PG_VERSION"))) {
    fs.cpSync(inside, elsewhere, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });
    spawnSync("chown", ["-R", `${runAs.uid}:${runAs.gid}`, elsewhere]);
    fs.renameSync(inside, `${inside}.moved`);
  }
  fs.writeFileSync(noteOf(dataDir), `${elsewhere}\n`);
  return elsewhere;
}

/** Only the owner of a cluster may run it: root takes whoever that is, e.g. the person who started the product before. */
function ownerOf(clusterDir: string, { runAs }: PostgresBinaries): RunAs | undefined {
  const { uid, gid } = fs.statSync(clusterDir);
  if (runAs) return { uid, gid };
  if (process.getuid && uid !== process.getuid()) throw new Error(`The database in ${clusterDir} belongs to another user. Start the product as that user or as root, or set DATA_DIR to another folder.`);
  return undefined;
}

/** initdb in a folder beside, renamed at the end: a kill in between leaves nothing half-made. */
function initialise(clusterDir: string, password: string, { binDir, runAs }: PostgresBinaries): void {
  const partial = `${clusterDir}.new`;
  fs.rmSync(partial, { recursive: true, force: true });
  fs.mkdirSync(partial, { recursive: true, mode: 0o700 });
  const passwordFile = path.join(os.tmpdir(), `.${randomUUID()}`);
  fs.writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (runAs) for (const file of [partial, passwordFile]) fs.chownSync(file, runAs.uid, runAs.gid);
  const flags = ["-D", partial, "-U", "postgres", "-A", "scram-sha-256", `--pwfile=${passwordFile}`, "-E", "UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", "--no-instructions"];
  const result = spawnSync(path.join(binDir, "initdb"), flags, { ...runAs, cwd: partial, env: POSTGRES_ENV, encoding: "utf8" });
  fs.rmSync(passwordFile, { force: true });
  if (result.status !== 0) throw new Error(`The database could not be made in ${clusterDir}: ${result.stderr || String(result.error)}`);
  fs.renameSync(partial, clusterDir);
}

async function launch(clusterDir: string, options: StartPostgresOptions, { binDir, runAs }: PostgresBinaries): Promise<Postmaster> {
  const port = options.port && (await isFree(options.port)) ? options.port : await freePort();
  const logFile = path.join(options.dataDir, "postgres.log");
  const log = fs.openSync(logFile, fs.existsSync(logFile) && fs.statSync(logFile).size > 10_000_000 ? "w" : "a", 0o600);
  const logStart = fs.fstatSync(log).size;
  const flags = ["-D", clusterDir, "-p", String(port), "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "max_connections=100", "-c", `shared_buffers=${bufferMb()}MB`,
    // Refused statements are the attacker's text: neither the disk nor the log is theirs.
    "-c", "log_min_messages=log", "-c", "log_min_error_statement=panic", "-c", "log_checkpoints=off"];
  // Its own session: Ctrl-C must reach the launcher only, which stops Postgres last.
  const child = spawn(path.join(binDir, "postgres"), [...flags, ...(options.flags ?? [])], {
    ...runAs, cwd: clusterDir, env: POSTGRES_ENV, stdio: ["ignore", log, log], detached: true,
  });
  fs.closeSync(log);
  child.unref();
  const failed = new Promise<never>((_resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`Postgres ended with ${code} before it was ready: ${fs.readFileSync(logFile, "utf8").slice(logStart).slice(-2000)}`)));
  });
  return Promise.race([untilReady(clusterDir, child.pid ?? 0, options), failed]).finally(() => child.removeAllListeners());
}

/** A sixteenth of the memory, from 64 to 256 MB: a collection of a million documents and its indexes have a gigabyte, and what isn't here is copied from the system's cache each time. */
const bufferMb = (): number => Math.min(256, Math.max(64, Math.floor(os.totalmem() / 2 ** 20 / 16)));

/** Postgres writes its state into postmaster.pid; `ready` is what pg_ctl waits for as well. */
async function untilReady(clusterDir: string, pid: number, { dataDir }: StartPostgresOptions): Promise<Postmaster> {
  const deadline = performance.now() + START_TIMEOUT_MS;
  while (performance.now() < deadline) {
    const postmaster = readPostmaster(clusterDir);
    if (postmaster && postmaster.pid === pid && postmaster.status === "ready") return postmaster;
    if (!isPostmaster(pid) && postmaster?.pid !== pid) await wait(50);
    await wait(10);
  }
  throw new Error(`Postgres did not become ready within ${START_TIMEOUT_MS / 1000} s; see ${path.join(dataDir, "postgres.log")}.`);
}

function handle({ pid, port }: Postmaster, clusterDir: string, password: string, isAttached: boolean): EmbeddedPostgres {
  const isAlive = () => isPostmaster(pid);
  const stop = async () => {
    const deadline = performance.now() + 20_000;
    for (let signal: NodeJS.Signals = "SIGINT"; isAlive(); signal = "SIGQUIT") {
      process.kill(pid, signal);
      while (isAlive() && (signal === "SIGQUIT" || performance.now() < deadline)) await wait(20);
    }
  };
  return { url: `postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`, port, pid, clusterDir, isAttached, isAlive, stop };
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = net.createServer().once("error", () => resolve(false)).listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
