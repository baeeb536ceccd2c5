import { expectAccessible } from "../fixtures/accessible.ts";
import { callApi } from "../fixtures/account.ts";
import { describeApi, signUp } from "../fixtures/person.ts";
import { expect, test } from "../fixtures/test.ts";

test("an API is changed by words and then by hand: what passes is live, what was asked before is shown, what fails says where", async ({ page }) => {
  await signUp(page);
  const api = await describeApi(page, "Manage books with title, author and year");
  expect((await callApi(api, "POST", "/books", { title: "Dune", author: "Frank Herbert", year: 1965 })).status).toBe(201);

  await page.goto(`/apis/${api.apiId}`);
  await page.getByRole("link", { name: "Change", exact: true }).click();
  await expect(page.getByText("What could come next")).toBeVisible();
  await expectAccessible(page);
  await page.screenshot({ path: "test-results/screens/change.png", fullPage: true });
  await page.getByLabel("What should change?").fill("Add a field pages (whole number)");
  await page.getByRole("button", { name: "Change API" }).click();
  const change = page.getByRole("region", { name: "The change" });
  await expect(change.getByRole("heading", { name: "Books, version 2" })).toBeVisible({ timeout: 30_000 });
  await expect(change.getByText("contract tests of version 1 still hold")).toBeVisible();
  await page.getByText("tests that only the version before had passed").click();
  await expect(page.getByRole("list", { name: "Tests of the version before" }).getByRole("listitem").first()).toBeVisible();
  await expectAccessible(page);
  await page.screenshot({ path: "test-results/screens/changed.png", fullPage: true });
  // What was stored before reads like what is stored now.
  await expect.poll(async () => (await callApi(api, "GET", "/books")).body).toMatchObject({ items: [{ pages: null }, { title: "Dune", pages: null }] });

  await page.getByRole("button", { name: "Change something else" }).click();
  await expect(page.getByText("Version 2: Books have pages")).toBeVisible();
  await page.getByRole("link", { name: "Edit the source by hand" }).click();
  const source = page.getByLabel("main.ts");
  const text = await source.inputValue();
  await source.fill(text.replace("export default app;", "const broken: number = \"text\";\nexport default app;"));
  await expectAccessible(page);
  await page.screenshot({ path: "test-results/screens/source.png" });
  await page.getByRole("button", { name: "Test and store" }).click();
  await expect(page.getByRole("list", { name: "Findings" })).toContainText(/main\.ts:\d+:\d+/, { timeout: 30_000 });
  await page.screenshot({ path: "test-results/screens/source-failed.png", fullPage: true });
  expect((await callApi(api, "GET", "/books")).status).toBe(200);
});
