import type { APIRequestContext, Page } from "@playwright/test";
import { expectAccessible } from "../fixtures/accessible.ts";
import { describeApi, signUp } from "../fixtures/person.ts";
import { expect, test } from "../fixtures/test.ts";

const callKeys = (page: Page) => page.getByRole("list", { name: "Call keys" }).getByRole("listitem");

/** Makes the key of the first row new, and reads the one time that it is shown. */
async function roll(page: Page, grace: string): Promise<string> {
  await callKeys(page).filter({ has: page.getByRole("button", { name: /^Roll / }) }).first().getByRole("button", { name: /^Roll / }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(/^The old key/).selectOption(grace);
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Roll key" }).click();
  const secret = page.getByRole("status").locator("code");
  await expect(secret).toHaveText(/^apic_\w{39}$/);
  return (await secret.textContent()) ?? "";
}

test("a key is rolled with a grace without a failed call, disabled, enabled, and rolled without one: the new key stays shown", async ({ page, request }) => {
  await signUp(page);
  const { apiId } = await describeApi(page, "Manage books with title, author and year");
  const statusWith = (key: string) => statusOf(request, `/${apiId}/books`, key);
  await page.goto("/api-keys");
  await expect(callKeys(page)).toHaveCount(1);

  const first = await roll(page, "Works for an hour");
  await expect(callKeys(page)).toHaveCount(2);
  await expect(callKeys(page).filter({ hasText: /Rolled, stops in (1 hr|59 min)/ })).toHaveCount(1);
  expect(await statusWith(first)).toBe(200);
  await expectAccessible(page);

  const active = callKeys(page).filter({ has: page.getByRole("button", { name: /^Roll / }) });
  await active.getByRole("button", { name: /^Disable / }).click();
  await expect(callKeys(page).getByText("Disabled")).toBeVisible();
  await expect.poll(() => statusWith(first)).toBe(401);
  await callKeys(page).getByRole("button", { name: /^Enable / }).click();
  await expect(callKeys(page).getByText("Disabled")).toHaveCount(0);
  await expect.poll(() => statusWith(first)).toBe(200);

  const second = await roll(page, "Stops now");
  expect(second).not.toBe(first);
  await expect.poll(() => statusWith(first)).toBe(401);
  expect(await statusWith(second)).toBe(200);
  await expect(callKeys(page)).toHaveCount(2);
  await expect(page.getByRole("status").locator("code")).toHaveText(second);
});

test("a key is made with limits of its own: what is wrong is said beside the field, and what is set is held", async ({ page, request }) => {
  await signUp(page);
  const { apiId } = await describeApi(page, "Manage books with title, author and year");
  await page.goto("/api-keys");
  await page.getByRole("button", { name: "Create key" }).click();
  const dialog = page.getByRole("dialog", { name: "Create key" });
  await dialog.getByLabel("Name").fill("One an hour");
  await dialog.getByText("Limits of this key").click();
  await dialog.getByLabel("Calls per hour").fill("many");
  await dialog.getByLabel("Only from these addresses").fill("somewhere");
  await dialog.getByRole("button", { name: "Create key" }).click();
  await expect(page.getByText("Calls per hour are a whole number.")).toBeVisible();
  await expect(page.getByText("An address is like 192.0.2.7")).toBeVisible();
  await expectAccessible(page);
  await dialog.getByLabel("Calls per hour").fill("1");
  await dialog.getByLabel("Only from these addresses").fill("127.0.0.0/8\n::1");
  await dialog.getByRole("button", { name: "Create key" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("button", { name: "Copy key" })).toBeFocused();
  const secret = (await page.getByRole("status").locator("code").textContent()) ?? "";
  await expect(callKeys(page).filter({ hasText: "Books · 1 call an hour · 2 addresses" })).toHaveCount(1);
  expect([await statusOf(request, `/${apiId}/books`, secret), await statusOf(request, `/${apiId}/books`, secret)]).toEqual([200, 429]);
});

test("a key is edited in a dialog by keyboard: wrong fields are named, what is saved holds, and its history tells who did it", { tag: "@full" }, async ({ page, request }) => {
  const { email } = await signUp(page);
  const { apiId } = await describeApi(page, "Manage books with title, author and year");
  await page.goto("/api-keys");
  const secret = await roll(page, "Stops now");
  const edit = callKeys(page).getByRole("button", { name: "Edit Books key" });
  await expect(edit).toBeEnabled();
  await edit.focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Edit Books key" });
  await expect(dialog.getByLabel("Name")).toBeFocused();
  await expect(dialog.getByText(`by ${email}`)).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type("Warehouse");
  await dialog.getByLabel("Expires").selectOption("On a date");
  await dialog.getByLabel("Last day").fill("2020-01-31");
  await dialog.getByText("Limits of this key").click();
  await dialog.getByLabel("Only from these addresses").fill("192.0.2.0/24");
  await dialog.getByRole("button", { name: "Save changes" }).click();
  await expect(dialog.getByText("The expiry lies in the past.")).toBeVisible();
  await expectAccessible(page);
  await dialog.getByLabel("Expires").selectOption("In 90 days");
  await dialog.getByRole("button", { name: "Save changes" }).click();
  await expect(dialog).toBeHidden();
  await expect(callKeys(page).filter({ hasText: "Warehouse" }).filter({ hasText: "Expires in 90 days" }).filter({ hasText: "Books · 1 address" })).toHaveCount(1);
  await expect(callKeys(page).getByRole("button", { name: "Edit Warehouse" })).toBeFocused();
  await expect.poll(() => statusOf(request, `/${apiId}/books`, secret)).toBe(403);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog").getByText("Changed: name, expiry, addresses")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
});

const statusOf = async (request: APIRequestContext, target: string, key: string): Promise<number> => (await request.get(target, { headers: { authorization: `Bearer ${key}` } })).status();
