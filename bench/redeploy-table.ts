import { startLiveGateway } from "../supabase/tests/live-gateway.ts";
import { loadOf, redeploy, versionedBundle } from "../supabase/tests/redeploy.ts";
import { formatTable, quantile } from "./format-table.ts";

const REDEPLOYS = 100;
const CALLERS = 40;
const PER_SECOND = 200;

/** A hundred deployments while callers send 200 requests a second: how many fail, how many are answered by two versions or an older one. */
export async function redeployTable(): Promise<string> {
  const bed = await startLiveGateway();
  try {
    const api = await bed.deploy(versionedBundle(1));
    await (await bed.fetch(api, "/")).text();
    const load = loadOf(bed, api, CALLERS, (1000 / PER_SECOND) * CALLERS);
    const times: number[] = [];
    const startedAt = performance.now();
    for (let number = 2; number <= REDEPLOYS + 1; number += 1) {
      const sentAt = performance.now();
      await redeploy(bed, api, number);
      times.push(performance.now() - sentAt);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    const seconds = (performance.now() - startedAt) / 1000;
    await load.stop();
    return formatTable([
      ["redeployments", "calls", "calls/s", "failed", "mixed", "until the new version takes calls: p50 ms", "p99 ms"],
      [String(REDEPLOYS), String(load.answers), (load.answers / seconds).toFixed(0), String(load.failed.length), String(load.mixed.length), quantile(times, 0.5).toFixed(0), quantile(times, 0.99).toFixed(0)],
    ]) + [...load.failed, ...load.mixed].slice(0, 5).map((text) => `\n${text}`).join("");
  } finally {
    await bed.close();
  }
}
