import type { Page } from "@playwright/test";
import { readEnv } from "#lib/env.ts";
import { describeApi, signUp } from "../fixtures/person.ts";
import { takePostgresAway } from "../fixtures/postgres-outage.ts";
import { processesOf } from "../fixtures/product.ts";
import { expect, test } from "../fixtures/test.ts";

const isLive = (page: Page) => expect(page.locator("[data-live=live]")).toBeAttached({ timeout: 60_000 });
const row = (page: Page) => page.getByRole("row").filter({ hasText: "Books" });

/** Does it as another tab would, as soon as the server lets it. */
async function setStatus(page: Page, apiId: string, verb: "pause" | "resume"): Promise<void> {
  const origin = new URL(page.url()).origin;
  await expect.poll(async () => (await page.request.post(`/api/v1/apis/${apiId}/${verb}`, { headers: { origin } }).catch(() => null))?.status(), { timeout: 60_000 }).toBe(200);
}

test("a dashboard that is open while web is killed, and while Postgres is away, comes back by itself and shows what happened meanwhile @full", async ({ page }) => {
  test.setTimeout(300_000);
  await signUp(page);
  const { apiId } = await describeApi(page, "Manage books with title, author and year");
  await page.goto("/dashboard");
  await isLive(page);
  const loads: string[] = [];
  page.on("load", () => loads.push(page.url()));

  const running = processesOf(readEnv().E2E_DATA_DIR);
  process.kill(running.pids()["web"] ?? 0, "SIGKILL");
  await expect(page.locator("[data-live=lost]")).toBeAttached();
  await setStatus(page, apiId, "pause");
  await isLive(page);
  await expect(row(page)).toContainText("Paused");

  const outage = await takePostgresAway(running);
  const other = await page.context().newPage();
  await other.goto("/api-keys");
  await expect(other.getByRole("heading", { name: "This page could not be loaded" })).toBeVisible({ timeout: 60_000 });
  await expect(row(page)).toBeVisible();
  await outage.end();
  await setStatus(page, apiId, "resume");
  await isLive(page);
  await expect(row(page)).toContainText("Live", { timeout: 60_000 });
  expect(loads, "the page was not loaded anew").toEqual([]);
  await other.getByRole("button", { name: "Try again" }).click();
  await expect(other.getByRole("heading", { level: 1 })).toHaveText("API keys", { timeout: 30_000 });
});
