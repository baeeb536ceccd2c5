import type { Page } from "@playwright/test";
import { expectAccessible } from "../fixtures/accessible.ts";
import { signUp } from "../fixtures/person.ts";
import { expect, test } from "../fixtures/test.ts";

const switcher = (page: Page) => page.getByRole("button", { name: /^Workspace: / });

test("a workspace is made, a colleague joins by its invitation's address in a browser of their own, is made an admin, and is taken out: their page ends at home", async ({ page, browser }) => {
  await signUp(page);
  await switcher(page).click();
  await page.getByRole("menuitem", { name: "New workspace" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Lovelace");
  await page.getByRole("button", { name: "Create workspace" }).click();
  await expect(switcher(page)).toHaveText("Lovelace");
  await page.goto("/workspace");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Make invitation" }).click();
  const address = (await page.locator("code", { hasText: "/join/" }).textContent()) ?? "";

  const theirs = await (await browser.newContext()).newPage();
  const sentOn = await theirs.request.get(new URL(address).pathname, { maxRedirects: 0 });
  expect([sentOn.status(), sentOn.headers()["location"]]).toEqual([307, `/login?next=${encodeURIComponent(new URL(address).pathname)}`]);
  const eve = await signUp(theirs);
  await theirs.goto(new URL(address).pathname);
  await expect(theirs.getByRole("heading", { name: "Join Lovelace" })).toBeVisible();
  await expectAccessible(theirs);
  await theirs.getByRole("button", { name: "Join workspace" }).click();
  await theirs.waitForURL("**/dashboard");
  await expect(switcher(theirs)).toHaveText("Lovelace");
  const role = page.getByLabel(`Role of ${eve.email}`);
  await expect(role).toHaveValue("developer");
  await role.selectOption("admin");
  await theirs.goto("/workspace");
  await expect(theirs.getByRole("button", { name: "Make invitation" })).toBeVisible();
  await theirs.goto(new URL(address).pathname);
  await expect(theirs.getByRole("heading", { name: "This invitation is over" })).toBeVisible();

  await page.getByRole("button", { name: `Remove ${eve.email}` }).click();
  await page.getByRole("button", { name: "Remove member" }).click();
  await expect(page.getByRole("list", { name: "Members" }).getByRole("listitem")).toHaveCount(1);
  await theirs.goto("/dashboard");
  await expect(switcher(theirs)).not.toHaveText("Lovelace");
});
