import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { descendants } from "../supabase/tests/process-tree.ts";
import { formatTable, quantile } from "./format-table.ts";
import { load, loadAtRate, type LoadResult } from "./load.ts";
import { processFigures, waitedMs } from "./process-figures.ts";
import { startInstallation } from "./proxies/installation.ts";
import { nextRoute } from "./proxies/next-route.ts";
import { nginxProxy } from "./proxies/nginx-proxy.ts";
import { ourGateway } from "./proxies/our-gateway.ts";
import type { Proxy } from "./proxies/proxy.ts";
import { realApi } from "./proxies/real-api.ts";
import { startProcess } from "./proxies/start-process.ts";
import { undiciProxy } from "./proxies/undici-proxy.ts";

const CONNECTIONS = [1, 16, 64, 256];
const ROUNDS = 5;
/** Until what runs often is compiled. */
const WARM_MS = 5_000;
const RUN_MS = 1_200;
const RATE_MS = 3_000;

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
    const mostOf = (name: string) => Math.max(...closed.filter(({ proxy }) => proxy.name === name).map(({ rounds }) => middleOf(rounds, "perSecond")));
    const rate = Math.floor(mostOf(GATEWAY) / 2);
    const able = proxies.filter(({ name }) => mostOf(name) > rate);
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
const BARE = "bare undici proxy";
const NEXT = "Next fallback route";

/** `waitedShare`: of the time, ms a second; another process or the kernel had the core meanwhile. */
type Figures = LoadResult & { cpuUs: number; waitedShare: number };
interface Measured {
  proxy: Proxy;
  connections: number;
  /** Of each round. */
  rounds: Figures[];
}

const middleOf = (rounds: readonly Figures[], figure: keyof Figures): number => quantile(rounds.map((round) => round[figure]), 0.5);
const failedOf = (rounds: readonly Figures[]): string => String(rounds.reduce((sum, { failed }) => sum + failed, 0));

/** In turns, so that what changes on the machine changes for all; each begins when what was called before is in Postgres. */
async function inTurns(proxies: readonly Proxy[], connections: number, run: (proxy: Proxy) => Promise<LoadResult>): Promise<Measured[]> {
  const measured: Measured[] = proxies.map((proxy) => ({ proxy, connections, rounds: [] }));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const { proxy, rounds } of measured) {
      await Promise.all(proxies.map(({ settled }) => settled?.()));
      rounds.push(await withCpu(proxy, () => run(proxy)));
    }
  }
  return measured;
}

async function closedModel(proxies: readonly Proxy[]): Promise<Measured[]> {
  for (const proxy of proxies) await load(proxy.url, proxy.headers, 64, WARM_MS, optionsOf(proxy));
  const measured: Measured[] = [];
  for (const connections of CONNECTIONS) measured.push(...(await inTurns(proxies, connections, (proxy) => load(proxy.url, proxy.headers, connections, RUN_MS, optionsOf(proxy)))));
  return measured;
}

/** Of the rounds of a proxy, what the other answered in the round beside it. */
function shareOf({ rounds, connections }: Measured, name: string, measured: readonly Measured[]): string {
  const others = measured.find((other) => other.proxy.name === name && other.connections === connections)?.rounds ?? [];
  return (quantile(rounds.map((round, index) => round.perSecond / (others[index]?.perSecond ?? Number.NaN)), 0.5) * 100).toFixed(0);
}

function closedTable(measured: readonly Measured[]): string {
  return formatTable([
    [`Closed model, median of ${ROUNDS} rounds in turns`, "connections", "requests/s", "% of bare", "% of Next", "CPU µs a call", "p50 ms", "p99 ms", "failed"],
    ...measured.toSorted((one, other) => one.proxy.name.localeCompare(other.proxy.name)).map((row) => [
      row.proxy.name, String(row.connections), middleOf(row.rounds, "perSecond").toFixed(0), shareOf(row, BARE, measured), shareOf(row, NEXT, measured), middleOf(row.rounds, "cpuUs").toFixed(0),
      middleOf(row.rounds, "p50Ms").toFixed(2), middleOf(row.rounds, "p99Ms").toFixed(2), failedOf(row.rounds),
    ]),
  ]);
}

async function rateTable(proxies: readonly Proxy[], perSecond: number): Promise<string> {
  const measured = await inTurns(proxies, Number.NaN, (proxy) => loadAtRate(proxy.url, proxy.headers, perSecond, RATE_MS, optionsOf(proxy)));
  const direct = measured[0]?.rounds ?? [];
  const withAdded = (rounds: readonly Figures[], figure: "p50Ms" | "p99Ms"): string[] => [middleOf(rounds, figure).toFixed(2), (middleOf(rounds, figure) - middleOf(direct, figure)).toFixed(2)];
  return formatTable([
    [`Open model, ${perSecond} requests/s: half of the gateway's most; median of ${ROUNDS} rounds in turns`, "answered/s", "p50 ms", "adds ms", "p99 ms", "adds ms", "CPU µs a call", "waits for its core, ms/s", "failed"],
    ...measured.map(({ proxy, rounds }) => [
      proxy.name, middleOf(rounds, "perSecond").toFixed(0), ...withAdded(rounds, "p50Ms"), ...withAdded(rounds, "p99Ms"), middleOf(rounds, "cpuUs").toFixed(0), middleOf(rounds, "waitedShare").toFixed(0), failedOf(rounds),
    ]),
  ]);
}

async function withCpu(proxy: Proxy, run: () => Promise<LoadResult>): Promise<Figures> {
  const pids = [proxy.pid, ...descendants(proxy.pid)];
  const before = { cpuMs: processFigures(pids).cpuMs, waitedMs: waitedMs(pids), at: performance.now() };
  const result = await run();
  const seconds = (performance.now() - before.at) / 1000;
  return { ...result, cpuUs: ((processFigures(pids).cpuMs - before.cpuMs) * 1000) / result.calls, waitedShare: (waitedMs(pids) - before.waitedMs) / seconds };
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
