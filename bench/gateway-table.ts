import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { descendants } from "../supabase/tests/process-tree.ts";
import { formatTable, quantile } from "./format-table.ts";
import { load, loadAtRate, type LoadResult } from "./load.ts";
import { processFigures } from "./process-figures.ts";
import { startInstallation } from "./proxies/installation.ts";
import { nextRoute } from "./proxies/next-route.ts";
import { nginxProxy } from "./proxies/nginx-proxy.ts";
import { ourGateway } from "./proxies/our-gateway.ts";
import type { Proxy } from "./proxies/proxy.ts";
import { realApi } from "./proxies/real-api.ts";
import { startProcess } from "./proxies/start-process.ts";
import { undiciProxy } from "./proxies/undici-proxy.ts";

const CONNECTIONS = [1, 16, 64, 256];
const ROUNDS = 3;
const WARM_MS = 1_000;
const RUN_MS = 1_500;
const RATE_MS = 4_000;

/** The whole path of a call beside a bare proxy, nginx and Next, on one upstream: closed model at four numbers of connections, then at a fixed rate. */
export async function gatewayTable(): Promise<string> {
  // What is started from here on has the same core.
  const isAlone = pin([process.pid], 1);
  const installation = await startInstallation();
  const socketPath = path.join(installation.folder, "up.sock");
  const upstream = await startProcess("bench/proxies/upstream-process.ts", { args: [socketPath] });
  const proxies: Proxy[] = [];
  try {
    proxies.push(await undiciProxy(socketPath), await ourGateway(installation, socketPath));
    const nginx = await nginxProxy(socketPath, installation.folder);
    if (nginx) proxies.push(nginx);
    proxies.push(await nextRoute(installation, socketPath), await realApi(installation));
    const isFirst = prefer([process.pid, upstream.pid]);
    const loose = proxies.filter(({ pid }) => !pin([pid, ...descendants(pid)], 0)).map(({ name }) => name);
    const closed = await closedModel(proxies);
    const rate = Math.floor(mostOf(closed.find(({ proxy }) => proxy.name === GATEWAY)) / 2);
    const able = closed.filter((measured) => mostOf(measured) > rate).map(({ proxy }) => proxy);
    const direct: Proxy = { name: "the upstream itself", url: "http://127.0.0.1/x", socketPath, headers: {}, pid: upstream.pid, stop: async () => {} };
    return [
      closedTable(closed),
      nginx ? "" : "nginx is not installed here: no row of it.",
      whereRun(isAlone, isFirst, loose),
      "",
      await rateTable([direct, ...able], rate),
      able.length < proxies.length ? `No row: ${proxies.filter((proxy) => !able.includes(proxy)).map(({ name }) => name).join(", ")}: can't answer so many.` : "",
    ].filter((part, index) => part !== "" || index === 3).join("\n");
  } finally {
    await Promise.allSettled(proxies.map(({ stop }) => stop()));
    await upstream.stop();
    await installation.stop();
  }
}

const GATEWAY = "gateway, whole path";

interface Measured {
  proxy: Proxy;
  /** Closed model: one for each number of connections, the best of the rounds, which is the least disturbed. At a rate: one for each round. */
  results: (LoadResult & { cpuUs: number })[];
}

const mostOf = (measured: Measured | undefined): number => Math.max(0, ...(measured?.results.map(({ perSecond }) => perSecond) ?? []));

async function closedModel(proxies: readonly Proxy[]): Promise<Measured[]> {
  const measured: Measured[] = proxies.map((proxy) => ({ proxy, results: [] }));
  for (const { proxy } of measured) await load(proxy.url, proxy.headers, 16, WARM_MS, optionsOf(proxy));
  for (const [index, connections] of CONNECTIONS.entries()) {
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const { proxy, results } of measured) {
        const result = await withCpu(proxy, () => load(proxy.url, proxy.headers, connections, RUN_MS, optionsOf(proxy)));
        const best = results[index];
        if (!best || result.perSecond > best.perSecond) results[index] = { ...result, failed: result.failed + (best?.failed ?? 0) };
      }
    }
  }
  return measured;
}

function closedTable(measured: readonly Measured[]): string {
  const bare = measured[0]?.results ?? [];
  return formatTable([
    [`Closed model, best of ${ROUNDS} rounds in turns`, "connections", "requests/s", "of bare", "CPU µs a call", "p50 ms", "p99 ms", "failed"],
    ...measured.flatMap(({ proxy, results }) => results.map((result, index) => [
      proxy.name, String(CONNECTIONS[index]), result.perSecond.toFixed(0), `${((result.perSecond / (bare[index]?.perSecond ?? Number.NaN)) * 100).toFixed(0)} %`, result.cpuUs.toFixed(0),
      result.p50Ms.toFixed(2), result.p99Ms.toFixed(2), String(result.failed),
    ])),
  ]);
}

async function rateTable(proxies: readonly Proxy[], perSecond: number): Promise<string> {
  const measured: Measured[] = proxies.map((proxy) => ({ proxy, results: [] }));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const { proxy, results } of measured) {
      await Promise.all(proxies.map(({ settled }) => settled?.()));
      results.push(await withCpu(proxy, () => loadAtRate(proxy.url, proxy.headers, perSecond, RATE_MS, optionsOf(proxy))));
    }
  }
  const medians = measured.map(({ proxy, results }) => {
    const middle = (figure: keyof Measured["results"][number]) => quantile(results.map((result) => result[figure]), 0.5);
    return { name: proxy.name, perSecond: middle("perSecond"), p50: middle("p50Ms"), p99: middle("p99Ms"), cpu: middle("cpuUs"), failed: results.reduce((sum, { failed }) => sum + failed, 0) };
  });
  const [direct] = medians;
  const added = (value: number, without = Number.NaN) => [value.toFixed(2), (value - without).toFixed(2)];
  return formatTable([
    [`Open model, ${perSecond} requests/s: half of the gateway's most; median of ${ROUNDS} rounds in turns`, "answered/s", "p50 ms", "adds ms", "p99 ms", "adds ms", "CPU µs a call", "failed"],
    ...medians.map(({ name, p50, p99, failed, ...median }) => [name, median.perSecond.toFixed(0), ...added(p50, direct?.p50), ...added(p99, direct?.p99), median.cpu.toFixed(0), String(failed)]),
  ]);
}

async function withCpu(proxy: Proxy, run: () => Promise<LoadResult>): Promise<LoadResult & { cpuUs: number }> {
  const pids = [proxy.pid, ...descendants(proxy.pid)];
  const before = processFigures(pids).cpuMs;
  const result = await run();
  return { ...result, cpuUs: ((processFigures(pids).cpuMs - before) * 1000) / result.calls };
}

const optionsOf = ({ socketPath }: Proxy) => (socketPath ? { socketPath } : {});

function whereRun(isAlone: boolean, isFirst: boolean, loose: readonly string[]): string {
  if (!isAlone) return "Nothing was pinned to a core: proxies, load and upstream share all of them.";
  return `Each proxy has a core of its own${loose.length > 0 ? `, but not ${loose.join(", ")}` : ""}; load, upstream and Postgres share another one, ${isFirst ? "the first two before" : "each as much as"} Postgres.`;
}

/** Load and upstream would wait while Postgres stores a batch, and that wait would be measured as the gateway's. False: not allowed to. */
function prefer(pids: readonly number[]): boolean {
  try {
    for (const pid of pids) os.setPriority(pid, os.constants.priority.PRIORITY_HIGHEST);
    return true;
  } catch {
    return false;
  }
}

/** Without it the scheduler's choices of a small machine are measured. False: not here. What ends meanwhile needs no core. */
const pin = (pids: readonly number[], core: number): boolean =>
  // Not availableParallelism: that counts the cores this process is held to.
  os.cpus().length > 1 && pids.every((pid) => taskset(pid, core) || !existsSync(`/proc/${pid}`) || taskset(pid, core));

const taskset = (pid: number, core: number): boolean => spawnSync("taskset", ["-a", "-c", "-p", String(core), String(pid)]).status === 0;
