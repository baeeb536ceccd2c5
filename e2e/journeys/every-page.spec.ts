import type { Browser, BrowserContextOptions, Page } from "@playwright/test";
import { type Account, buildApi, makeAccount } from "../fixtures/account.ts";
import { expectAccessible } from "../fixtures/accessible.ts";
import { breakFrame } from "../fixtures/break-frame.ts";
import { breakTables } from "../fixtures/break-tables.ts";
import { everyPage, type VisitedPage } from "../fixtures/every-page.ts";
import { furnish } from "../fixtures/furnish.ts";
import { goInside } from "../fixtures/go-inside.ts";
import { expectFocusOrder, expectNoMovement, expectTargets, FINGER_PX } from "../fixtures/page-checks.ts";
import { seed } from "../fixtures/seeded.ts";
import { signIn } from "../fixtures/sign-in.ts";
import { startSlowProduct } from "../fixtures/slow-product.ts";
import { expect, test } from "../fixtures/test.ts";

const WIDTHS = [320, 768, 1440] as const;
const THEMES = ["light", "dark"] as const;

/** What a page has to hold in a theme and at a width. Everything that is wrong is told, not the first alone. */
async function visit(page: Page, { path, name }: VisitedPage, theme: string, width: number): Promise<void> {
  const said: string[] = [];
  const listen = (message: { type(): string; text(): string }) => message.type() === "error" && said.push(message.text());
  page.on("console", listen);
  await test.step(`${name}, ${theme}, ${width}`, async () => {
    await page.goto(path);
    await expectAccessible(page);
    await expectTargets(page);
    // The page of the missing address says so in the console, as it should.
    expect.soft(name === "nothing-here" ? [] : said, `${path}: errors in the console`).toEqual([]);
  });
  page.off("console", listen);
}

test("the components, the landing, the list of APIs and an API hold for axe in both themes, at 320 and at 1440", async ({ page, baseURL }) => {
  const { account, parameters } = await seed(baseURL ?? "", 1);
  await signIn(page, account);
  const pages = everyPage(parameters).filter(({ name }) => ["design", "landing", "dashboard", "apis-id"].includes(name));
  expect(pages).toHaveLength(4);
  for (const [theme, width] of [["light", 320], ["dark", 1440]] as const) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    await page.setViewportSize({ width, height: 900 });
    for (const one of pages) await visit(page, one, theme, width);
  }
});

/** A page in every theme and at every width, loaded once: what changes with both is style alone. */
async function lookAll(page: Page, name: string): Promise<void> {
  for (const theme of THEMES) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      await test.step(`${name}, ${theme}, ${width}`, () => expectAccessible(page));
    }
  }
  await expectTargets(page);
}

/** Opens pages as whom they are for: somebody who signed in, or a visitor. One at a time: behind another nothing is drawn. */
async function openAs(browser: Browser, account: Account, options: BrowserContextOptions = {}): Promise<(pages: readonly VisitedPage[], look: (page: Page, one: VisitedPage) => Promise<void>) => Promise<void>> {
  const [visitor, person] = [await browser.newContext(options), await browser.newContext(options)];
  const first = await person.newPage();
  await signIn(first, account);
  await first.close();
  return async (pages, look) => {
    for (const one of pages) {
      const page = await (one.isPublic ? visitor : person).newPage();
      await look(page, one);
      await page.close();
    }
  };
}

const lookAt = async (page: Page, { path, name }: VisitedPage): Promise<void> => {
  await page.goto(path);
  // What stands in its place would hold as well.
  await expect.soft(page.getByRole("heading", { name: "This page could not be loaded" }), path).toHaveCount(0);
  await lookAll(page, name);
};

test("every page, with what a workspace has after some days, holds for axe in both themes at 320, 768 and 1440, without sideways scroll @full", async ({ browser, baseURL }) => {
  test.setTimeout(1_800_000);
  const seeded = await seed(baseURL ?? "");
  const open = await openAs(browser, seeded.account);
  const more = await furnish(baseURL ?? "", seeded);
  await open([...everyPage(seeded.parameters), ...more], lookAt);
});

test("every page of a workspace that has nothing, and of an API that nobody called, holds for axe likewise @full", async ({ browser, baseURL }) => {
  test.setTimeout(1_800_000);
  const account = await makeAccount(baseURL ?? "");
  const open = await openAs(browser, account);
  const ofNoApi = { "apis/[id]": "", "blueprints/[id]": "link-shortener", "join/[token]": "over" };
  await open(everyPage(ofNoApi).filter(({ path, isPublic }) => !isPublic && !path.startsWith("/apis/")), lookAt);
  const { body } = await buildApi(baseURL ?? "", account.accessToken, "Manage books with title, author and year");
  await open(everyPage({ ...ofNoApi, "apis/[id]": body.apiId }).filter(({ path }) => path.startsWith("/apis/")), lookAt);
});

/** A page from which somebody may go there: of an API, another tab. */
function comeFrom(path: string): string {
  const [, api, tab] = /^(\/apis\/[^/]+)\/?(.*)$/.exec(path) ?? [];
  if (api) return tab === "settings" ? `${api}/logs` : `${api}/settings`;
  return path === "/profile" ? "/workspace" : "/profile";
}

test("every page of a workspace says that it loads while its database is slow, and holds for axe likewise @full", async ({ browser, baseURL }) => {
  test.setTimeout(1_800_000);
  const { account, parameters } = await seed(baseURL ?? "", 1);
  const open = await openAs(browser, account);
  const slow = await startSlowProduct(baseURL ?? "");
  // Who follows an invitation comes from outside: that page comes whole.
  await open(everyPage(parameters).filter(({ isPublic, path }) => !isPublic && !path.startsWith("/join/")), async (page, { path, name }) => {
    await page.goto(slow.url + comeFrom(path));
    await expect(async () => {
      await goInside(page, path);
      await expect(page.getByRole("status", { name: /^Loading / }).first(), path).toBeVisible({ timeout: 1_000 });
    }).toPass({ timeout: 10_000 });
    await lookAll(page, name);
  });
  await slow.close();
});

test("every page of a workspace whose database fails says so inside its frame, with what to do next, and holds for axe likewise @full", async ({ browser, baseURL }) => {
  test.setTimeout(1_800_000);
  const { account, parameters } = await seed(baseURL ?? "", 1);
  const open = await openAs(browser, account);
  for (const isFrameToo of [false, true]) {
    const mend = await breakTables({ isFrameToo });
    try {
      await open(everyPage(parameters).filter(({ isPublic }) => !isPublic).slice(0, isFrameToo ? 1 : undefined), async (page, { path, name }) => {
        await page.goto(path);
        await expect.soft(page.getByRole("heading", { name: "This page could not be loaded" }), path).toBeVisible({ timeout: 5_000 });
        await lookAll(page, name);
      });
    } finally {
      await mend();
    }
  }
});

test("what stands in the place of the whole document says so, with what to do next, holds for axe likewise, and its button brings the page @full", async ({ page }) => {
  await breakFrame(page);
  await page.goto("/pricing");
  await expect(page.getByRole("heading", { name: "This page could not be loaded" })).toBeVisible();
  await expect(page).toHaveTitle("Could not be loaded · API Creator");
  await lookAll(page, "global-error");
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Pricing");
});

test("on every page the Tab key begins at the skip link and goes on in the order in which one reads, and every stop is seen @full", async ({ browser, baseURL }) => {
  test.setTimeout(900_000);
  const seeded = await seed(baseURL ?? "");
  const open = await openAs(browser, seeded.account);
  await furnish(baseURL ?? "", seeded);
  await open(everyPage(seeded.parameters), async (page, { path, name }) => {
    await page.setViewportSize({ width: 1440, height: 900 });
    await test.step(name, async () => {
      await page.goto(path);
      await expectFocusOrder(page);
    });
  });
});

test("every control of every page is large enough for a finger on a phone @full", async ({ browser, baseURL }) => {
  test.setTimeout(900_000);
  const seeded = await seed(baseURL ?? "");
  const open = await openAs(browser, seeded.account, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await furnish(baseURL ?? "", seeded);
  await open(everyPage(seeded.parameters), async (page, { path, name }) => {
    await test.step(name, async () => {
      await page.goto(path);
      await expectTargets(page, FINGER_PX);
    });
  });
});

test("whoever asked for less motion sees none, on any page @full", async ({ browser, baseURL }) => {
  test.setTimeout(600_000);
  const seeded = await seed(baseURL ?? "");
  const open = await openAs(browser, seeded.account, { reducedMotion: "reduce" });
  await open(everyPage(seeded.parameters), async (page, { path, name }) => {
    await test.step(name, async () => {
      await page.goto(path);
      await expectNoMovement(page);
    });
  });
});
