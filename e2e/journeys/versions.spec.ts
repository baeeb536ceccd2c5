import type { Page } from "@playwright/test";
import { expectAccessible } from "../fixtures/accessible.ts";
import { describeApi, signUp } from "../fixtures/person.ts";
import { expect, test } from "../fixtures/test.ts";

const headers = (key: string, more: Record<string, string> = {}) => ({ authorization: `Bearer ${key}`, ...more });
const version = (page: Page, number: number) => page.getByRole("listitem", { name: `Version ${number}`, exact: true });

test("a draft is called at its own address, compared, promoted and rolled back; its callers may pin it and are told to leave it; it is forked", async ({ page, baseURL }) => {
  await signUp(page);
  await page.goto("/generate");
  const { apiId, key } = await describeApi(page, "Manage books with title, author and year");
  const draft = await page.request.post(`/api/v1/apis/${apiId}/generations`, { data: { text: "Add a field pages (whole number)", deploy: false }, headers: { accept: "application/json", origin: baseURL ?? "" }, timeout: 60_000 });
  expect(draft.status(), await draft.text()).toBe(200);

  await page.goto(`/apis/${apiId}`);
  await page.getByRole("navigation", { name: "This API" }).getByRole("link", { name: "Versions" }).click();
  await expect(version(page, 1)).toContainText("Live");
  await expect(version(page, 2)).toContainText("Draft");
  const { url } = (await (await page.request.get(`/api/v1/apis/${apiId}/versions/2`)).json()) as { url: string };
  const draftAt = new URL(url).pathname.slice(1);
  const books = async (address: string, more: Record<string, string> = {}) => ((await (await page.request.get(`/${address}/books`, { headers: headers(key, more) })).json()) as { items: { title: string }[] }).items;
  const live = (await books(apiId)).length;
  const book = { title: "Dune", author: "Frank Herbert", year: 1965, pages: 412 };
  expect((await page.request.post(`/${draftAt}/books`, { headers: headers(key), data: book })).status()).toBe(201);
  expect([(await books(draftAt)).length, (await books(apiId)).length]).toEqual([1, live]);

  await version(page, 2).getByRole("link", { name: /^Compare/ }).click();
  await expect(page.getByRole("heading", { name: "From version 1 to version 2" })).toBeVisible();
  await expect(page.getByText("Nothing breaks callers")).toBeVisible();
  for (const [width, scheme] of [[1440, "light"], [768, "dark"], [320, "light"]] as const) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme: scheme });
    await expectAccessible(page);
    await page.screenshot({ path: `test-results/screens/versions-${width}.png`, fullPage: true });
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  // Any two, at an address that can be kept.
  await page.getByLabel("From version", { exact: true }).selectOption("2");
  await page.getByLabel("To version", { exact: true }).selectOption("1");
  await page.getByRole("form", { name: "Compare versions" }).getByRole("button", { name: "Compare" }).click();
  await expect(page.getByRole("heading", { name: "From version 2 to version 1" })).toBeVisible();
  expect(new URL(page.url()).search).toBe("?from=2&to=1");
  await version(page, 2).getByRole("link", { name: "Code of version 2" }).click();
  await expect(page.getByRole("heading", { name: "Code of version 2" })).toBeVisible();
  await expect(page.getByLabel("main.ts", { exact: true })).toContainText("pages");
  await expect(page.getByRole("heading", { name: "Contract tests" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Edit from this version" }).click();
  await expect(page.getByRole("heading", { name: "Source of version 2" })).toBeVisible();
  await page.goto(`/apis/${apiId}/code?version=99`);
  await expect(page.getByText("There is no such version")).toBeVisible();
  await page.getByRole("link", { name: "See the versions of this API" }).click();

  await version(page, 2).getByRole("button", { name: /^Promote/ }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("What the draft has stored is dropped");
  await dialog.getByRole("button", { name: "Promote" }).click();
  await expect(version(page, 2)).toContainText("Live");
  expect(await books(apiId)).toHaveLength(live);
  expect((await page.request.post(`/${apiId}/books`, { headers: headers(key), data: book })).status()).toBe(201);

  await version(page, 1).getByRole("button", { name: /^Roll back/ }).click();
  await expect(dialog).toContainText('no longer has "items.pages"');
  await expectAccessible(page);
  await page.screenshot({ path: "test-results/screens/versions-roll-back.png" });
  await dialog.getByRole("button", { name: "Roll back nevertheless" }).click();
  await expect(version(page, 1)).toContainText("Live");
  const dune = async (more: Record<string, string> = {}) => (await books(apiId, more)).find(({ title }) => title === "Dune");
  await expect.poll(() => dune()).not.toHaveProperty("pages");
  expect(await dune({ "API-Version": "2" })).toHaveProperty("pages", 412);

  await version(page, 2).getByRole("button", { name: /^Deprecate/ }).click();
  await expect(version(page, 2)).toContainText("Deprecated");
  await expect.poll(async () => (await page.request.get(`/${apiId}/books`, { headers: headers(key, { "API-Version": "2" }) })).headers()["deprecation"]).toMatch(/^@\d+$/);

  await page.getByRole("button", { name: "Fork" }).click();
  await dialog.getByRole("button", { name: "Fork API" }).click();
  await expect(page.getByRole("status").filter({ hasText: "is live" })).toContainText("apic_");
  await page.screenshot({ path: "test-results/screens/versions-forked.png", fullPage: true });
  await page.getByRole("link", { name: "Open it" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Books (fork)");
});
