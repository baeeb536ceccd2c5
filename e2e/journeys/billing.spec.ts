import { expectAccessible } from "../fixtures/accessible.ts";
import { describeApi, signUp } from "../fixtures/person.ts";
import { expect, test } from "../fixtures/test.ts";

test("what a workspace used stands against the limits of its plan, and a call and a document are there without a reload @full", async ({ page, request }) => {
  await signUp(page);
  const { apiId, key } = await describeApi(page, "Manage books with title, author and year");
  await page.goto("/billing");
  await expect(page.getByText("This workspace is on the free plan.")).toBeVisible();
  const meter = (name: string) => page.getByRole("meter", { name });
  await expect(meter("Calls, this hour")).toHaveAttribute("aria-valuemax", "100");
  await expect(meter("Builds, this hour")).toHaveAttribute("aria-valuetext", "1 of 10");
  const usedBefore = Number(await meter("Calls, this hour").getAttribute("aria-valuenow"));
  const documentsBefore = Number(await meter("Documents").getAttribute("aria-valuenow"));
  await expect(page.locator("[data-live=live]")).toBeAttached();
  expect((await request.post(`/${apiId}/books`, { headers: { authorization: `Bearer ${key}` }, data: { title: "Dune", author: "Frank Herbert", year: 1965 } })).status()).toBe(201);
  await expect(meter("Calls, this hour")).toHaveAttribute("aria-valuenow", String(usedBefore + 1));
  await expect(meter("Documents")).toHaveAttribute("aria-valuenow", String(documentsBefore + 1));
  await expect(page.getByRole("table").getByText("yours", { exact: true })).toBeVisible();
  await expectAccessible(page);
});
