import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import type { RuntimeAddress } from "#lib/runtime/runtime.ts";
import { bundleServer, nodeAdapter, type Adapter } from "./bundle-server.ts";
import type { Contender } from "./contender.ts";

interface Deployed {
  file: string;
  versionId: string;
  running: { child: ChildProcess; socketPath: string } | null;
  waking: Promise<RuntimeAddress> | null;
}

/** What a user might run instead: a Node process per API, started when a call comes, without a sandbox. */
export function nodeContender(): Contender {
  const adapter = nodeAdapter();
  return processContender(`a Node ${process.versions.node} process per API, ${adapter}, no sandbox`, adapter, (file) => [process.execPath, file]);
}

/** The same with Deno; null where there is none on the PATH. */
export function denoContender(): Contender | null {
  const { stdout, status } = spawnSync("deno", ["--version"], { encoding: "utf8" });
  const version = /^deno (\S+)/.exec(stdout ?? "")?.[1];
  return status === 0 && version ? processContender(`a Deno ${version} process per API, --allow-all, no sandbox`, "Deno.serve", (file) => ["deno", "run", "--allow-all", "--no-check", file]) : null;
}

function processContender(name: string, adapter: Adapter, command: (file: string) => string[]): Contender {
  const folder = mkdtempSync("/tmp/acb-");
  const apis = new Map<string, Deployed>();
  let started = 0;

  const start = async (api: Deployed): Promise<RuntimeAddress> => {
    const startedAt = performance.now();
    const socketPath = path.join(folder, `${(started += 1)}.sock`);
    const [program = "", ...args] = command(api.file);
    const child = spawn(program, [...args, socketPath], { stdio: ["ignore", "pipe", "inherit"] });
    api.running = { child, socketPath };
    const ended = once(child, "exit").then(() => Promise.reject(new Error("the process ended before it listened")));
    // It prints one line once it listens.
    await Promise.race([once(child.stdout, "data"), ended]);
    return { socketPath, versionId: api.versionId, isCold: true, wakeMs: performance.now() - startedAt };
  };
  const stop = async (api: Deployed): Promise<void> => {
    const { running } = api;
    api.running = null;
    if (!running) return;
    const ended = once(running.child, "exit");
    running.child.kill("SIGKILL");
    await ended;
    rmSync(running.socketPath, { force: true });
  };

  return {
    name,
    async deploy({ apiId, versionId }, files) {
      const file = await bundleServer(files, adapter, path.join(folder, apiId));
      apis.set(apiId, { file, versionId, running: null, waking: null });
    },
    wake(apiId) {
      const api = apis.get(apiId);
      if (!api) throw new Error("it is not deployed");
      const { running } = api;
      if (running && !api.waking) return Promise.resolve({ socketPath: running.socketPath, versionId: api.versionId, isCold: false, wakeMs: 0 });
      return (api.waking ??= start(api).finally(() => (api.waking = null)));
    },
    async sleep(apiId) {
      const api = apis.get(apiId);
      if (api) await stop(api);
    },
    pidsOf: ({ socketPath }) => [...apis.values()].flatMap(({ running }) => (running?.socketPath === socketPath && running.child.pid ? [running.child.pid] : [])),
    async close() {
      await Promise.all([...apis.values()].map(stop));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
