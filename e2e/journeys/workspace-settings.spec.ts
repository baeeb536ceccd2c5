import type { Page } from "@playwright/test";
import { signUp } from "../fixtures/person.ts";
import { expect, test } from "../fixtures/test.ts";

const switcher = (page: Page) => page.getByRole("button", { name: /^Workspace: / });
const invitations = (page: Page) => page.getByRole("list", { name: "Open invitations" }).getByRole("listitem");

async function invite(page: Page, role: string): Promise<string> {
  await page.getByLabel("Role", { exact: true }).selectOption(role);
  await page.getByRole("button", { name: "Make invitation" }).click();
  await expect(page.getByText(`Whoever opens this joins as ${role}`)).toBeVisible();
  return new URL((await page.locator("code", { hasText: "/join/" }).textContent()) ?? "").pathname;
}

test("an owner renames the workspace, takes an invitation back, and sees a viewer come, who manages nothing, and leave", async ({ page, browser }) => {
  await signUp(page);
  await page.goto("/workspace");
  await page.getByLabel("Name of the workspace").fill("  ");
  await page.getByRole("button", { name: "Save name" }).click();
  await expect(page.getByLabel("Name of the workspace")).toHaveAttribute("aria-invalid", "true");
  await page.getByLabel("Name of the workspace").fill("Analytical Engines");
  await page.getByRole("button", { name: "Save name" }).click();
  await expect(page.getByText("Saved.", { exact: true })).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Analytical Engines");
  await expect(switcher(page)).toHaveText("Analytical Engines");

  const withdrawn = await invite(page, "admin");
  await expect(invitations(page)).toHaveCount(1);
  await page.getByRole("button", { name: "Withdraw the invitation of an admin" }).click();
  await expect(invitations(page)).toHaveCount(0);
  const address = await invite(page, "viewer");

  const theirs = await (await browser.newContext()).newPage();
  await signUp(theirs);
  await theirs.goto(withdrawn);
  await expect(theirs.getByRole("heading", { name: "This invitation is over" })).toBeVisible();
  await theirs.goto(address);
  await theirs.getByRole("button", { name: "Join workspace" }).click();
  await theirs.waitForURL("**/dashboard");
  // The owner's page hears of it by itself.
  await expect(page.getByRole("list", { name: "Members" }).getByRole("listitem")).toHaveCount(2);
  await theirs.goto("/workspace");
  await expect(theirs.getByRole("heading", { level: 1 })).toHaveText("Analytical Engines");
  await expect(theirs.getByRole("button", { name: "Make invitation" })).toHaveCount(0);
  await expect(theirs.getByLabel("Name of the workspace")).toHaveCount(0);
  await theirs.getByRole("button", { name: "Leave workspace" }).click();
  await theirs.getByRole("dialog").getByRole("button", { name: "Leave workspace" }).click();
  await theirs.waitForURL("**/dashboard");
  await expect(switcher(theirs)).not.toHaveText("Analytical Engines");
  await expect(page.getByRole("list", { name: "Members" }).getByRole("listitem")).toHaveCount(1);
  await theirs.context().close();
});
