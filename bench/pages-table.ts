import { mkdtempSync, rmSync } from "node:fs";
import os, { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import lighthouse, { desktopConfig } from "lighthouse";
import { freePort } from "#server/free-port.ts";
import { BROWSER } from "../e2e/fixtures/browser-options.ts";
import type { VisitedPage } from "../e2e/fixtures/every-page.ts";
import { signIn } from "../e2e/fixtures/sign-in.ts";
import { formatTable, quantile } from "./format-table.ts";
import { withPages } from "./with-pages.ts";

const RUNS = 5;
/** Pages for members are kept out of search engines on purpose: of them SEO says nothing. */
const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"] as const;
const FORMS = ["mobile", "desktop"] as const;
const HEAD = ["page", "as", "form", ...CATEGORIES, "LCP ms", "CLS", "TBT ms", "script KB", "all KB", "speed"];
type Figures = number[];
interface Report {
  categories: Record<string, { auditRefs: { id: string; weight: number }[] }>;
  audits: Record<string, { score: number | null; title: string }>;
}

/**
 * Lighthouse over every page as it is for whoever may see it, on a phone and on a desk, simulated throttling: the median of five. Words after the
 * name narrow it: `pages dashboard apis-id`; a number is how many runs; an address measures a product that runs already. "speed" is Lighthouse's
 * index of this machine while it measured: a phone's slowness is simulated on top, so rows of different speeds don't compare.
 */
export function pagesTable(words: readonly string[]): Promise<string> {
  return withPages(words, RUNS, async ({ server, runs, account, pages, seenAs }) => {
    const rows: string[][] = [];
    for (const isPublic of [true, false]) {
      await withBrowser(server, isPublic ? null : account, async (port, emptyCache) => {
        for (const page of pages.filter((one) => one.isPublic === isPublic)) {
          for (const form of FORMS) {
            const figures = await measure({ url: `${server}${page.path}`, port, form, runs, emptyCache });
            const row = [page.name, seenAs(page), form, ...mediansOf(page, figures)];
            rows.push(row);
            // All pages take an hour: what is known is told at once.
            process.stderr.write(`${row.join("  ")}  load ${os.loadavg()[0]?.toFixed(1)}\n`);
          }
        }
      });
    }
    return formatTable([HEAD, ...rows]);
  });
}

function mediansOf({ isPublic }: VisitedPage, figures: Figures[]): string[] {
  const medians = (figures[0] ?? []).map((_, index) => quantile(figures.map((run) => run[index] ?? Number.NaN), 0.5));
  return medians.map((value, index) => (index === CATEGORIES.indexOf("seo") && !isPublic ? "–" : index === CATEGORIES.length + 1 ? value.toFixed(3) : value.toFixed(0)));
}

/** A browser whose own context is signed in, because that is where Lighthouse opens its tab. */
async function withBrowser(server: string, account: Parameters<typeof signIn>[1] | null, use: (port: number, emptyCache: () => Promise<unknown>) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "api-creator-pages-"));
  const port = await freePort();
  const context = await chromium.launchPersistentContext(folder, { ...BROWSER, args: [...(BROWSER.args ?? []), `--remote-debugging-port=${port}`], baseURL: server });
  try {
    if (account) await signIn(await context.newPage(), account);
    const session = await context.newCDPSession(context.pages()[0] ?? (await context.newPage()));
    await use(port, () => session.send("Network.clearBrowserCache"));
  } finally {
    await context.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Measurement {
  url: string;
  port: number;
  form: (typeof FORMS)[number];
  runs: number;
  emptyCache: () => Promise<unknown>;
}

/** Each run as at a first visit: Lighthouse itself would take the session away with the cache. The page of an unknown address is measured with its 404. */
async function measure({ url, port, form, runs, emptyCache }: Measurement): Promise<Figures[]> {
  const all: Figures[] = [];
  for (let run = 0; run < runs; run += 1) {
    await emptyCache();
    const result = await lighthouse(url, { port, logLevel: "silent", disableStorageReset: true, ignoreStatusCode: true, onlyCategories: [...CATEGORIES] }, form === "desktop" ? desktopConfig : undefined);
    if (!result) throw new Error(`Lighthouse told nothing of ${url}`);
    const { categories, audits } = result.lhr;
    tellFailures(url, form, result.lhr);
    const figure = (id: string) => audits[id]?.numericValue ?? Number.NaN;
    all.push([...CATEGORIES.map((name) => (categories[name]?.score ?? Number.NaN) * 100), figure("largest-contentful-paint"), figure("cumulative-layout-shift"), figure("total-blocking-time"), scriptBytes(audits) / 1024, figure("total-byte-weight") / 1024, result.lhr.environment.benchmarkIndex]);
  }
  return all;
}

/** What cost a point of accessibility or best practices, for whoever has to mend it. */
function tellFailures(url: string, form: string, { categories, audits }: Report): void {
  const counted = ["accessibility", "best-practices", "seo"].flatMap((name) => categories[name]?.auditRefs.filter((ref) => ref.weight > 0) ?? []);
  for (const { id } of counted) if (audits[id]?.score === 0) process.stderr.write(`${url} (${form}): ${id}: ${audits[id].title}\n`);
}

function scriptBytes(audits: Record<string, { details?: unknown }>): number {
  const details = audits["network-requests"]?.details;
  const items: unknown = typeof details === "object" && details !== null && "items" in details ? details.items : [];
  return (Array.isArray(items) ? items : []).reduce((sum: number, item: { resourceType?: string; transferSize?: number }) => sum + (item.resourceType === "Script" ? (item.transferSize ?? 0) : 0), 0);
}
