import type { Page } from "@playwright/test";
import { claudeResultInput } from "#lib/generation/claude-result-input.ts";
import { type GeneratedApi, generatedApiSchema } from "#lib/generation/parse.ts";
import { buildResources } from "#lib/generation/resource-builder/resource-builder.ts";
import { expectAccessible } from "../fixtures/accessible.ts";
import { callApi } from "../fixtures/account.ts";
import { signUp } from "../fixtures/person.ts";
import { type Product, removeProductData, startProduct } from "../fixtures/product.ts";
import { type Scripted, type ScriptedClaude, startScriptedClaude } from "../fixtures/scripted-claude.ts";
import { expect, test } from "../fixtures/test.ts";

/** The product with a key for Claude, which is a script here. What it answers goes through the real gate. */
const plants = generatedApiSchema.parse(buildResources("Manage plants with name and height"));
const withColour = generatedApiSchema.parse(buildResources("Manage plants with name, height and colour (optional)"));
const flying = { ...plants, contractTests: [...plants.contractTests, { name: "Plants can fly", steps: [{ request: { method: "GET", path: "/plants/fly" }, expect: { status: 200 } }] }] } satisfies GeneratedApi;
const deliver = (api: GeneratedApi): Scripted => ({ kind: "tool", name: "deliver_api", input: claudeResultInput(api), chunkSize: 60 });
const question = { question: "Who may see a plant?", choices: [{ label: "Everyone with a key", means: "One list for all" }, { label: "Who added it", means: "A list for each consumer" }] };
const ANSWERS: Scripted[] = [{ kind: "tool", name: "ask_question", input: question }, deliver(flying), deliver(plants), deliver(withColour)];

let claude: ScriptedClaude;
let product: Product;
test.beforeAll(async () => {
  test.setTimeout(240_000);
  claude = await startScriptedClaude(ANSWERS);
  product = await startProduct({ env: { ANTHROPIC_API_KEY: "sk-ant-scripted", ANTHROPIC_BASE_URL: claude.url } });
});
test.afterAll(async () => {
  await product?.stop();
  await claude?.close();
  if (product) removeProductData(product);
});

const version = (page: Page, number: number) => page.getByRole("listitem", { name: `Version ${number}`, exact: true });
const tab = (page: Page, name: string) => page.getByRole("navigation", { name: "This API" }).getByRole("link", { name, exact: true });

test("with Claude: its question is answered, its failing test repaired, the API called, changed, compared, rolled back, its key rolled, and paused", async ({ page }) => {
  await page.goto(`${product.url}/signup`);
  await signUp(page);
  await page.goto(`${product.url}/generate`);
  await expect(page.getByText(/Usually about \$/)).toBeVisible();
  await page.getByLabel("What should the API do?").fill("My plants");
  await page.getByRole("button", { name: "Create API" }).click();
  await page.getByRole("button", { name: /^Everyone with a key/ }).click();
  const panel = page.getByRole("region", { name: "Your API" });
  await expect(panel).toBeVisible({ timeout: 40_000 });
  await expect(page.getByRole("list", { name: "Repairs" })).toContainText("Plants can fly");
  await expect(page.getByRole("region", { name: "Code" })).toContainText("/plants");
  await expect(page.getByText(/\$[\d.]+ · [\d,]+ tokens in/)).toBeVisible();
  await expectAccessible(page);
  await page.screenshot({ path: "test-results/screens/claude-live.png", fullPage: true });
  const [url = "", key = ""] = (await panel.locator("code").allTextContents()).filter((text) => /\/api_[a-z0-9]{16}$|^apic_\w+$/.test(text));
  const apiId = url.slice(url.lastIndexOf("/") + 1);
  expect((await callApi({ url, key }, "POST", "/plants", { name: "Fern", height: 0.4 })).status).toBe(201);

  await page.goto(`${product.url}/apis/${apiId}`);
  await tab(page, "Logs").click();
  await expect(page.getByRole("button", { name: /POST.*\/plants/ }).first()).toBeVisible();
  await tab(page, "Analytics").click();
  await expect(page).toHaveURL(/\/analytics$/);
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole("table", { name: "The busiest endpoints" })).toContainText("/plants", { timeout: 1_000 });
  }).toPass();

  await tab(page, "Change").click();
  await page.getByLabel("What should change?").fill("Plants also have a colour");
  await page.getByRole("button", { name: "Change API" }).click();
  await expect(page.getByRole("region", { name: "The change" }).getByRole("heading", { name: /, version 2\b/ })).toBeVisible({ timeout: 40_000 });
  expect((await callApi({ url, key }, "POST", "/plants", { name: "Rose", height: 0.9, colour: "red" })).status).toBe(201);
  await page.goto(`${product.url}/apis/${apiId}/versions`);
  await version(page, 2).getByRole("link", { name: /^Compare/ }).click();
  await expect(page.getByRole("heading", { name: "From version 1 to version 2" })).toBeVisible();
  const dialog = page.getByRole("dialog");
  await version(page, 1).getByRole("button", { name: /^Roll back/ }).click();
  await dialog.getByRole("button", { name: /^Roll back/ }).click();
  await expect(version(page, 1)).toContainText("Live");
  await version(page, 2).getByRole("button", { name: /^Roll forward/ }).click();
  await dialog.getByRole("button", { name: /^Roll forward/ }).click();
  await expect(version(page, 2)).toContainText("Live");

  await page.goto(`${product.url}/api-keys`);
  await page.getByRole("button", { name: /^Roll / }).first().click();
  await dialog.getByLabel(/^The old key/).selectOption("Stops now");
  await dialog.getByRole("button", { name: "Roll key" }).click();
  const rolled = page.getByRole("status").locator("code");
  await expect(rolled).toHaveText(/^apic_\w{39}$/);
  const newKey = (await rolled.textContent()) ?? "";
  await expect.poll(async () => (await callApi({ url, key }, "GET", "/plants")).status).toBe(401);
  expect((await callApi({ url, key: newKey }, "GET", "/plants")).status).toBe(200);

  await page.goto(`${product.url}/apis/${apiId}`);
  await page.getByRole("button", { name: "Pause" }).click();
  await expect(page.getByRole("button", { name: "Resume" })).toBeVisible();
  await expect.poll(async () => (await callApi({ url, key: newKey }, "GET", "/plants")).status).toBe(423);
  expect(claude.requests).toHaveLength(ANSWERS.length);
});
