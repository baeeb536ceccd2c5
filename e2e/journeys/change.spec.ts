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

test("source that is being edited stays when another version goes live, when the page is loaded again and when another page is looked at", async ({ page }) => {
  await signUp(page);
  const api = await describeApi(page, "Manage books with title, author and year");
  const address = `/apis/${api.apiId}/change/source`;
  await page.goto(address);
  const source = page.getByLabel("main.ts");
  const typed = `// Half a thought\n${await source.inputValue()}`;
  await source.fill(typed);
  await page.getByLabel("What you changed").fill("Half a thought");

  const changed = await page.request.post(`/api/v1/apis/${api.apiId}/generations`, { headers: { origin: new URL(page.url()).origin }, data: { text: "Add a field pages (whole number)" } });
  expect(changed.status(), await changed.text()).toBeLessThan(300);
  await expect(page.getByText("Version 2 has replaced version 1")).toBeVisible({ timeout: 30_000 });
  await expect(source).toHaveValue(typed);
  await expectAccessible(page);
  await page.screenshot({ path: "test-results/screens/source-behind.png" });

  await page.reload();
  await expect(source).toHaveValue(typed);
  await page.goto(`/apis/${api.apiId}`);
  await page.goto(address);
  await expect(source).toHaveValue(typed);
  await expect(page.getByLabel("What you changed")).toHaveValue("Half a thought");

  await page.getByRole("button", { name: "Discard it and start from version 2" }).click();
  await expect(source).not.toHaveValue(/Half a thought/);
  await expect(source).toHaveValue(/pages/);
  await page.reload();
  await expect(page.getByRole("heading", { name: "Source of version 2" })).toBeVisible();
  await expect(page.getByRole("button", { name: /^Discard/ })).toBeHidden();
});
