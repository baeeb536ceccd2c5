import { expectAccessible } from "../fixtures/accessible.ts";
import { expect, test } from "../fixtures/test.ts";

test("anybody can read which attacks were tried, what stopped them, and on which tier this installation runs", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("navigation", { name: "Footer" }).getByRole("link", { name: "Security" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("How generated code is kept in");
  await expect(page.getByText(/This installation runs on the tier \w+/)).toBeVisible();
  await expect(page.getByText(/^\d{2,} attacks, 0 got out\.$/)).toBeVisible();

  const native = page.locator("summary", { hasText: "A native program in the runtime’s place" });
  await native.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("row", { name: /read \/etc\/passwd/ })).toContainText("Stopped");
  await expect(page.getByRole("heading", { name: "What is not covered" })).toBeVisible();
  await expectAccessible(page);
});
