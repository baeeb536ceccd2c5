import { type BrowserContext, type CDPSession, chromium, devices, type Page } from "@playwright/test";
import { BROWSER } from "../e2e/fixtures/browser-options.ts";
import { signIn } from "../e2e/fixtures/sign-in.ts";
import { formatTable, quantile } from "./format-table.ts";
import { readVitals, type Vitals, watchVitals } from "./vitals/read-vitals.ts";
import { usePage } from "./vitals/use-page.ts";
import { withPages } from "./with-pages.ts";

const RUNS = 3;
const CPU_SLOWDOWN = 4;
/** Lighthouse's phone: 1.6 Mbit/s with 150 ms there and back. */
const SLOW_LINE = { offline: false, latency: 150, downloadThroughput: (1.6 * 1024 * 1024) / 8, uploadThroughput: (750 * 1024) / 8 };
const FORMS = { phone: devices["Pixel 7"], desktop: { viewport: { width: 1440, height: 900 } } } as const;
/** Nothing larger is painted this long after a page has loaded. */
const REST_MS = 1500;
/** More than a window adds to its page. */
const FRAME_PX = 300;
const HEAD = ["page", "as", "form", "LCP ms", "LCP ms, slow line", "CLS", "INP ms", "slowest of it"];

/**
 * Every page in a real browser on a CPU that is slowed four times, with an empty cache: what is painted, what moves and how long an interaction
 * waits for its frame, the median of three. Unlike `pages`, nothing is simulated: the slow line is held back too. Words narrow it to pages, a
 * number is how many runs, an address measures a product that runs already.
 */
export function vitalsTable(words: readonly string[]): Promise<string> {
  return withPages(words, RUNS, async ({ server, runs, account, pages, seenAs }) => {
    const browser = await chromium.launch(BROWSER);
    const rows: string[][] = [];
    try {
      for (const isPublic of [true, false]) {
        for (const [form, device] of Object.entries(FORMS)) {
          const context = await browser.newContext({ ...device, baseURL: server, reducedMotion: "no-preference" });
          await watchVitals(context);
          if (!isPublic) await signIn(await context.newPage(), account);
          for (const page of pages.filter((one) => one.isPublic === isPublic)) {
            const row = [page.name, seenAs(page), form, ...(await figuresOf(context, page.path, runs))];
            rows.push(row);
            process.stderr.write(`${row.join("  ")}\n`);
          }
          await context.close();
        }
      }
    } finally {
      await browser.close();
    }
    return formatTable([HEAD, ...rows]);
  });
}

async function figuresOf(context: BrowserContext, path: string, runs: number): Promise<string[]> {
  const used: Vitals[] = [];
  const slow: Vitals[] = [];
  for (let run = 0; run < runs; run += 1) {
    used.push(await visit(context, path, "fast"));
    slow.push(await visit(context, path, "slow"));
  }
  const worst = used.toSorted((a, b) => b.inp - a.inp)[0];
  const median = (values: readonly number[], digits = 0) => quantile(values, 0.5).toFixed(digits);
  const cls = Math.max(...[...used, ...slow].map((one) => one.cls));
  return [median(used.map(({ lcp }) => lcp)), median(slow.map(({ lcp }) => lcp)), cls.toFixed(3), median(used.map(({ inp }) => inp)), `${worst?.inp.toFixed(0)}: ${worst?.slowest}`];
}

/** On a slow line the page is only looked at: an interaction's frame doesn't wait for the network. */
async function visit(context: BrowserContext, path: string, line: "fast" | "slow"): Promise<Vitals> {
  const page = await context.newPage();
  try {
    const session = await context.newCDPSession(page);
    await showWhole(page, session);
    await session.send("Network.clearBrowserCache");
    if (line === "slow") {
      await session.send("Network.enable");
      await session.send("Network.emulateNetworkConditions", SLOW_LINE);
    }
    await session.send("Emulation.setCPUThrottlingRate", { rate: CPU_SLOWDOWN });
    await page.goto(path, { waitUntil: "load" });
    await page.waitForTimeout(REST_MS);
    if (line === "fast") await usePage(page);
    return await readVitals(page);
  } finally {
    await page.close();
  }
}

/**
 * The window is as large as the page with its tabs and address, so the page's last 150 px or so lie outside it. What changes only there is never
 * presented, and an interaction there counts until something else is: a field at the bottom took 400 ms instead of 60.
 */
async function showWhole(page: Page, session: CDPSession): Promise<void> {
  const { windowId, bounds } = await session.send("Browser.getWindowForTarget");
  const height = (page.viewportSize()?.height ?? 0) + FRAME_PX;
  if (bounds.height !== height) await session.send("Browser.setWindowBounds", { windowId, bounds: { width: bounds.width, height } });
}
