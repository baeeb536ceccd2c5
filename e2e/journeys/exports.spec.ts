import { expectAccessible } from "../fixtures/accessible.ts";
import { describeApi, signUp } from "../fixtures/person.ts";
import { expect, test } from "../fixtures/test.ts";

test("an API is exported from its page with its data, and imported again as one that answers with it", { tag: "@full" }, async ({ page }) => {
  await signUp(page);
  const made = await describeApi(page, "Manage books with title, author and year");
  await page.goto(`/apis/${made.apiId}/code`);
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Export with data" }).click()]);
  expect(download.suggestedFilename()).toBe("books-v1.zip");
  const zip = await download.path();

  await page.getByRole("link", { name: "Create API" }).click();
  await page.getByLabel("Exported zip").setInputFiles({ name: "broken.zip", mimeType: "application/zip", buffer: Buffer.from("no zip") });
  await expect(page.getByText("The zip was not imported")).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel("Exported zip").setInputFiles(zip);
  const panel = page.getByRole("region", { name: "Your API" });
  await expect(panel).toBeVisible({ timeout: 30_000 });
  await expect(panel).not.toContainText("Reply of this call");
  const [url = "", key = ""] = (await panel.locator("code").allTextContents()).filter((text) => /\/api_[a-z0-9]{16}$|^apic_/.test(text));
  expect(url).not.toBe(made.url);
  const reply = await page.request.get(`${url}/books`, { headers: { authorization: `Bearer ${key}` } });
  expect((await reply.json()).items).toMatchObject([{ title: "The Left Hand of Darkness" }]);
});
