import { signUp } from "../fixtures/person.ts";
import { expect, test } from "../fixtures/test.ts";

test("the palette finds pages and actions by keyboard alone; the focus goes into the page, or back to where it was", async ({ page }) => {
  await signUp(page);
  await page.keyboard.press("Control+k");
  const field = page.getByRole("combobox", { name: "Find anything" });
  await expect(field).toBeFocused();
  await page.keyboard.type("who changed");
  await expect(page.getByText("Nothing is called “who changed”")).toBeVisible();
  await field.fill("audit");
  await expect(page.getByRole("option", { selected: true })).toHaveText("Audit log");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/audit");
  await expect(page.locator("#content")).toBeFocused();

  await page.getByRole("button", { name: "Find anything" }).focus();
  await page.keyboard.press("Enter");
  await expect(field).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Find anything" })).toBeFocused();
});

test("a chosen theme and a folded sidebar are there in the first byte of the next page", async ({ page }) => {
  await signUp(page);
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Find anything" }).fill("dark");
  await page.keyboard.press("Enter");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await page.keyboard.press("Control+b");
  await expect(page.getByRole("button", { name: "Unfold sidebar" })).toBeVisible();
  const html = await (await page.request.get("/dashboard")).text();
  expect(html).toMatch(/<html[^>]* data-theme="dark"/);
  expect(html).toContain('content="#0e1113"');
  expect(html).toContain("Unfold sidebar");
});
