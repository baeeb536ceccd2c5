import type { Page } from "@playwright/test";
import { expectAccessible } from "../fixtures/accessible.ts";
import { declareOutside } from "../fixtures/declare-outside.ts";
import { describeApi, signUp } from "../fixtures/person.ts";
import { expect, test } from "../fixtures/test.ts";

const [PAY, MAIL] = ["api.pay.example.com", "mail.example.com"] as const;
const VALUE = "sk_live_canary_4f1c8e527d0a";
const card = (page: Page) => page.getByRole("region", { name: "Hosts and secrets" });
const row = (page: Page, name: string) => card(page).getByRole("listitem").filter({ hasText: name }).first();

/** Nothing that the server sent for this page, and nothing in it, says the secret. */
async function expectUntold(page: Page): Promise<void> {
  const response = await page.reload();
  expect(await response?.text()).not.toContain(VALUE);
  await expect(card(page)).toBeVisible();
  expect(await page.content()).not.toContain(VALUE);
}

test("an owner approves one host and not another, sets a secret for that host, never sees it again, and takes both back", async ({ page }) => {
  await signUp(page);
  const { apiId } = await describeApi(page, "Manage orders with title and amount");
  await declareOutside(apiId, { hosts: { [PAY]: "Takes the payments.", [MAIL]: "Sends the receipts." }, secretNames: ["PAY_KEY"] });
  await page.goto(`/apis/${apiId}`);
  await expect(page.getByText("3 things wait for you")).toBeVisible();
  await page.getByRole("link", { name: "Decide" }).click();
  await expect(card(page)).toContainText("3 to decide");
  await expect(row(page, PAY)).toContainText("Takes the payments.");
  await expectAccessible(page);

  await card(page).getByRole("button", { name: `Approve ${PAY}` }).click();
  await expect(card(page).getByRole("button", { name: `Revoke ${PAY}` })).toBeFocused();
  await expect(row(page, MAIL)).toContainText("Not approved");

  const secret = row(page, "PAY_KEY");
  for (const host of [PAY, MAIL]) await expect(secret.getByRole("checkbox", { name: host })).toBeChecked();
  await secret.getByLabel("Value of PAY_KEY").fill("short");
  await secret.getByRole("button", { name: "Set PAY_KEY" }).click();
  await expect(secret.getByText("A secret has at least 8 characters")).toBeVisible();
  await secret.getByLabel("Value of PAY_KEY").fill(VALUE);
  for (const host of [PAY, MAIL]) await secret.getByRole("checkbox", { name: host }).uncheck();
  await secret.getByRole("button", { name: "Set PAY_KEY" }).click();
  await expect(secret.getByRole("alert")).toHaveText("Choose at least one host.");
  await expectAccessible(page);
  await secret.getByRole("checkbox", { name: PAY }).check();
  await secret.getByRole("button", { name: "Set PAY_KEY" }).click();
  await expect(secret).toContainText(`Goes to ${PAY}.`);
  await expect(secret.getByLabel("New value of PAY_KEY")).toHaveValue("");
  await expect(card(page)).toContainText("1 to decide");
  await expectUntold(page);
  await expect(secret.getByRole("checkbox", { name: MAIL })).not.toBeChecked();
  await expectAccessible(page);

  await card(page).getByRole("button", { name: `Revoke ${PAY}` }).click();
  await expect(row(page, PAY)).toContainText("Not approved");
  await secret.getByRole("button", { name: "Delete PAY_KEY" }).click();
  await page.getByRole("button", { name: "Delete secret" }).click();
  await expect(secret).toContainText("Not set");
  await expect(card(page)).toContainText("3 to decide");
});
