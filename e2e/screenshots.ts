import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { type Browser, type BrowserContext, chromium, type Page } from "@playwright/test";
import { BROWSER } from "./fixtures/browser-options.ts";
import { everyPage } from "./fixtures/every-page.ts";
import { removeProductData, startProduct } from "./fixtures/product.ts";
import { describeApi } from "./fixtures/person.ts";
import { seed, type Seeded } from "./fixtures/seeded.ts";
import { signIn } from "./fixtures/sign-in.ts";

/**
 * `npm run screenshots [-- --server URL] [--out DIR] [--only WORD]`: every page in both themes at the width of a phone and of a desk, with
 * APIs that were built and called. Without a server it starts a product of its own. `--images` takes the README's pictures into docs/images.
 */
const { values } = parseArgs({ options: { server: { type: "string" }, out: { type: "string", default: "screenshots" }, only: { type: "string", default: "" }, images: { type: "boolean", default: false } } });
const WIDTHS = [{ name: "phone", width: 390, height: 844 }, { name: "desk", width: 1440, height: 900 }] as const;
const THEMES = ["light", "dark"] as const;
/** What the README shows: a page, in a theme. */
const IMAGES = [{ name: "dashboard", theme: "light" }, { name: "apis-id-analytics", theme: "dark" }, { name: "apis-id-data", theme: "light" }] as const;

const product = values.server ? null : await startProduct();
const server = values.server ?? product?.url ?? "";
const browser = await chromium.launch(BROWSER);
try {
  const seeded = await seed(server, undefined, values.images && product ? "ada@example.com" : undefined);
  if (values.images) await takeImages(browser, seeded);
  else await takeAll(browser, seeded);
} finally {
  await browser.close();
  await product?.stop();
  if (product) removeProductData(product);
}
process.exit(0);

async function takeAll(from: Browser, seeded: Seeded): Promise<void> {
  const pages = everyPage(seeded.parameters).filter(({ name }) => name.includes(values.only));
  for (const { name: size, ...viewport } of WIDTHS) {
    for (const theme of THEMES) {
      const context = await contextOf(from, seeded, viewport, theme);
      const visitor = await from.newContext({ baseURL: server, viewport, colorScheme: theme });
      for (const { path, name, isPublic } of pages) await take(await (isPublic ? visitor : context).newPage(), path, join(values.out, `${name}-${theme}-${size}.png`), true);
      await context.close();
      await visitor.close();
    }
  }
}

async function takeImages(from: Browser, seeded: Seeded): Promise<void> {
  for (const { name, theme } of IMAGES) {
    const context = await contextOf(from, seeded, { width: 1280, height: 800 }, theme);
    const page = everyPage(seeded.parameters).find((one) => one.name === name);
    if (!page) throw new Error(`There is no page ${name}.`);
    await take(await context.newPage(), page.path, join("docs", "images", `${name}.png`), false);
    await context.close();
  }
  const context = await contextOf(from, seeded, { width: 1280, height: 1080 }, "light");
  const page = await context.newPage();
  await page.goto("/generate");
  await describeApi(page, "Manage recipes with name, minutes and whether they are vegan; search by name");
  await shoot(page, join("docs", "images", "build.png"), false);
  await context.close();
}

async function contextOf(from: Browser, seeded: Seeded, viewport: { width: number; height: number }, colorScheme: "light" | "dark"): Promise<BrowserContext> {
  const context = await from.newContext({ baseURL: server, viewport, colorScheme });
  const page = await context.newPage();
  await signIn(page, seeded.account);
  await page.close();
  return context;
}

async function take(page: Page, path: string, file: string, isWhole: boolean): Promise<void> {
  await page.goto(path);
  await shoot(page, file, isWhole);
}

async function shoot(page: Page, file: string, isWhole: boolean): Promise<void> {
  mkdirSync(resolve(file, ".."), { recursive: true });
  // Times and charts are shortened and drawn in the browser.
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve, { timeout: 2000 })));
  await page.evaluate(() => Promise.allSettled(document.getAnimations().filter((animation) => animation.effect?.getComputedTiming().endTime !== Infinity).map((animation) => animation.finished)));
  await page.screenshot({ path: file, fullPage: isWhole });
  await page.close();
  process.stdout.write(`${file}\n`);
}
