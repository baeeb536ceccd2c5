import { expectAccessible } from "../fixtures/accessible.ts";
import { describeApi, signUp } from "../fixtures/person.ts";
import { expect, test } from "../fixtures/test.ts";

test("an owner sees which APIs run, what they use, and the sandbox that holds them; an API that sleeps is shown asleep", { tag: "@full" }, async ({ page, request }) => {
  await signUp(page);
  await page.goto("/monitoring");
  await expect(page.getByText("No APIs yet")).toBeVisible();
  await expectAccessible(page);
  await page.goto("/generate");
  const { apiId, key } = await describeApi(page, "Manage books with title, author and year");
  expect((await request.get(`/${apiId}/books`, { headers: { authorization: `Bearer ${key}` } })).status()).toBe(200);

  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Monitoring" }).click();
  const row = page.getByRole("region", { name: "Runtimes" }).getByRole("row").filter({ hasText: "Books" });
  await expect(row).toContainText("Awake");
  await expect(row).toContainText(/\d+ MB/);
  await expect(page.getByText("1 of 1")).toBeVisible();
  await expect(page.getByText(/workerd → /)).toBeVisible();
  const gateway = page.getByRole("region", { name: "Gateway" });
  await expect(gateway).toContainText("Serving");
  await expect(gateway).toContainText(/\d+ ms/);
  for (const [width, scheme] of [[1440, "light"], [768, "dark"], [320, "light"]] as const) {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme: scheme });
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), `no sideways scrolling at ${width}`).toBeLessThanOrEqual(width);
  }
});
