import { execFileSync } from "node:child_process";
import { expectAccessible } from "../fixtures/accessible.ts";
import { callApi } from "../fixtures/account.ts";
import { describeApi, signUp } from "../fixtures/person.ts";
import { expect, test } from "../fixtures/test.ts";

const VIEWS = [
  { name: "desktop, dark", viewport: { width: 1440, height: 900 }, colorScheme: "dark", tag: [] },
  { name: "desktop, light", viewport: { width: 1440, height: 900 }, colorScheme: "light", tag: ["@full"] },
  { name: "phone, dark", viewport: { width: 375, height: 740 }, colorScheme: "dark", tag: ["@full"] },
  { name: "phone, light", viewport: { width: 375, height: 740 }, colorScheme: "light", tag: ["@full"] },
] as const;

for (const view of VIEWS) {
  test.describe(view.name, { tag: [...view.tag] }, () => {
    test.use({ viewport: view.viewport, colorScheme: view.colorScheme });
    const shot = (name: string) => `test-results/screens/${view.name.replace(", ", "-")}-${name}.png`;

    test("sign up, describe, watch, call with the shown curl, see it counted, pause, resume, delete", async ({ page }) => {
      await page.goto("/");
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expectAccessible(page);
      await page.screenshot({ path: shot("landing"), fullPage: true });

      await signUp(page);
      await expectAccessible(page);
      await page.screenshot({ path: shot("empty-dashboard") });

      const api = await describeApi(page, "Manage books with title, author and year");
      await expect(page.getByRole("region", { name: "Your API" }).getByText(/\d+ of \d+ tests passed in its sandbox/)).toBeVisible();
      await expect(page.getByText("201").first()).toBeVisible();
      await expectAccessible(page);
      await page.screenshot({ path: shot("live"), fullPage: true });

      const reply = execFileSync("sh", ["-c", `${api.curl} -s -w '\\n%{http_code}'`], { encoding: "utf8" });
      expect(reply.trimEnd().endsWith("201")).toBe(true);

      await page.goto(`/apis/${api.apiId}`);
      await expect.poll(async () => {
        await page.reload();
        return page.locator("dl").first().innerText();
      }).toMatch(/Calls\s+2\b/);
      await expectAccessible(page);
      await page.screenshot({ path: shot("api"), fullPage: true });

      await page.getByRole("button", { name: "Pause" }).click();
      await expect(page.getByRole("button", { name: "Resume" })).toBeVisible();
      await expect.poll(async () => (await callApi(api, "GET", "/books")).status).toBe(423);
      await page.getByRole("button", { name: "Resume" }).click();
      await expect(page.getByRole("button", { name: "Pause" })).toBeVisible();
      await expect.poll(async () => (await callApi(api, "GET", "/books")).status).toBe(200);

      await page.goto("/dashboard");
      await expectAccessible(page);
      await page.screenshot({ path: shot("dashboard"), fullPage: true });
      await page.goto("/api-keys");
      await expectAccessible(page);
      await page.screenshot({ path: shot("api-keys"), fullPage: true });

      await page.goto(`/apis/${api.apiId}/settings`);
      await page.getByRole("button", { name: "Delete", exact: true }).click();
      await page.getByRole("button", { name: "Delete API" }).click();
      await expect.poll(async () => (await callApi(api, "GET", "/books")).status).toBe(410);
    });
  });
}
