import { expectAccessible } from "../fixtures/accessible.ts";
import { describeApi, signUp } from "../fixtures/person.ts";
import { expect, test } from "../fixtures/test.ts";

test("a route is opened to calls without a key by its switch, and closed again; no other opens with it", async ({ page, request }) => {
  await signUp(page);
  const { apiId } = await describeApi(page, "Manage books with title, author and year");
  await page.goto(`/apis/${apiId}/settings`);
  const statusOf = async (path: string) => (await request.get(`/${apiId}${path}`)).status();
  const toggle = page.getByRole("switch", { name: "GET /books without a key" });
  await expect(toggle).not.toBeChecked();
  expect(await statusOf("/books")).toBe(401);
  await toggle.focus();
  await page.keyboard.press("Space");
  await expect(page.getByText(/^1 of \d+ open$/)).toBeVisible();
  await expect(toggle).toBeChecked();
  await expect.poll(() => statusOf("/books")).toBe(200);
  expect([await statusOf("/books/1"), await statusOf("/books/"), (await request.post(`/${apiId}/books`, { data: {} })).status()]).toEqual([401, 401, 401]);
  await expectAccessible(page);
  await page.reload();
  await expect(toggle).toBeChecked();
  await toggle.uncheck();
  await expect(page.getByText("Every route needs a key.")).toBeVisible();
  await expect.poll(() => statusOf("/books")).toBe(401);
});
