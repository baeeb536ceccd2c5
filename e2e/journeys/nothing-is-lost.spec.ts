import { expectAccessible } from "../fixtures/accessible.ts";
import { describeApi, signUp } from "../fixtures/person.ts";
import { expect, test } from "../fixtures/test.ts";

test("a deleted API comes back with its key and data, the audit log tells of it, and an account ends for good", { tag: "@full" }, async ({ page, request }) => {
  const person = await signUp(page);
  await page.goto("/generate");
  const { apiId, key } = await describeApi(page, "Manage books with title, author and year");
  const headers = { authorization: `Bearer ${key}` };
  expect((await request.post(`/${apiId}/books`, { headers, data: { title: "Emma", author: "Jane Austen", year: 1815 } })).status()).toBe(201);

  await page.goto(`/apis/${apiId}/settings`);
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await page.getByRole("button", { name: "Delete API" }).click();
  await page.waitForURL("**/dashboard");
  await expect(page.getByRole("region", { name: "Deleted" })).toContainText("Goes for good on");
  await expect.poll(async () => (await request.get(`/${apiId}/books`, { headers })).status()).toBe(410);
  await page.goto(`/apis/${apiId}`);
  await expect(page.getByRole("heading", { name: "Books was deleted" })).toBeVisible();
  await expectAccessible(page);
  await page.goto("/dashboard");
  await page.getByRole("button", { name: "Restore Books" }).click();
  await expect(page.getByRole("region", { name: "Deleted" })).toHaveCount(0);
  await expect.poll(async () => (await request.get(`/${apiId}/books`, { headers })).status()).toBe(200);
  expect(await (await request.get(`/${apiId}/books`, { headers })).text()).toContain("Emma");

  await page.goto("/audit");
  const log = page.getByRole("list", { name: "Changes, newest first" });
  await expect(log.getByRole("listitem").first()).toContainText("Restored API Books");
  await expect(log).toContainText(`by ${person.email}`);
  await page.getByLabel("What").selectOption("key");
  await page.getByRole("button", { name: "Filter" }).click();
  await page.waitForURL(/what=key/);
  await expect(log.getByRole("listitem")).toHaveCount(1);
  for (const [width, scheme] of [[1440, "light"], [768, "dark"], [320, "light"]] as const) {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme: scheme });
    await expectAccessible(page);
  }

  await page.goto("/profile");
  await expectAccessible(page);
  await page.getByLabel("Name").fill("Ada");
  await page.getByRole("button", { name: "Save name" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  const exported = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export everything" }).click();
  expect((await exported).suggestedFilename()).toMatch(/^api-creator-account-.*\.jsonl$/);
  await page.getByRole("button", { name: "Delete account" }).click();
  await page.getByLabel("Your password, to be sure it is you").fill("not my password");
  await page.keyboard.press("Enter");
  await expect(page.getByText("The password is wrong.")).toBeVisible();
  await page.getByLabel("Your password, to be sure it is you").fill(person.password);
  await page.keyboard.press("Enter");
  await page.waitForURL("/");
  await expect.poll(async () => (await request.get(`/${apiId}/books`, { headers })).status()).not.toBe(200);
  await page.goto("/login");
  await page.getByLabel("E-mail").fill(person.email);
  await page.getByLabel("Password", { exact: true }).fill(person.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("The e-mail address or the password is wrong.")).toBeVisible();
});
