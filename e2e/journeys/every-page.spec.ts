import { expect, test, type Page } from "@playwright/test";
import { expectAccessible } from "../fixtures/accessible.ts";
import { everyPage, type VisitedPage } from "../fixtures/every-page.ts";
import { expectFocusOrder, expectNoMovement, expectTargets } from "../fixtures/page-checks.ts";
import { seed } from "../fixtures/seeded.ts";
import { signIn } from "../fixtures/sign-in.ts";

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

test("every page holds for axe in both themes at 320, 768 and 1440, without sideways scroll, with targets that a finger hits @full", async ({ browser, baseURL }) => {
  test.setTimeout(1_800_000);
  const { account, parameters } = await seed(baseURL ?? "");
  for (const isPublic of [true, false]) {
    const page = await (await browser.newContext()).newPage();
    if (!isPublic) await signIn(page, account);
    for (const theme of THEMES) {
      await page.emulateMedia({ colorScheme: theme });
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 });
        for (const one of everyPage(parameters).filter((each) => each.isPublic === isPublic)) await visit(page, one, theme, width);
      }
    }
    await page.context().close();
  }
});

test("on every page the Tab key begins at the skip link and goes on in the order of the page, and every stop is seen @full", async ({ browser, baseURL }) => {
  test.setTimeout(900_000);
  const { account, parameters } = await seed(baseURL ?? "");
  for (const isPublic of [true, false]) {
    const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
    if (!isPublic) await signIn(page, account);
    for (const { path, name } of everyPage(parameters).filter((each) => each.isPublic === isPublic)) {
      await test.step(name, async () => {
        await page.goto(path);
        await expectFocusOrder(page);
      });
    }
    await page.context().close();
  }
});

test("whoever asked for less motion sees none, on any page @full", async ({ browser, baseURL }) => {
  test.setTimeout(600_000);
  const { account, parameters } = await seed(baseURL ?? "");
  for (const isPublic of [true, false]) {
    const page = await (await browser.newContext({ reducedMotion: "reduce" })).newPage();
    if (!isPublic) await signIn(page, account);
    for (const { path, name } of everyPage(parameters).filter((each) => each.isPublic === isPublic)) {
      await test.step(name, async () => {
        await page.goto(path);
        await expectNoMovement(page);
      });
    }
    await page.context().close();
  }
});
