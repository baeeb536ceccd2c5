import { readFileSync } from "node:fs";
import { randomString } from "#lib/id.ts";
import { expectAccessible } from "../fixtures/accessible.ts";
import { signUp } from "../fixtures/person.ts";
import { signIn } from "../fixtures/sign-in.ts";
import { expect, test } from "../fixtures/test.ts";

test("somebody changes name, theme and password: every other session ends, the old password is refused, and the export has the account and no password @full", async ({ page, browser }) => {
  const person = await signUp(page);
  const elsewhere = await (await browser.newContext()).newPage();
  await signIn(elsewhere, { ...person, accessToken: "" });
  await page.goto("/profile");
  await page.getByLabel("Name", { exact: true }).fill("Ada Lovelace");
  await page.getByRole("button", { name: "Save name" }).click();
  await expect(page.getByText("Saved.", { exact: true })).toBeVisible();
  await page.locator("label", { hasText: "Dark" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expectAccessible(page);

  await page.getByLabel("Current password").fill("not this one");
  const password = randomString(20);
  await page.getByLabel("New password").fill(password);
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByText(/password .*(wrong|not right|not yours|differs)/i)).toBeVisible();
  await page.getByLabel("Current password").fill(person.password);
  await page.getByLabel("New password").fill(password);
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByText("Changed. You are signed out everywhere else.")).toBeVisible();
  await expect(page.getByRole("list", { name: "Sessions" }).getByRole("listitem")).toHaveCount(1);

  await elsewhere.context().clearCookies();
  await elsewhere.goto("/login");
  await elsewhere.getByLabel("E-mail").fill(person.email);
  await elsewhere.getByLabel("Password", { exact: true }).fill(person.password);
  await elsewhere.getByRole("button", { name: "Sign in" }).click();
  await expect(elsewhere.getByRole("alert").filter({ hasText: /\w/ })).toBeVisible();
  await signIn(elsewhere, { ...person, password, accessToken: "" });
  await elsewhere.goto("/profile");
  await expect(elsewhere.getByLabel("Name", { exact: true })).toHaveValue("Ada Lovelace");

  await elsewhere.getByRole("button", { name: "Sign out the other session" }).click();
  await expect(elsewhere.getByRole("button", { name: "Signed in nowhere else" })).toBeVisible();
  const download = elsewhere.waitForEvent("download");
  await elsewhere.getByRole("link", { name: "Export everything" }).click();
  const exported = readFileSync(await (await download).path(), "utf8");
  expect(exported).toContain(person.email);
  expect(exported).not.toContain(password);
  await elsewhere.context().close();
});
