import { expectAccessible } from "../fixtures/accessible.ts";
import { describeApi, signUp } from "../fixtures/person.ts";
import { expect, test } from "../fixtures/test.ts";

test("an owner sees what came of the calls: how many, how they ended, by endpoint and key, point by point with the keyboard and as a table", async ({ page, request }) => {
  await signUp(page);
  await page.goto("/generate");
  const { apiId, key } = await describeApi(page, "Manage books with title, author and year");
  await page.goto(`/apis/${apiId}/analytics?period=7d`);
  const headers = { authorization: `Bearer ${key}` };
  for (let calls = 0; calls < 4; calls += 1) expect((await request.get(`/${apiId}/books`, { headers })).status()).toBe(200);
  expect((await request.get(`/${apiId}/books/none`, { headers })).status()).toBe(404);
  expect((await request.get(`/${apiId}/wp-admin`, { headers })).status()).toBe(404);

  await page.goto(`/apis/${apiId}`);
  await page.getByRole("navigation", { name: "This API" }).getByRole("link", { name: "Analytics" }).click();
  await expect(page).toHaveURL(/\/analytics$/);
  const endpoints = page.getByRole("table", { name: "The busiest endpoints" });
  // Counted within seconds.
  await expect(async () => {
    await page.reload();
    await expect(endpoints.getByRole("row").filter({ hasText: "Not in its document" })).toContainText("1", { timeout: 1_000 });
  }).toPass();
  await expect(endpoints.getByRole("row").filter({ hasText: "/books/{id}" })).toBeVisible();
  await expect(page.getByRole("table", { name: "The busiest keys" })).toContainText("last call");
  await expect(page.getByRole("region", { name: "Statuses" })).toContainText("404");

  const chart = page.getByRole("slider", { name: "Calls over time" });
  await chart.focus();
  await page.keyboard.press("End");
  await expect(chart).toHaveAttribute("aria-valuetext", /2 refused \(4xx\), 0 failed \(5xx\)/);
  await page.keyboard.press("Home");
  await expect(chart).toHaveAttribute("aria-valuetext", /: 0 calls$/);

  await page.getByRole("navigation", { name: "Period" }).getByRole("link", { name: "Last 1 h" }).click();
  await expect(page).toHaveURL(/period=1h/);
  await page.getByText("The same as a table").click();
  await expect(page.getByRole("table", { name: /by minute/ }).getByRole("row").nth(1)).toBeVisible();
  for (const [width, scheme] of [[1440, "light"], [768, "dark"], [320, "light"]] as const) {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme: scheme });
    await expectAccessible(page);
  }
});

test("another person's analytics are not found", { tag: "@full" }, async ({ page, browser }) => {
  await signUp(page);
  await page.goto("/generate");
  const { apiId } = await describeApi(page, "Manage cars with make and model");
  const stranger = await (await browser.newContext()).newPage();
  await signUp(stranger);
  await stranger.goto(`/apis/${apiId}/analytics`);
  await expect(stranger.getByRole("heading", { level: 1 })).toHaveText("Nothing is at this address");
  await stranger.context().close();
});
