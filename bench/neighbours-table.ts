import os from "node:os";
import type { TestApi } from "#lib/gateway/test-gateway.ts";
import { guestBundle } from "../supabase/tests/guest-bundle.ts";
import { formatTable, quantile } from "./format-table.ts";
import { spinnerBody } from "./spinner-body.ts";
import { type BenchProduct, withProduct } from "./with-product.ts";

const RUN_MS = 12_000;
const PAUSE_MS = 4;
const VICTIM = guestBundle(`return { hello: "world", at: Date.now() };`);
const SPINNER = guestBundle(spinnerBody);
const BOMB = guestBundle(`const held = []; for (;;) { held.push(url.pathname === "/heap" ? new Array(1e5).fill(0).map((_, n) => ({ n })) : new Uint8Array(1 << 20).fill(1)); if (held.length % 8 === 0) await new Promise((r) => setTimeout(r)); }`);

interface Figures { times: number[]; failed: number }

/** A victim's own quiet figures and those beside four neighbours that spin and two that take all memory, in turns, in one run. */
export async function neighboursTable(): Promise<string> {
  return withProduct(async (product) => {
    const victim = await product.deploy(VICTIM);
    const spinners = await Promise.all(Array.from({ length: 4 }, () => product.deploy(SPINNER)));
    const bombs = await Promise.all(Array.from({ length: 2 }, () => product.deploy(BOMB)));
    await measure(product, victim, 1_000);
    const quiet: Figures = { times: [], failed: 0 };
    const loud: Figures = { times: [], failed: 0 };
    let kills = 0;
    for (let round = 0; round < 2; round += 1) {
      add(quiet, await measure(product, victim, RUN_MS / 2));
      const stop = annoy(product, spinners, bombs);
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      add(loud, await measure(product, victim, RUN_MS / 2));
      kills += await stop();
    }
    const p99 = (figures: Figures) => quantile(figures.times, 0.99);
    const row = (name: string, figures: Figures) =>
      [name, String(figures.times.length), quantile(figures.times, 0.5).toFixed(2), p99(figures).toFixed(2), `${(p99(figures) / p99(quiet)).toFixed(2)} ×`, Math.max(...figures.times).toFixed(1), String(figures.failed)];
    return formatTable([
      [`a victim's calls, ${os.cpus().length} cores, load ${(os.loadavg()[0] ?? 0).toFixed(1)} at the end`, "calls", "p50 ms", "p99 ms", "of quiet", "max ms", "failed"],
      row("quiet", quiet), row(`beside 4 that spin and 2 that bomb (${kills} killed)`, loud),
    ]);
  });
}

async function measure({ bed }: BenchProduct, victim: TestApi, ms: number): Promise<Figures> {
  const figures: Figures = { times: [], failed: 0 };
  const until = performance.now() + ms;
  while (performance.now() < until) {
    const sentAt = performance.now();
    const response = await fetch(`${bed.url}/${victim.apiId}/`, { headers: { "x-api-key": victim.key } });
    await response.arrayBuffer();
    if (response.status === 200) figures.times.push(performance.now() - sentAt);
    else figures.failed += 1;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  return figures;
}

/** Each neighbour is called again as soon as its call is over; one that is kept stopped is restarted, as its owner might. Returns the way to stop, which tells how many were killed. */
function annoy({ bed, runtime }: BenchProduct, spinners: TestApi[], bombs: TestApi[]): () => Promise<number> {
  const ending = new AbortController();
  let kills = 0;
  const call = async (api: TestApi, path: string) => {
    while (!ending.signal.aborted) {
      const response = await fetch(`${bed.url}/${api.apiId}${path}`, { headers: { "x-api-key": api.key }, signal: ending.signal }).catch(() => null);
      await response?.arrayBuffer().catch(() => {});
      if (response?.status === 502 || response?.status === 504) kills += 1;
      if (response?.status === 503) {
        await bed.admin`update public.apis set status = 'active', status_reason = null where id = ${api.apiId}`;
        await runtime.restart(api.apiId).catch(() => {});
      }
    }
  };
  const calls = [...spinners.map((api) => call(api, "/")), ...bombs.map((api, number) => call(api, number % 2 === 0 ? "/heap" : "/buffers"))];
  return async () => {
    ending.abort();
    await Promise.all(calls);
    await Promise.all([...spinners, ...bombs].map(({ apiId }) => runtime.sleep(apiId)));
    await new Promise((resolve) => setTimeout(resolve, 500));
    return kills;
  };
}

function add(to: Figures, more: Figures): void {
  to.times.push(...more.times);
  to.failed += more.failed;
}
