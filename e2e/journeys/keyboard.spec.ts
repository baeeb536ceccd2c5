import type { Locator, Page } from "@playwright/test";
import { randomString } from "#lib/id.ts";
import { callApi } from "../fixtures/account.ts";
import { expect, test } from "../fixtures/test.ts";

test.use({ permissions: ["clipboard-read", "clipboard-write"] });

const MAX_TABS = 60;

/** Presses Tab until the control has focus, as a person would, and sees that the focus can be seen. */
async function tabTo(page: Page, control: Locator): Promise<void> {
  await expect(control).toBeVisible();
  for (let tabs = 0; tabs < MAX_TABS && !(await isFocused(control)); tabs += 1) await page.keyboard.press("Tab");
  await expect(control).toBeFocused();
  const outline = await control.evaluate((element) => getComputedStyle(element).outlineStyle);
  expect(outline, "the focus ring").not.toBe("none");
}

const isFocused = (control: Locator): Promise<boolean> => control.evaluate((element) => element === document.activeElement);

test("the whole journey by keyboard: sign up, describe, copy the key, open the API, pause, resume, delete", async ({ page }) => {
  await page.goto("/signup");
  await tabTo(page, page.getByLabel("E-mail"));
  await page.keyboard.type(`keys-${randomString(10).toLowerCase()}@example.com`);
  await tabTo(page, page.getByLabel("Password", { exact: true }));
  await page.keyboard.type(randomString(20));
  await page.keyboard.press("Enter");
  await page.waitForURL("**/dashboard");

  const description = page.getByLabel("What should the API do?");
  await expect(description).toBeFocused();
  await page.keyboard.type("Manage books with title, author and year");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Create API" })).toBeFocused();
  await page.keyboard.press("Enter");

  const panel = page.getByRole("region", { name: "Your API" });
  await expect(panel).toBeVisible({ timeout: 30_000 });
  await tabTo(page, panel.getByRole("button", { name: "Copy key" }));
  await page.keyboard.press("Enter");
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toMatch(/^apic_\w+$/);
  const key = await page.evaluate(() => navigator.clipboard.readText());

  await tabTo(page, panel.getByRole("link", { name: "Open API" }));
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/apis\/api_[a-z0-9]{16}$/);
  const url = page.url().replace("/apis/", "/");
  expect((await callApi({ url, key }, "GET", "/books")).status).toBe(200);

  await tabTo(page, page.getByRole("button", { name: "Pause" }));
  await page.keyboard.press("Space");
  const resume = page.getByRole("button", { name: "Resume" });
  await expect(resume).toBeEnabled();
  await expect(resume).toBeFocused();
  await expect.poll(async () => (await callApi({ url, key }, "GET", "/books")).status).toBe(423);
  await page.keyboard.press("Space");
  await expect(page.getByRole("button", { name: "Pause" })).toBeFocused();

  await tabTo(page, page.getByRole("navigation", { name: "This API" }).getByRole("link", { name: "Settings" }));
  await page.keyboard.press("Enter");
  await page.waitForURL("**/settings");
  const remove = page.getByRole("button", { name: "Delete", exact: true });
  await tabTo(page, remove);
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await expect(dialog).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(remove).toBeFocused();
  await page.keyboard.press("Enter");
  await tabTo(page, dialog.getByRole("button", { name: "Delete API" }));
  await page.keyboard.press("Enter");
  await page.waitForURL("**/dashboard");
  await expect.poll(async () => (await callApi({ url, key }, "GET", "/books")).status).toBe(410);
});
