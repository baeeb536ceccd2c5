import { existsSync } from "node:fs";
import type { TestApi } from "#lib/gateway/test-gateway.ts";
import { guestBundle } from "./guest-bundle.ts";
import type { LiveGateway } from "./live-gateway.ts";
import { until } from "./until.ts";
import { workerdOf } from "./workerd-of.ts";

export interface KillReport {
  kills: number;
  /** Calls of the load. */
  calls: number;
  /** Those that failed with 502, begun before their runtime was gone. */
  lost: number;
  /** Whatever else failed, in words; and a call in flight on a killed runtime that got anything but 502. */
  wrong: string[];
}

/** What it prints arrives while it runs. */
const HANG = `console.log("begun"); await new Promise((resolve) => setTimeout(resolve, 60000));`;

export interface KillOptions {
  count: number;
  /** Runtimes that are being killed, or coming back, at the same time. */
  atOnce: number;
  /** Each API has a caller, who calls again after so long. */
  everyMs: number;
}

/** Kills the runtimes of many APIs with -9 in random order, each with a call in flight, under load. */
export async function killUnderLoad(bed: LiveGateway, { count, atOnce, everyMs }: KillOptions): Promise<KillReport> {
  const report: KillReport = { kills: 0, calls: 0, lost: 0, wrong: [] };
  const apis = await Promise.all(Array.from({ length: count }, () => bed.deploy(guestBundle(`if (url.pathname === "/hang") { ${HANG} } return "fine";`))));
  const goneAt = new Map<string, number>();
  const answered = new Map<string, number>();
  let isOver = false;
  const callOnce = async (api: TestApi) => {
    const begunAt = performance.now();
    const status = await bed.fetch(api, "/").then(async (response) => (await response.text(), response.status), String);
    report.calls += 1;
    if (status === 200) answered.set(api.apiId, (answered.get(api.apiId) ?? 0) + 1);
    else if (status === 502 && begunAt <= (goneAt.get(api.apiId) ?? 0)) report.lost += 1;
    else report.wrong.push(`${api.apiId}: ${status}`);
  };
  await Promise.all(apis.map(callOnce));
  const load = Promise.all(apis.map(async (api) => {
    while (!isOver) {
      await callOnce(api);
      if (everyMs > 0) await new Promise((resolve) => setTimeout(resolve, everyMs));
    }
  }));
  const order = apis.map((api) => ({ api, at: Math.random() })).toSorted((a, b) => a.at - b.at).map(({ api }) => api);
  const killNext = async (): Promise<void> => {
    const api = order.pop();
    if (!api) return;
    const { socketPath } = await bed.sandbox.backend.wake(api.apiId);
    const requestId = `hang-${api.apiId}`;
    const hanging = bed.fetch(api, "/hang", { headers: { "x-request-id": requestId } });
    await until(() => bed.logged.some((entry) => entry.requestId === requestId), "the call in flight");
    const pid = workerdOf(socketPath);
    goneAt.set(api.apiId, Infinity);
    process.kill(pid, "SIGKILL");
    report.kills += 1;
    await until(() => !existsSync(`/proc/${pid}`), "the process is gone");
    goneAt.set(api.apiId, performance.now());
    const { status } = await hanging;
    if (status !== 502) report.wrong.push(`${api.apiId}: ${status} for the call in flight`);
    const before = answered.get(api.apiId) ?? 0;
    await until(() => (answered.get(api.apiId) ?? 0) > before + 2, "it serves again");
    return killNext();
  };
  await Promise.all(Array.from({ length: atOnce }, killNext));
  isOver = true;
  await load;
  return report;
}
