import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expectAccessible } from "../fixtures/accessible.ts";
import { makeAccount } from "../fixtures/account.ts";
import { forgetAddresses } from "../fixtures/forget-addresses.ts";
import { signUp } from "../fixtures/person.ts";
import { expect, test } from "../fixtures/test.ts";

const run = promisify(execFile);
const DOCS = ["/docs", "/docs/concepts", "/docs/limits", "/docs/errors", "/docs/keys", "/docs/programs", "/docs/self-hosting"];
const PAGES = ["/", "/pricing", "/terms", "/privacy", "/blueprints", "/signup", "/login", ...DOCS];
/** What other tests run, and what is for the machine that the product is on. */
const RUN_ELSEWHERE = ["JavaScript", "Python", "is-key.mjs", "Regular expression", "gitleaks: .gitleaks.toml", "GitHub: custom pattern", "On the host", "On the host, as its administrator", "On the host, each night"];

test("every page of the docs is reached from its navigation, has one h1, and no public page has a link that leads nowhere", async ({ request }) => {
  const read = new Map<string, string>();
  const textOf = async (path: string): Promise<string> => {
    const reply = await request.get(path, { headers: { accept: "text/html" } });
    expect(reply.status(), path).toBe(200);
    const text = await reply.text();
    read.set(path, text);
    return text;
  };
  const links = new Set<string>();
  for (const path of PAGES) {
    const text = await textOf(path);
    expect(text.match(/<h1[ >]/g), path).toHaveLength(1);
    for (const [, href = ""] of text.matchAll(/<a [^>]*href="(\/[^"]*)"/g)) links.add(href);
  }
  for (const path of DOCS) expect(links).toContain(path);
  // One of the gallery's pages stands for all: they are made alike.
  const [blueprint] = [...links].filter((href) => href.startsWith("/blueprints/"));
  for (const href of [...links].filter((each) => !each.startsWith("/blueprints/") || each === blueprint)) {
    const [path = "", id] = href.split("#");
    const text = read.get(path) ?? (await textOf(path));
    if (id) expect(text, href).toContain(`id="${id}"`);
  }
});

test("each curl of the docs works as it is shown, with keys in the place of dots", async ({ page, baseURL }) => {
  const server = baseURL ?? "";
  await forgetAddresses();
  const { accessToken } = await makeAccount(server);
  const post = async (path: string, body: unknown): Promise<Record<string, string>> => (await (await fetch(`${server}${path}`, { method: "POST", headers: { Authorization: `Bearer ${accessToken}`, "Content-Type": "application/json", Accept: "application/json" }, body: JSON.stringify(body) })).json()) as Record<string, string>;
  const [api, manager] = await Promise.all([
    post("/api/generate", { prompt: "Manage books with title, author and year" }),
    post("/api/v1/keys", { kind: "management", name: "Docs", scopes: ["apis:read", "apis:write", "documents:read", "documents:write", "generations:read", "generations:write", "keys:read", "keys:write"] }),
  ]);
  const folder = mkdtempSync(join(tmpdir(), "docs-"));
  let ran = 0;
  for (const path of DOCS) {
    await page.goto(path);
    for (const snippet of await page.locator("figure:has(> figcaption):has(> pre > code)").all()) {
      const title = (await snippet.locator("figcaption").innerText()).trim();
      if (RUN_ELSEWHERE.includes(title)) continue;
      expect(title, `${path}: nothing runs this snippet`).toBe("curl");
      const spare = await post("/api/v1/keys", { kind: "call", name: "Spare", apiId: api["apiId"] });
      const isReport = (await snippet.innerText()).includes("/keys/report");
      const text = (await snippet.locator("code").innerText()).replaceAll("api_…", api["apiId"] ?? "").replaceAll("apim_…", manager["secret"] ?? "")
        .replaceAll("apic_…", (isReport ? spare["secret"] : api["key"]) ?? "").replaceAll("KEY_ID", spare["id"] ?? "");
      const { stdout } = await run("bash", ["-euc", `curl() { command curl -sS --fail-with-body "$@"; }\n${text}`], { cwd: folder, timeout: 60_000 });
      expect(stdout, text).not.toContain('"status":4');
      ran += 1;
    }
  }
  rmSync(folder, { recursive: true, force: true });
  expect(ran).toBeGreaterThanOrEqual(7);
});

test("public pages have no violation that axe finds and nothing wider than a small phone", { tag: "@full" }, async ({ page }) => {
  for (const [place, path] of PAGES.entries()) {
    await page.emulateMedia({ colorScheme: place % 2 ? "light" : "dark" });
    await page.setViewportSize(place % 2 ? { width: 1440, height: 900 } : { width: 320, height: 640 });
    await page.goto(path);
    await expectAccessible(page);
  }
});

const NOWHERE = ["/nope", "/blueprints/none", "/blueprints/none/deeper", "/join/none/deeper", "/apis/api_0000000000000000", "/apis/api_0000000000000000/data", "/apis/api_0000000000000000/nope/deeper", "/feedback/inbox", "/monitoring/installation"];

test("an address that has nothing for whoever asks is answered with a page that says so in words and title, and needs no script for it", async ({ page, browser }) => {
  await signUp(page);
  const scriptless = await (await browser.newContext({ javaScriptEnabled: false, storageState: await page.context().storageState() })).newPage();
  for (const path of NOWHERE) {
    for (const each of [page, scriptless]) {
      expect((await each.goto(path))?.status(), path).toBe(404);
      await expect(each.getByRole("heading", { level: 1 }), path).toHaveText("Nothing is at this address");
      await expect(each, path).toHaveTitle("Not found · API Creator");
    }
  }
  await scriptless.context().close();
});

test("search engines and chats are told what there is: a sitemap whose pages answer, robots, and a picture", async ({ page, request, baseURL }) => {
  const sitemap = await (await request.get("/sitemap.xml")).text();
  const urls = [...sitemap.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, url = ""]) => url);
  expect(urls.length).toBeGreaterThan(30);
  expect(urls.every((url) => url.startsWith(baseURL ?? "-"))).toBe(true);
  expect(await (await request.get("/robots.txt")).text()).toContain("Disallow: /api/");
  await page.goto("/");
  const picture = (await page.locator("meta[property='og:image']").getAttribute("content")) ?? "";
  const reply = await request.get(picture);
  expect([reply.status(), reply.headers()["content-type"]]).toEqual([200, "image/png"]);
});
