import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { cutDocument, type Failure, FAILURES, failRequests, HALVES, halveParts, hurryLimits, isAction, mendParts, REQUEST_ID } from "../fixtures/failing-requests.ts";
import { LIKE_OTHERS, PAGE_REQUESTS, type PageRequest, type Scene, setScene } from "../fixtures/page-requests.ts";
import { seed } from "../fixtures/seeded.ts";
import { signUp } from "../fixtures/person.ts";
import { signIn } from "../fixtures/sign-in.ts";
import { expect, test } from "../fixtures/test.ts";

/** What happened, and what to do now: one of these is in the words of every failure. */
const NEXT_STEP = /try again|reload|connecting again|reconnecting|close this and open it again/i;
const TOLD = "[role=alert], [role=status], [id$=-error], [data-sonner-toast]";
/** Streams come back by themselves: what they show while they are away has no id. */
const STREAM = /\/(live|events)$/;

/** Does what asks for it, in this way of failing: the page says so, and nothing on it waits any longer. */
async function expectTold(page: Page, one: PageRequest, scene: Scene | null, failure: Failure): Promise<void> {
  await hurryLimits(page);
  await page.goto(one.path(scene ?? NOBODY));
  // Until the page's scripts run a form is the browser's own.
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve, { timeout: 2_000 })));
  const held = page.locator("main :is([aria-disabled=true], button:disabled, [aria-busy=true], .spinning)");
  const heldBefore = await held.count();
  await failRequests(page, failure, (request) => isOf(one, request));
  await Promise.all([page.waitForRequest((request) => isOf(one, request)), one.act(page, scene ?? NOBODY)]);
  const told = page.locator(TOLD).filter({ hasText: NEXT_STEP, visible: true });
  await expect(told.first()).toBeVisible({ timeout: 30_000 });
  if ((failure === "500" || failure === "429") && one.name.endsWith("Action") && one.name !== "findApisAction") await expect(told.filter({ hasText: REQUEST_ID }).first()).toBeVisible();
  await expect(page.locator(".breathing")).toHaveCount(0);
  // The sample of whoever was refused is over: there one signs up.
  if (!STREAM.test(one.name) && !(one.name.endsWith("sample-keys") && failure === "429")) await expect.poll(() => held.count(), { message: "what still waits" }).toBeLessThanOrEqual(heldBefore);
}

function isOf({ name }: PageRequest, request: Parameters<typeof isAction>[0]): boolean {
  const [method = "", address] = name.split(" ");
  if (address === undefined) return isAction(request);
  const pattern = new RegExp(`^${address.replace(/\{\w+\}/g, "[^/]+")}$`);
  return request.method() === method && pattern.test(new URL(request.url()).pathname);
}

const NOBODY: Scene = { account: { email: "", password: "", accessToken: "" }, parameters: {}, apiId: "", invitation: "" };

async function failAll(page: Page, requests: readonly PageRequest[], scene: Scene | null): Promise<void> {
  for (const one of requests) {
    for (const failure of FAILURES) {
      await test.step(`${one.name}: ${failure}`, async () => {
        const own = await page.context().newPage();
        own.setDefaultTimeout(30_000);
        await expectTold(own, one, scene, failure).catch((error: unknown) => expect.soft(String(error), `${one.name}: ${failure}`).toBe(""));
        await own.close();
      });
    }
  }
}

test("who signs in or calls the sample is told when the server fails, refuses, hangs or is gone, and may try again", async ({ page }) => {
  await failAll(page, PAGE_REQUESTS.filter(({ name }) => ["signInAction", "POST /api/v1/sample-keys"].includes(name)), null);
});

test("each action and each request of every page fails, is refused, hangs and breaks in turn: the page says so with what to do, and nothing waits for ever @full", async ({ page, browser, baseURL }) => {
  test.setTimeout(3_600_000);
  await failAll(page, PAGE_REQUESTS.filter(({ isPublic }) => isPublic), null);
  const scene = await setScene(baseURL ?? "");
  const person = await (await browser.newContext()).newPage();
  await signIn(person, scene.account);
  await failAll(person, PAGE_REQUESTS.filter(({ isPublic }) => !isPublic), scene);
});

/** Goes through the links of the frame and of an API's pages, each from where they are first seen. */
async function clickThrough<Way extends string>(page: Page, baseURL: string, fails: (own: Page, way: Way) => Promise<void>, ways: readonly Way[], expectPage: (own: Page, what: string) => Promise<void>): Promise<void> {
  const { account, parameters } = await seed(baseURL, 1);
  await signIn(page, account);
  for (const [start, list] of [["/dashboard", "Main"], [`/apis/${parameters["apis/[id]"]}`, "This API"]] as const) {
    await page.goto(start);
    const hrefs = await page.getByRole("navigation", { name: list }).getByRole("link").evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
    for (const href of hrefs.filter((each) => each !== start && each.startsWith("/") && !each.startsWith("/api/"))) {
      for (const way of ways) {
        await test.step(`${href}: ${way}`, async () => {
          const own = await page.context().newPage();
          await hurryLimits(own);
          await fails(own, way);
          await own.goto(start);
          await own.getByRole("navigation", { name: list }).locator(`a[href="${href}"]`).first().click();
          await expect.soft(own, `${href}: ${way}`).toHaveURL(new RegExp(`${href.replaceAll("?", "\\?")}$`), { timeout: 30_000 });
          await expectPage(own, `${href}: ${way}`);
          await own.close();
        });
      }
    }
  }
}

test("a click on a link leads to its page also when the server fails to send the page's parts @full", async ({ page, baseURL }) => {
  test.setTimeout(900_000);
  const fails = (own: Page, failure: Failure) => failRequests(own, failure, (request) => request.method() === "GET" && request.headers()["rsc"] !== undefined);
  await clickThrough(page, baseURL ?? "", fails, FAILURES, async (own, what) => {
    await expect.soft(own.getByRole("heading", { level: 1 }), what).toBeVisible();
    await expect.soft(own.locator(".breathing"), what).toHaveCount(0);
  });
});

test("a page whose parts stop coming half way is there, or says that it could not be loaded and can be had with a click @full", async ({ page, baseURL }) => {
  test.setTimeout(900_000);
  await clickThrough(page, baseURL ?? "", halveParts, HALVES, async (own, what) => {
    await expect.soft(own.locator(".breathing"), what).toHaveCount(0, { timeout: 30_000 });
    await expect.soft(own.getByRole("heading", { level: 1 }), what).toBeVisible();
    await mendParts(own);
    const again = own.getByRole("button", { name: "Try again" });
    if (await again.isVisible()) await again.click();
    await expect.soft(own.getByRole("heading", { level: 1 }), what).toHaveText(/^(?!This page could not be loaded)./);
  });
});

test("a page whose document is cut on its way says so, and can be had with a click @full", async ({ page }) => {
  await signUp(page);
  for (const share of [0.45, 0.6, 0.75]) {
    const own = await page.context().newPage();
    await cutDocument(own, "/billing", share);
    await own.goto("/billing");
    await expect.soft(own.getByRole("heading", { level: 1 }), `${share}`).toHaveText(/^(This page |Plan)/);
    await expect.soft(own.locator(".breathing"), `${share}`).toHaveCount(0);
    const again = own.getByRole("button", { name: /^(Reload page|Try again)$/ });
    if (await again.isVisible()) await again.click();
    await expect.soft(own.getByRole("heading", { level: 1 }), `${share}`).toHaveText(/^Plan/);
    await own.close();
  }
});

test("every action of the app is made to fail above", () => {
  const app = join(import.meta.dirname, "..", "..", "app");
  const actions = globSync("**/*.ts", { cwd: app }).map((file) => readFileSync(join(app, file), "utf8")).filter((text) => text.startsWith('"use server"')).flatMap((text) => [...text.matchAll(/^export (?:async function|const) (\w+)/gm)].map(([, name]) => name ?? ""));
  const failed = new Set([...PAGE_REQUESTS.map(({ name }) => name), ...Object.keys(LIKE_OTHERS)]);
  expect(actions.length).toBeGreaterThan(40);
  expect(actions.filter((name) => !failed.has(name))).toEqual([]);
});
