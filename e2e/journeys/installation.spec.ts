import { expectAccessible } from "../fixtures/accessible.ts";
import { makeAdministrator } from "../fixtures/make-administrator.ts";
import { describeApi, signUp } from "../fixtures/person.ts";
import { expect, test } from "../fixtures/test.ts";

test("a member finds no figures of the installation; an administrator sees every workspace with its use, and no API's name @full", async ({ page }) => {
  const person = await signUp(page);
  await describeApi(page, "Manage zeppelins with name and length");
  await page.goto("/monitoring");
  await expect(page.getByRole("navigation", { name: "Period" }).getByRole("link")).toHaveCount(2);
  await page.goto("/monitoring/installation");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Nothing is at this address");

  await makeAdministrator(person.email);
  await page.goto("/monitoring");
  await page.getByRole("link", { name: "Installation" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Installation");
  const own = page.getByRole("table", { name: "workspaces" }).getByRole("row").filter({ hasText: person.email.split("@")[0] ?? "" });
  await expect(own).toContainText("free");
  await expect(page.getByText(/\d+ MB/).first()).toBeVisible();
  await expect(page.getByRole("main")).not.toContainText("Zeppelins");
  await expectAccessible(page);
});
