import { buildApi, callApi, makeAccount } from "../fixtures/account.ts";
import { signUp } from "../fixtures/person.ts";
import { signIn } from "../fixtures/sign-in.ts";
import { expect, test } from "../fixtures/test.ts";

test("the palette finds pages and actions by keyboard alone; the focus goes into the page, or back to where it was", async ({ page }) => {
  await signUp(page);
  await page.keyboard.press("Control+k");
  const field = page.getByRole("combobox", { name: "Find anything" });
  await expect(field).toBeFocused();
  await page.keyboard.type("who changed");
  await expect(page.getByText("Nothing is called “who changed”")).toBeVisible();
  await field.fill("audit");
  await expect(page.getByRole("option", { selected: true })).toHaveText("Audit log");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/audit");
  await expect(page.locator("#content")).toBeFocused();

  await page.getByRole("button", { name: "Find anything" }).focus();
  await page.keyboard.press("Enter");
  await expect(field).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Find anything" })).toBeFocused();
});

test("the palette goes to what was typed, however fast Enter follows on a slow machine", async ({ page }) => {
  await signUp(page);
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("option").first()).toBeVisible();
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: 20 });
  await page.keyboard.type("audit");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/audit");
  await page.keyboard.press("Control+k");
  const field = page.getByRole("combobox", { name: "Find anything" });
  await expect(field).toHaveValue("");
  await page.keyboard.type("docs");
  await expect(page.getByRole("option", { selected: true })).toHaveText("Docs");
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("option", { selected: true })).toHaveText("Docs: concepts");
});

test("what can be done with an API is found by its name from any page: paused and resumed at once, deleted where that is confirmed", async ({ page, baseURL }) => {
  const account = await makeAccount(baseURL ?? "");
  const { body: api } = await buildApi(baseURL ?? "", account.accessToken, "Manage books with title, author and year");
  await signIn(page, account);
  await page.goto("/audit");
  const choose = async (typed: string) => {
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox", { name: "Find anything" }).fill(typed);
    await expect(page.getByRole("option", { selected: true })).toHaveText(new RegExp(typed, "i"));
    await page.keyboard.press("Enter");
  };
  await choose("pause books");
  await expect(page.getByText("Books is paused")).toBeVisible();
  expect((await callApi(api, "GET", "/books")).status).toBe(423);
  await choose("resume books");
  await expect(page.getByText("Books is live again")).toBeVisible();
  expect((await callApi(api, "GET", "/books")).status).toBe(200);
  await choose("delete books");
  await page.waitForURL(`**/apis/${api.apiId}/settings#end`);
  expect((await callApi(api, "GET", "/books")).status).toBe(200);
  await choose("create a key");
  await page.waitForURL("**/api-keys");
});

test("a chosen theme and a folded sidebar are there in the first byte of the next page", async ({ page }) => {
  await signUp(page);
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Find anything" }).fill("dark");
  await page.keyboard.press("Enter");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await page.keyboard.press("Control+b");
  await expect(page.getByRole("button", { name: "Unfold sidebar" })).toBeVisible();
  const html = await (await page.request.get("/dashboard")).text();
  expect(html).toMatch(/<html[^>]* data-theme="dark"/);
  expect(html).toContain('content="#0e1113"');
  expect(html).toContain("Unfold sidebar");
});

test("a menu opens at its very first press, by pointer or keyboard, and gives the focus back", async ({ page }) => {
  await signUp(page);
  const button = page.getByRole("button", { name: /^Workspace: / });
  const [menu, first] = [page.getByRole("menu"), page.getByRole("menuitemradio").first()];
  await expect(button).toHaveAttribute("aria-haspopup", "menu");
  await button.click();
  await expect(menu).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(button).toBeFocused();
  for (const key of ["Enter", "Space", "ArrowDown"]) {
    await page.reload();
    await button.focus();
    await page.keyboard.press(key);
    await expect(first, key).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(menu).toBeHidden();
    await expect(button).toBeFocused();
  }
});

test("a menu whose code cannot be fetched says so, and opens at the next press", async ({ page, context }) => {
  // Nothing is fetched ahead.
  await page.addInitScript(() => void (window.requestIdleCallback = () => 0));
  await signUp(page);
  await page.reload();
  await expect(page.getByRole("region", { name: /^Notifications/ })).toBeAttached();
  const button = page.getByRole("button", { name: /^Workspace: / });
  await context.setOffline(true);
  await button.click();
  await expect(page.getByText("This part of the page could not be loaded.")).toBeVisible();
  await context.setOffline(false);
  await button.click();
  await expect(page.getByRole("menu")).toBeVisible();
});

test("a folded place says its word to a pointer and to the keyboard, and the press that follows goes there", async ({ page }) => {
  await signUp(page);
  await page.keyboard.press("Control+b");
  const [link, word] = [page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "API keys" }), page.getByRole("tooltip", { name: "API keys" })];
  // The words come when the page is idle; who rests on a place before that, rests once more.
  await expect(async () => {
    await page.mouse.move(600, 400);
    await link.hover();
    await expect(word).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await page.mouse.move(600, 400, { steps: 5 });
  await expect(word).toBeHidden();
  await page.getByRole("button", { name: "Find anything" }).focus();
  while (!(await link.evaluate((element) => element === document.activeElement))) await page.keyboard.press("Tab");
  await expect(word).toBeVisible();
  await link.click();
  await page.waitForURL("**/api-keys");
});

test("who asks for an icon by habit gets one, also without a session", async ({ request }) => {
  const icon = await request.get("/favicon.ico");
  expect([icon.status(), icon.headers()["content-type"]]).toEqual([200, "image/x-icon"]);
});
