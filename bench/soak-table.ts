import { parseArgs } from "node:util";
import { startLoadedProduct } from "../e2e/fixtures/loaded-product.ts";
import { countOutcomes, startMeteredLoad } from "../e2e/fixtures/metered-load.ts";
import { removeProductData } from "../e2e/fixtures/product.ts";
import { compareUsage } from "../e2e/fixtures/compare-usage.ts";
import { formatTable } from "./format-table.ts";
import { startChurn } from "./soak/churn.ts";
import { sampleProduct, type Sample } from "./soak/sample-product.ts";
import { installApis, type SoakApi } from "./soak/soak-apis.ts";
import { trendOf } from "./soak/trend.ts";

const PROMPT = "Convert temperatures and lengths";
const TARGET = "/convert?value=100&from=celsius&to=fahrenheit";
/** As many of the APIs are called at a time; which, changes. */
const CALLED = 40;
const SAMPLE_EVERY_MS = 10_000;
/** Code is compiled, caches and pools are filled. */
const WARM_UP_SHARE = 0.2;
const MAX_WARM_UP_MS = 180_000;

/** `npm run bench -- soak [--minutes 30] [--apis 300] [--rate 150]`: the whole product for long, under load and churn, and what it holds in the first and the last quarter. */
export async function soakTable(): Promise<string> {
  const { values } = parseArgs({ args: process.argv.slice(2).filter((word) => word !== "soak"), options: { minutes: { type: "string", default: "30" }, apis: { type: "string", default: "300" }, rate: { type: "string", default: "150" }, json: { type: "boolean" } } });
  if (Number(values.apis) <= CALLED) throw new Error(`--apis has to be more than ${CALLED}: as many are called at a time, and others are changed meanwhile.`);
  const runMs = Number(values.minutes) * 60_000;
  const { product, accessToken, apis: built } = await startLoadedProduct(PROMPT, 1, { RUNTIME_IDLE_MS: "20000" });
  try {
    const [first] = built;
    if (!first) throw new Error("nothing was built");
    const apis = await installApis({ product, accessToken, built: first, count: Number(values.apis) });
    const called: SoakApi[] = apis.all.slice(0, CALLED);
    const prefix = `soak-${Date.now()}`;
    const load = startMeteredLoad({ apis: called, pathOf: () => TARGET, perSecond: Number(values.rate), prefix });
    const churn = startChurn({ apis, called, productUrl: product.url, accessToken, prompt: PROMPT, seed: 20_261_121 });
    await pause(Math.min(MAX_WARM_UP_MS, runMs * WARM_UP_SHARE));
    const samples: Sample[] = [];
    load.takeLatencies();
    for (const until = performance.now() + runMs; performance.now() < until; ) {
      await pause(SAMPLE_EVERY_MS);
      const { p50Ms, p99Ms } = load.takeLatencies();
      samples.push({ ...sampleProduct(product), "call: p50, ms": p50Ms, "call: p99, ms": p99Ms });
    }
    await churn.stop();
    await load.stop();
    const compared = await compareUsage(product, load, prefix);
    await apis.admin.end({ timeout: 1 });
    return [
      trends(samples), "",
      counts([["calls", load.sent], ...Object.entries(countOutcomes(load)).map(([outcome, count]): [string, number] => [`answered ${outcome}`, count]), ...Object.entries(churn.done), ["operations that failed", churn.failed.length],
        ["answers without a usage row", compared.missing.length], ["usage rows twice", compared.twice.length]]),
      ...[...new Set(churn.failed)].slice(0, 5),
    ].join("\n");
  } finally {
    await product.stop();
    removeProductData(product);
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function trends(samples: readonly Sample[]): string {
  const rows = Object.keys(samples[0] ?? {}).map((name) => {
    const { first, last, changePercent, perHour } = trendOf(samples.map((sample) => sample[name] ?? 0), SAMPLE_EVERY_MS);
    return [name, first.toFixed(1), last.toFixed(1), `${changePercent.toFixed(1)} %`, perHour.toFixed(1)];
  });
  return formatTable([["held, and latency", "first quarter", "last quarter", "change", "slope, per hour"], ...rows]);
}

const counts = (entries: readonly [string, number][]): string => formatTable([["in all", "count"], ...entries.map(([name, count]) => [name, String(count)])]);
