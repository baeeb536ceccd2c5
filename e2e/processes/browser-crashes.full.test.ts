import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type Browser, chromium, type Page } from "@playwright/test";
import { BROWSER } from "../fixtures/browser-options.ts";
import { type CrashIngest, startCrashIngest } from "../fixtures/crash-ingest.ts";
import { signUp } from "../fixtures/person.ts";
import { type Product, removeProductData, startProduct, until } from "../fixtures/product.ts";

const CANARY = "canary4f1c9e7b2a";
let ingest: CrashIngest;
let product: Product;
let browser: Browser;
before(async () => {
  ingest = await startCrashIngest();
  product = await startProduct({ env: { SENTRY_DSN: ingest.dsn, SENTRY_TRACES_RATE: "1" } });
  browser = await chromium.launch(BROWSER);
});
after(async () => {
  await browser.close();
  await product.stop();
  removeProductData(product);
  await ingest.stop();
});

const crash = (page: Page, words: string) => page.evaluate((text) => void setTimeout(() => { throw new Error(text); }), words);

test("a crash in a browser arrives with what was on the page before it; nobody's words, password, address, key or cookie is in anything that was sent", async () => {
  const context = await browser.newContext({ baseURL: product.url });
  const page = await context.newPage();
  const refused: string[] = [];
  page.on("console", (message) => /Content Security Policy/.test(message.text()) && refused.push(message.text()));
  const person = await signUp(page);
  await page.goto(`/dashboard?q=${CANARY}`);
  await page.goto("/workspace");
  await page.getByLabel("Name of the workspace").fill(`Works of ${CANARY}`);
  await page.getByRole("button", { name: "Save name" }).click();
  await page.getByRole("heading", { level: 1, name: CANARY }).waitFor();
  await page.getByRole("button", { name: "Make invitation" }).click();
  const invitation = (await page.locator("code", { hasText: "/join/" }).textContent()) ?? "";
  const token = invitation.slice(invitation.lastIndexOf("/") + 1);
  assert.ok(token.length > 10);
  await crash(page, `apic_abcdefgh${CANARY} is bad: "${CANARY}" is not valid JSON`);
  await until("the crash, its replay and the time of a page", async () => ["event", "replay_recording", "transaction"].every((type) => ingest.of(type).length > 0), 60_000);
  assert.ok(ingest.of("event").some((envelope) => envelope.includes("apic_abcdefgh… is bad")));
  assert.ok(ingest.of("replay_recording").some((envelope) => envelope.includes('"tagName":"main"') && envelope.includes("****")), "the replay has the page");
  const cookies = (await context.cookies()).filter(({ name }) => name.startsWith("api-creator")).map(({ value }) => value);
  assert.ok(cookies.length > 0);
  for (const secret of [CANARY, person.email, person.password, token, ...cookies]) {
    assert.deepEqual(ingest.envelopes().filter((envelope) => envelope.includes(secret)).map((envelope) => envelope.slice(envelope.indexOf(secret) - 300, envelope.indexOf(secret) + 100)), [], secret.slice(0, 8));
  }
  assert.deepEqual(refused, []);

  const sent = ingest.envelopes().length;
  await page.goto(new URL(invitation).pathname, { waitUntil: "networkidle" });
  await crash(page, "on the page of an invitation");
  await page.goto("/workspace");
  await crash(page, "on the page after it");
  await until("the crash on the page after it", async () => ingest.envelopes().slice(sent).some((envelope) => envelope.includes("on the page after it")), 60_000);
  assert.equal(ingest.envelopes().slice(sent).some((envelope) => envelope.includes("on the page of an invitation")), false);
  await context.close();
});

test("the policy of a page lets it reach the host of the DSN and no other; without a DSN it reaches none, and loads nothing of Sentry's", async () => {
  const called = async (url: string) => /connect-src ([^;]*)/.exec((await fetch(`${url}/login`)).headers.get("content-security-policy") ?? "")?.[1];
  assert.equal(await called(product.url), `'self' ${new URL(ingest.dsn).origin}`);
  const bare = await startProduct();
  try {
    assert.equal(await called(bare.url), "'self'");
    const page = await browser.newPage();
    const asked: string[] = [];
    page.on("response", async (response) => {
      if (/\.js/.test(response.url()) && /replayIntegration|sentry_key/.test(await response.text().catch(() => ""))) asked.push(response.url());
    });
    await page.goto(`${bare.url}/login`, { waitUntil: "networkidle" });
    assert.deepEqual(asked, []);
  } finally {
    await bare.stop();
    removeProductData(bare);
  }
});
