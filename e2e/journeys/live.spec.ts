import type { Page } from "@playwright/test";
import { expectAccessible } from "../fixtures/accessible.ts";
import { buildApi, callApi, makeAccount } from "../fixtures/account.ts";
import { describeApi, signUp } from "../fixtures/person.ts";
import { signIn } from "../fixtures/sign-in.ts";
import { expect, test } from "../fixtures/test.ts";

const isLive = (page: Page) => expect(page.locator("[data-live=live]")).toBeAttached();
const row = (page: Page) => page.getByRole("row").filter({ hasText: "Books" });
const act = async (page: Page, what: string) => {
  await page.getByRole("button", { name: "Actions for Books" }).click();
  await page.getByRole("menuitem", { name: what }).click();
};

test("two tabs agree: a pause, a call and a new key made in one are in the other without a reload, at the cost of this page alone; a refused pause is taken back", async ({ page, context, request }) => {
  await signUp(page);
  await page.goto("/generate");
  const { apiId, key } = await describeApi(page, "Manage books with title, author and year");
  await page.goto("/dashboard");
  const [other, keys] = [await context.newPage(), await context.newPage()];
  await other.goto("/dashboard");
  const readAhead: string[] = [];
  keys.on("request", (sent) => sent.headers()["next-router-prefetch"] && readAhead.push(sent.url()));
  await keys.goto("/api-keys");
  for (const tab of [page, other, keys]) await isLive(tab);
  await act(page, "Pause");
  await expect(row(page)).toContainText("Paused");
  await expect(row(other)).toContainText("Paused");
  await act(other, "Resume");
  await expect(row(page)).toContainText("Live");
  expect((await request.get(`/${apiId}/books`, { headers: { authorization: `Bearer ${key}` } })).status()).toBe(200);
  await expect(row(page).getByRole("cell", { name: "1", exact: true })).toBeVisible();
  const made = await page.request.post("/api/v1/keys", { headers: { origin: new URL(page.url()).origin }, data: { kind: "call", apiId, name: "From a program" } });
  expect(made.status()).toBe(201);
  await expect(keys.getByText("From a program", { exact: true })).toBeVisible();
  expect(readAhead, "pages that nobody is about to go to").toEqual([]);
  await expectAccessible(page);

  await page.route("**/dashboard", (route) => (route.request().method() === "POST" ? route.abort() : route.continue()));
  await act(page, "Pause");
  await expect(page.getByText("Books was not paused")).toBeVisible();
  await expect(row(page)).toContainText("Live");
});

test("a call that is read on the overview stays open while newer ones come, until it is closed", async ({ page, baseURL }) => {
  const server = baseURL ?? "";
  const account = await makeAccount(server);
  const { body: api } = await buildApi(server, account.accessToken, "Manage books with title, author and year");
  await callApi(api, "GET", "/books?read=this");
  await signIn(page, account);
  await page.goto(`/apis/${api.apiId}`);
  const calls = page.getByRole("list", { name: "Recent calls" });
  const first = calls.getByRole("button", { name: /read=this/ });
  await first.click();
  await expect(calls.getByText("What came in")).toBeVisible();
  for (let n = 0; n < 9; n += 1) await callApi(api, "GET", `/books?newer=${n}`);
  await expect(calls.getByRole("button", { name: /newer=8/ })).toBeVisible();
  await expect(calls.locator("> li")).toHaveCount(9);
  await expect(calls.getByText("What came in")).toBeVisible();
  await first.click();
  await expect(first).toBeHidden();
});
