import type { Page } from "@playwright/test";
import { randomString } from "#lib/id.ts";
import { expectAccessible } from "../fixtures/accessible.ts";
import { forgetAddresses } from "../fixtures/forget-addresses.ts";
import { expect, test } from "../fixtures/test.ts";

test.beforeEach(forgetAddresses);

const left = (page: Page, calls: number) => expect(page.getByText(`${calls} of 20 calls left`)).toBeVisible();
const marathon = (page: Page) => page.getByRole("button", { name: "A marathon in kilometres" });

test("a visitor calls the live sample from two tabs with one key; after 20 calls the page leads to sign-up, and the gateway refuses the key", async ({ page, context, request }) => {
  await page.goto("/");
  await marathon(page).click();
  await expect(page.getByText('"result": 42.1648128')).toBeVisible();
  await left(page, 19);
  await page.getByRole("button", { name: "A mistake: kilos in metres" }).click();
  await expect(page.getByText("kilogram is a unit of mass, meter of length")).toBeVisible();

  const second = await context.newPage();
  await second.goto("/");
  await left(second, 18);
  await marathon(second).click();
  await left(second, 17);
  await left(page, 17);

  const held = await page.evaluate(() => JSON.parse(localStorage.getItem("sample-key") ?? "{}") as { url: string; key: string });
  const call = () => request.get(`${held.url}/units`, { headers: { authorization: `Bearer ${held.key}` } });
  const statuses = await Promise.all(Array.from({ length: 17 }, async () => (await call()).status()));
  expect(new Set(statuses)).toEqual(new Set([200]));
  await marathon(page).click();
  await expect(page.getByText("The 20 calls of this key are used up.", { exact: true })).toBeVisible();
  await expect(marathon(second)).toBeDisabled();
  const refused = await call();
  expect([refused.status(), ((await refused.json()) as { error: string }).error]).toEqual([402, "spend_cap"]);
  await expectAccessible(page);
  await page.getByRole("main").getByRole("link", { name: "Sign up" }).click();
  await page.waitForURL("**/signup");
});

test("an address that asks for keys again and again gets five, and is told to sign up", { tag: "@full" }, async ({ request }) => {
  // No proxy is trusted here: what a client says of its address changes nothing.
  const replies = await Promise.all(Array.from({ length: 40 }, (_item, place) => request.post("/api/v1/sample-keys", { headers: { "x-forwarded-for": `203.0.113.${place}` } })));
  expect(replies.filter((reply) => reply.status() === 201).length).toBe(5);
  const refusals = replies.filter((reply) => reply.status() === 429);
  expect(refusals.length).toBe(35);
  for (const refusal of refusals) expect(await refusal.text()).toContain("Sign up");
  await forgetAddresses();
});

test("from the landing to the first successful call: a minute at most, and six clicks", async ({ page }) => {
  let clicks = 0;
  await page.exposeBinding("countClick", () => (clicks += 1));
  await page.addInitScript(() => document.addEventListener("click", (event) => event.isTrusted && (window as unknown as { countClick(): void }).countClick(), true));
  const startedAt = Date.now();
  await page.goto("/");
  const field = page.getByLabel("What should the API do?");
  await field.click();
  await field.fill("Manage recipes with title, servings and tags");
  await page.getByRole("button", { name: "Create API" }).click();
  await page.waitForURL("**/signup*");
  await page.getByLabel("E-mail").click();
  await page.getByLabel("E-mail").fill(`first-${randomString(10).toLowerCase()}@example.com`);
  await page.getByLabel("Password", { exact: true }).click();
  await page.getByLabel("Password", { exact: true }).fill(randomString(20));
  await page.getByRole("button", { name: "Create account" }).click();
  const panel = page.getByRole("region", { name: "Your API" });
  await expect(panel.getByText("201")).toBeVisible({ timeout: 60_000 - (Date.now() - startedAt) });
  await expect(panel.getByRole("button", { name: "Copy key" })).toBeFocused();
  expect(clicks).toBeLessThanOrEqual(6);
});
