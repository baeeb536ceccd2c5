import { execFile, spawnSync } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Page } from "@playwright/test";
import { javascriptSnippet, pythonSnippet } from "#lib/rest/client-snippets.ts";
import { makeAccount } from "../fixtures/account.ts";
import { signUp } from "../fixtures/person.ts";
import { expect, test } from "../fixtures/test.ts";

const run = promisify(execFile);
const CLIENTS = join(import.meta.dirname, "../fixtures/clients");
const SCOPES = ["apis:read", "apis:write", "generations:read", "generations:write"];
const hasPython = spawnSync("python3", ["--version"]).status === 0;

/** What a client does, run as its users run it, with a key of a workspace of its own. */
async function client(server: string, command: (key: string) => { file: string; args: string[]; env: Record<string, string> }): Promise<string> {
  const { accessToken } = await makeAccount(server);
  const reply = await fetch(`${server}/api/v1/keys`, { method: "POST", headers: { Authorization: `Bearer ${accessToken}` }, body: JSON.stringify({ kind: "management", name: "Program", scopes: SCOPES }) });
  const { secret } = (await reply.json()) as { secret: string };
  const { file, args, env } = command(secret);
  return (await run(file, args, { env: { ...process.env, ...env }, timeout: 100_000 })).stdout;
}

function expectWholeLife(output: string, server: string): void {
  const told = JSON.parse(output) as Record<string, unknown> & { app: Record<string, string>; history: { content: string; type: string }[] };
  const appId = told.app["app_id"] ?? "";
  expect(appId).toMatch(/^api_[a-z0-9]{16}$/);
  const { history, ...rest } = told;
  expect(rest).toEqual({
    health: "healthy", created: { app_id: appId, status: "created" }, written: { status: "ok", app_id: appId }, deleted: { status: "deleted", app_id: appId }, after: "deleted",
    app: { app_id: appId, status: "active", url: `${server}/${appId}`, created_at: told.app["created_at"], updated_at: told.app["updated_at"] },
    refused: "HTTP 401: unauthenticated: This credential is not valid: it may be mistyped, expired or revoked.",
  });
  expect(history.map(({ type }) => type)).toEqual(["user", "assistant", "user", "assistant"]);
  expect([history[0]?.content, history[2]?.content]).toEqual(["Manage books with title and author", "Add a field pages (whole number)"]);
  expect(history[3]?.content).toContain("Version 2");
}

test("clients of the generation REST API in JavaScript and Python run unchanged from creation to deletion, and so do the snippets of the docs", async ({ baseURL }) => {
  const server = baseURL ?? "";
  const env = (key: string) => ({ BASE_URL: server, API_KEY: key, API_CREATOR_KEY: key });
  const lives = [client(server, (key) => ({ file: process.execPath, args: [join(CLIENTS, "app-generator.mjs")], env: env(key) }))];
  const snippets = [client(server, (key) => ({ file: process.execPath, args: ["--input-type=module", "--eval", javascriptSnippet(server)], env: env(key) }))];
  if (hasPython) {
    lives.push(client(server, (key) => ({ file: "python3", args: [join(CLIENTS, "app_generator.py")], env: env(key) })));
    snippets.push(client(server, (key) => ({ file: "python3", args: ["-c", pythonSnippet(server)], env: env(key) })));
  }
  for (const output of await Promise.all(lives)) expectWholeLife(output, server);
  for (const output of await Promise.all(snippets)) expect(output).toMatch(/^active http\S+\/api_[a-z0-9]{16}\n$/);
});

/** What the page asked of elsewhere, and what its own policy refused. */
function watch(page: Page, server: string): string[] {
  const found: string[] = [];
  page.on("request", (request) => {
    if (/^https?:/.test(request.url()) && !request.url().startsWith(`${server}/`)) found.push(request.url());
  });
  page.on("console", (message) => {
    if (message.type() === "error") found.push(message.text());
  });
  page.on("pageerror", (error) => found.push(error.message));
  return found;
}

test("the reference is tried with the session of the dashboard, and read, without a request to anybody else", { tag: "@full" }, async ({ page, baseURL }) => {
  const server = baseURL ?? "";
  await signUp(page);
  const found = watch(page, server);
  await page.goto("/api/docs");
  await page.locator("#operations-tag-Keys").click();
  const operation = page.locator("#operations-Keys-createKey");
  await operation.locator(".opblock-summary-control").click();
  await operation.getByRole("button", { name: "Try it out" }).click();
  await operation.getByRole("button", { name: "Execute" }).click();
  await expect(operation.locator(".live-responses-table tbody .response-col_status").first()).toContainText("201");
  await expect(operation.locator(".live-responses-table")).toContainText("apim_");
  await page.goto("/api/redoc");
  await expect(page.getByRole("heading", { name: "Describe an API and build it" })).toBeVisible({ timeout: 60_000 });
  await page.getByPlaceholder("Search...").fill("grace");
  await expect(page.getByRole("search").getByRole("menuitem").filter({ hasText: "Replace a key by a new one" })).toBeVisible({ timeout: 30_000 });
  expect(found).toEqual([]);
});

test("whoever is no browser gets the reference at /docs and the state at the root; a browser gets pages, also by a link", async ({ page, request }) => {
  const docs = await request.get("/docs", { headers: { accept: "application/json" }, maxRedirects: 0 });
  expect([docs.status(), docs.headers()["location"]]).toEqual([307, "/api/docs"]);
  expect(await (await request.get("/", { headers: { accept: "application/json" } })).json()).toMatchObject({ status: "healthy", redis: "disabled" });
  const llms = await request.get("/llms.txt");
  expect(llms.headers()["content-type"]).toBe("text/plain; charset=utf-8");
  for (const [, path] of (await llms.text()).matchAll(/\]\(https?:\/\/[^/]+(\/[^)]*)\)/g)) expect((await request.get(path ?? "", { headers: { accept: "text/html" } })).status()).toBe(200);
  await page.goto("/");
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Docs" }).click();
  await expect(page.getByRole("heading", { name: "Quick start" })).toBeVisible();
  await page.getByRole("link", { name: "From programs" }).first().click();
  await expect(page.getByRole("heading", { name: "Each call with its reply" })).toBeVisible();
});
