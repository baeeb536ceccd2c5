import { spawn, type ChildProcess } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Readable } from "node:stream";
import { unzipSync } from "fflate";
import { workerdBinary } from "#lib/runtime/workerd/workerd-binary.ts";

/** An exported zip in a folder outside of the project. */
export interface ExportedProject {
  folder: string;
  /** Runs an npm script, or `npm install`, to its end; throws with what it printed when it fails. */
  npm(...words: string[]): Promise<string>;
  /** `npm start` on a port of its own; the key of the consumer is made before. */
  start(consumer: string): Promise<RunningProject>;
  /** The Workers form in the local workerd, its Durable Object on the disk. */
  startWorker(consumer: string): Promise<RunningProject>;
  remove(): void;
}
export interface RunningProject {
  url: string;
  key: string;
  stop(): Promise<void>;
}

const KEY = "a-key-of-at-least-twenty-characters";

export const unpackProject = (zip: Uint8Array, isLinked: boolean): ExportedProject => placeProject(unzipSync(zip), isLinked);

/** `isLinked`: with the packages of this project, so that nothing is downloaded. */
export function placeProject(files: Record<string, Uint8Array | string>, isLinked: boolean): ExportedProject {
  const folder = mkdtempSync("/tmp/exported-");
  for (const [name, bytes] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), bytes);
  }
  if (isLinked) symlinkSync(path.join(process.cwd(), "node_modules"), path.join(folder, "node_modules"));
  return {
    folder,
    npm: (...words) => finished(launch("npm", words, folder, { ADMIN_KEY: KEY }), `npm ${words.join(" ")}`),
    async start(consumer) {
      const child = launch("npm", ["start"], folder, { PORT: "0", API_KEYS: `${consumer}:${KEY}` });
      const [, url = ""] = await said(child, child.stdout, /answers at (http:\S+)/);
      return { url, key: KEY, stop: () => ended(child) };
    },
    async startWorker(consumer) {
      mkdirSync(path.join(folder, "local/objects"), { recursive: true });
      writeFileSync(path.join(folder, "local/worker.capnp"), workerConfig(path.join(folder, "local/objects"), consumer));
      const child = launch(workerdBinary().file, ["serve", "--control-fd=3", "local/worker.capnp"], folder);
      const [, port = ""] = await said(child, child.stdio[3] as Readable, /"port":\s*(\d+)/);
      return { url: `http://127.0.0.1:${port}`, key: KEY, stop: () => ended(child) };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The smallest config with what wrangler.jsonc binds. */
const workerConfig = (disk: string, consumer: string): string => `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [ (name = "main", worker = .api), (name = "disk", disk = (path = "${disk}", writable = true)) ],
  sockets = [ (name = "http", address = "127.0.0.1:0", http = (), service = "main") ],
);
const api :Workerd.Worker = (
  modules = [ (name = "worker.js", esModule = embed "../dist/worker.js") ],
  compatibilityDate = "2026-11-01",
  durableObjectNamespaces = [ (className = "Store", uniqueKey = "store", enableSql = true) ],
  durableObjectStorage = (localDisk = "disk"),
  bindings = [ (name = "STORE", durableObjectNamespace = "Store"), (name = "API_KEYS", text = "${consumer}:${KEY}"), (name = "ADMIN_KEY", text = "${KEY}") ],
);
`;

/** What a person's shell gives to npm: where it finds things, and how it reaches the registry. */
const SURROUNDINGS = /^(path|home|node_extra_ca_certs|(https?|no)_proxy|npm_config_(registry|cache))$/i;

/** In a group of its own: npm starts the process that is meant. */
function launch(program: string, words: readonly string[], cwd: string, env: Record<string, string> = {}): ChildProcess {
  const surroundings = Object.fromEntries(Object.entries(process.env).filter(([name]) => SURROUNDINGS.test(name)));
  return spawn(program, words, { cwd, env: { ...surroundings, ...env, NODE_ENV: "production" }, stdio: ["ignore", "pipe", "pipe", "pipe"], detached: true });
}

async function finished(child: ChildProcess, what: string): Promise<string> {
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  if (code !== 0) throw new Error(`${what} ended with ${code}:\n${output}`);
  return output;
}

function said(child: ChildProcess, stream: Readable | null, pattern: RegExp): Promise<RegExpExecArray> {
  let text = "";
  return new Promise((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      text += chunk.toString();
      const found = pattern.exec(text);
      if (found) resolve(found);
    };
    for (const source of new Set([stream, child.stderr])) source?.on("data", hear);
    child.once("close", (code) => reject(new Error(`it ended with ${code}:\n${text}`)));
  });
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return Promise.resolve();
  const closed = new Promise<void>((resolve) => child.once("close", () => resolve()));
  process.kill(-child.pid, "SIGTERM");
  return closed;
}
