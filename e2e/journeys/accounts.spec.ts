import { expectAccessible } from "../fixtures/accessible.ts";
import { signUp } from "../fixtures/person.ts";
import { expect, test } from "../fixtures/test.ts";

test("pages of the workspace ask a visitor to sign in and then go where they wanted", async ({ page }) => {
  const person = await signUp(page);
  await page.context().clearCookies();
  for (const path of ["/dashboard", "/generate", "/api-keys", "/monitoring", "/apis/api_aaaaaaaaaaaaaaaa"]) {
    await page.goto(path);
    await expect(page).toHaveURL(/\/login/);
  }
  await page.goto("/api-keys");
  await page.getByLabel("E-mail").fill(person.email);
  await page.getByLabel("Password", { exact: true }).fill(person.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/api-keys/);
});

test("a wrong password and an unknown e-mail get the same words; after ten tries the account waits", async ({ page }) => {
  const person = await signUp(page);
  await page.context().clearCookies();
  const signIn = async (email: string, password: string) => {
    await page.goto("/login");
    await page.getByLabel("E-mail").fill(email);
    await page.getByLabel("Password", { exact: true }).fill(password);
    await page.getByRole("button", { name: "Sign in" }).click();
    const alert = page.getByRole("alert").filter({ hasText: /\w/ });
    await expect(alert).toBeVisible();
    return alert.innerText();
  };
  const wrong = await signIn(person.email, "not the password");
  expect(await signIn(`nobody-${person.email}`, "not the password")).toBe(wrong);
  for (let attempt = 0; attempt < 9; attempt += 1) await signIn(person.email, "not the password");
  expect(await signIn(person.email, person.password)).toMatch(/too many attempts/i);
});

test("a description that can't be built at all is told with its reason, beside the nearest that builds", async ({ page }) => {
  await signUp(page);
  await page.getByLabel("What should the API do?").fill("an API that predicts tomorrow's stock prices");
  await page.getByRole("button", { name: "Create API" }).click();
  await expect(page.getByText("Predictions need market data and a model").first()).toBeVisible();
  await expect(page.getByRole("button", { name: /^Manage stock prices/ }).first()).toBeVisible();
  await expectAccessible(page);
});

test("an address that does not exist is our own 404", async ({ page }) => {
  const response = await page.goto("/no-such-page");
  expect(response?.status()).toBe(404);
  await expectAccessible(page);
});
