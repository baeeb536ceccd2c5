import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Page } from "@playwright/test";
import { expectAccessible } from "../fixtures/accessible.ts";
import { describeApi, signUp } from "../fixtures/person.ts";
import { expect, test } from "../fixtures/test.ts";

const PROGRAMS = { curl: ["bash", "-c"], TypeScript: [process.execPath, "--input-type=module-typescript", "-e"], Python: ["python3", "-c"] } as const;

/** Runs a text as it is shown; what it printed. */
async function run(language: keyof typeof PROGRAMS, text: string, key: string): Promise<string> {
  const [program, ...options] = PROGRAMS[language];
  // The test runner asks for colours, which would stand before the status.
  const { FORCE_COLOR: _colours, ...env } = process.env;
  return (await promisify(execFile)(program, [...options, text], { env: { ...env, NO_COLOR: "1", API_KEY: key }, timeout: 30_000 })).stdout;
}

const operations = (page: Page) => page.getByRole("navigation", { name: "Operations" });
const reply = (page: Page) => page.getByLabel("Body of the reply", { exact: true });

test("every operation is found, filled in, checked and called without a key, and every snippet runs as it is shown", async ({ page }) => {
  await signUp(page);
  await page.goto("/generate");
  const { apiId, key } = await describeApi(page, "Manage books with title, author and year");
  await page.goto(`/apis/${apiId}/try`);
  await operations(page).getByLabel("Find an operation").fill("post books");
  await expect(operations(page).getByRole("listitem")).toHaveCount(1);
  await operations(page).getByRole("button", { name: /POST/ }).click();
  await page.getByLabel(/^title, needed/).fill("");
  await page.getByRole("button", { name: "Send call" }).click();
  await expect(page.getByLabel(/^title, needed/)).toBeFocused();
  await expect(page.getByText("Is needed.")).toBeVisible();
  await page.getByLabel(/^title, needed/).fill("Dune <script>alert(1)</script>");
  await page.getByRole("button", { name: "Send call" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Reply 201" })).toBeVisible();
  await expect(reply(page)).toContainText("Dune <script>alert(1)</script>");
  await expect(page.getByText("version 1", { exact: true })).toBeVisible();
  for (const [width, scheme] of [[1440, "light"], [390, "dark"]] as const) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme: scheme });
    await expectAccessible(page);
    await page.screenshot({ path: `test-results/screens/try-it-${width}.png`, fullPage: true });
  }
  await page.setViewportSize({ width: 1280, height: 900 });

  await operations(page).getByLabel("Find an operation").fill("get books");
  await operations(page).getByRole("button", { name: /GET/ }).first().click();
  const limit = page.getByLabel(/^limit, query, optional/);
  await expect(page.getByRole("button", { name: "Send call" })).toBeInViewport();
  await expect(limit).toBeHidden();
  await page.getByText(/^\d+ optional: /).click();
  await limit.fill("nine");
  // What is wrong is never folded away, however often it is sent.
  for (const time of ["first", "again"]) {
    await page.getByText(/^\d+ optional: /).click();
    await expect(limit, time).toBeHidden();
    await page.getByRole("button", { name: "Send call" }).click();
    await expect(limit, time).toBeFocused();
  }
  await limit.fill("9");
  await page.getByRole("button", { name: "Send call" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Reply 200" })).toBeVisible();

  await operations(page).getByLabel("Find an operation").fill("");
  const buttons = operations(page).getByRole("listitem").getByRole("button");
  const ran: Promise<string>[] = [];
  const count = await buttons.count();
  expect(count).toBeGreaterThanOrEqual(5);
  for (let index = 0; index < count; index += 1) {
    await buttons.nth(index).click();
    for (const language of ["curl", "TypeScript", "Python"] as const) {
      await page.getByRole("tab", { name: language, exact: true }).click();
      ran.push(run(language, await page.getByRole("tabpanel", { name: language }).getByLabel(language, { exact: true }).innerText(), key));
    }
  }
  // A deletion of the first may be repeated by the next: each is told an answer of the API, 2xx or 404, and curl prints no status.
  for (const printed of await Promise.all(ran)) expect(printed).toMatch(/^(?!.*(unauthenticated|malformed))(20\d |404 |\{|\[|$)/s);
});

test("what is typed stays while another operation is chosen and somebody's call has the page read again", async ({ page }) => {
  await signUp(page);
  await page.goto("/generate");
  const { apiId, key } = await describeApi(page, "Manage books with title, author and year");
  await page.goto(`/apis/${apiId}/try`);
  await expect(page.locator("[data-live=live]")).toBeAttached();
  const choose = (name: string) => operations(page).getByRole("button", { name, exact: true }).click();
  await choose("POST /books");
  await page.getByLabel(/^title, needed/).fill("Typed before");
  // A slow line: operations are chosen while the page is being read.
  const isReading = /\/try\?.*_rsc=/;
  await page.route(isReading, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 300));
    await route.continue().catch(() => {}); // the router gave it up for a newer one
  });
  for (const name of ["GET /books", "GET /books/{id}", "PUT /books/{id}", "POST /books"]) {
    const readAgain = page.waitForRequest(isReading);
    await page.request.get(`/${apiId}/books`, { headers: { authorization: `Bearer ${key}` } });
    await readAgain;
    await choose(name);
    await choose("DELETE /books/{id}");
    await choose(name);
  }
  const read = page.waitForResponse(isReading);
  await page.request.get(`/${apiId}/books`, { headers: { authorization: `Bearer ${key}` } });
  await read;
  await expect(page.getByLabel(/^title, needed/)).toHaveValue("Typed before");
});

test("a call that failed opens to why, is sent again, becomes a test and is given to be fixed", async ({ page }) => {
  await signUp(page);
  await page.goto("/generate");
  const { apiId, key } = await describeApi(page, "Manage books with title, author and year");
  await page.goto(`/apis/${apiId}/logs?status=failed`);
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
  const headers = { authorization: `Bearer ${key}` };
  await page.request.get(`/${apiId}/books/b-nothing?q=%3Cscript%3E`, { headers: { ...headers, "x-request-id": "the-one" } });
  await page.request.get(`/${apiId}/books`, { headers });
  const row = page.getByRole("button", { name: /b-nothing/ });
  await row.click();
  await expect(page.getByText("The API refused it")).toBeVisible();
  await expect(page.getByText("the-one", { exact: true }).first()).toBeVisible();
  await expect(page.getByRole("list", { name: "Calls, newest first" }).getByRole("button", { expanded: false })).toHaveCount(0);
  for (const [width, scheme] of [[1440, "dark"], [390, "light"]] as const) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme: scheme });
    await expectAccessible(page);
    await page.screenshot({ path: `test-results/screens/logs-${width}.png`, fullPage: true });
  }
  await page.getByRole("button", { name: "Replay" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Reply 404" })).toBeVisible();
  await page.getByRole("button", { name: "More filters" }).click();
  await page.getByLabel("Request id", { exact: true }).fill("the-one");
  await page.getByRole("button", { name: "Filter", exact: true }).click();
  await expect(page).toHaveURL(/requestId=the-one/);
  await page.getByRole("button", { name: /b-nothing/ }).click();
  await page.getByRole("link", { name: "Fix it" }).click();
  await expect(page.getByLabel("What should change?")).toHaveValue(/This call fails: GET \/books\/b-nothing/);
  await page.goBack();
  await page.getByRole("button", { name: /b-nothing/ }).click();
  await page.getByRole("link", { name: "Save as contract test" }).click();
  await expect(page.getByLabel("Contract tests", { exact: true }).last()).toHaveValue(/b-nothing[\s\S]*"status": 404/);
  await page.goto(`/apis/${apiId}`);
  await expect(page.getByRole("region", { name: "Health, last 24 hours" })).toContainText("No call in the log ended in a 5xx.");
});
