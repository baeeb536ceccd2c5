import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { BrowserContext, Page } from "@playwright/test";
import type { CLSMetric, INPMetric, LCPMetric } from "web-vitals";

const LIBRARY = createRequire(import.meta.url).resolve("web-vitals").replace(".umd.cjs", ".iife.js");

/** What Google calls the core web vitals (web.dev/articles/vitals), of one visit: milliseconds, but for the share that moved. */
export interface Vitals {
  lcp: number;
  cls: number;
  /** Of the slowest interaction, from its event to the next frame; NaN when the browser counted none. */
  inp: number;
  /** "keydown input#name": which one that was. */
  slowest: string;
}

/** Has every page of the context watch itself from its first line on. */
export async function watchVitals(context: BrowserContext): Promise<void> {
  await context.addInitScript({ content: `${readFileSync(LIBRARY, "utf8")};(${watch.toString()})(webVitals)` });
}

interface Watched extends Window {
  vitalsOfVisit?: Vitals;
}

/** In the page. */
function watch(library: { onLCP: (tell: (metric: LCPMetric) => void, how: object) => void; onCLS: (tell: (metric: CLSMetric) => void, how: object) => void; onINP: (tell: (metric: INPMetric) => void, how: object) => void }): void {
  const vitals: Vitals = { lcp: Number.NaN, cls: 0, inp: Number.NaN, slowest: "" };
  (window as Watched).vitalsOfVisit = vitals;
  library.onLCP(({ value }) => { vitals.lcp = value; }, { reportAllChanges: true });
  library.onCLS(({ value }) => { vitals.cls = value; }, { reportAllChanges: true });
  library.onINP(({ value, entries }) => {
    const [entry] = entries;
    const target = entry?.target instanceof Element ? entry.target : null;
    vitals.inp = value;
    vitals.slowest = `${entry?.name ?? ""} ${(target?.getAttribute("aria-label") ?? target?.textContent?.trim() ?? "").slice(0, 24) || (target?.localName ?? "")}`;
  }, { reportAllChanges: true, durationThreshold: 16 });
}

export function readVitals(page: Page): Promise<Vitals> {
  return page.evaluate(() => (window as Watched).vitalsOfVisit ?? { lcp: Number.NaN, cls: Number.NaN, inp: Number.NaN, slowest: "" });
}
