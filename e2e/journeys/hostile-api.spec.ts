import type { Page } from "@playwright/test";
import { type BareServer, startBareServer } from "../fixtures/bare-server.ts";
import { ACTING, ANSWERS, GUESSED, SCRIPTED } from "../fixtures/hostile-answers.ts";
import { makeHostile } from "../fixtures/hostile-api.ts";
import { describeApi, signUp } from "../fixtures/person.ts";
import { expect, test } from "../fixtures/test.ts";

let bare: BareServer;
test.beforeAll(async () => { bare = await startBareServer(ANSWERS); });
test.afterAll(() => bare.close());

/** Signed in, with an API on the dashboard's own host whose code is an attacker's. */
async function hostileApi(page: Page): Promise<{ url: string; ran: Set<string>; key: string }> {
  const ran = new Set<string>();
  await page.context().exposeFunction("pwned", (name: string) => void ran.add(name));
  await signUp(page);
  const { url, apiId, key } = await describeApi(page, "Manage orders with title and amount");
  await makeHostile(apiId, ANSWERS);
  await expect.poll(async () => (await fetch(`${url}/text`)).status).toBe(200);
  return { url, key, ran };
}
const session = async (page: Page): Promise<string[]> => (await page.context().cookies()).filter(({ name }) => name.startsWith("api-creator-session")).map(({ name, value }) => `${name}=${value}`);

test("no script of an API runs in a browser, whatever it is sent as; each runs from a bare server", async ({ page }) => {
  const { url, ran } = await hostileApi(page);
  const tab = await page.context().newPage();
  /** What can't be shown is downloaded instead. */
  const show = (address: string) => tab.goto(address, { waitUntil: "load" }).catch(() => null);
  for (const name of [...Object.keys(SCRIPTED), "no-type"]) {
    await show(`${bare.url}/${name}`);
    await expect.poll(() => ran.has(name), name).toBe(true);
  }
  ran.clear();
  for (const name of [...Object.keys(SCRIPTED), ...Object.keys(GUESSED), "acting", "script-js"]) await show(`${url}/${name}`);
  await show(`${url}/${encodeURIComponent('<script>pwned("path")</script>')}`);
  await tab.goto(`${url}/links`);
  await tab.locator("#top").click();
  const opened = await Promise.all([tab.context().waitForEvent("page", { timeout: 2_000 }).catch(() => null), tab.locator("#window").click()]);
  expect(opened[0]).toBeNull();
  expect([...ran]).toEqual([]);
  expect(await tab.evaluate(() => { try { return document.cookie; } catch { return "denied"; } })).toBe("denied");
  expect(await tab.evaluate(() => self.origin)).toBe("null");
});

test("no header of an API's acts on the dashboard's origin: cookies, storage, policies and service workers stay", async ({ page, baseURL }) => {
  const { url } = await hostileApi(page);
  const other = await startBareServer({ ...ANSWERS, dashboard: { headers: { "content-type": "text/html" }, body: "control" } }, "127.0.0.1");
  const control = await page.context().newPage();
  const cookies = async () => (await control.context().cookies(other.url)).map(({ name }) => name);
  await control.goto(`${other.url}/only-set-cookie`);
  expect(await cookies()).toEqual(["hostile"]);
  await control.goto(`${other.url}/only-clear-site-data`);
  expect(await cookies()).toEqual([]);
  await control.goto(`${other.url}/only-refresh`);
  await control.waitForURL("**/dashboard?refreshed");
  await control.goto(`${other.url}/meta-refresh`);
  await control.waitForURL("**/dashboard?refreshed");
  await control.goto(`${other.url}/text`);
  expect(await control.evaluate(async () => (await navigator.serviceWorker.register("/worker-js", { scope: "/" })).scope)).toBe(`${other.url}/`);
  expect(await control.evaluate(() => new Promise((resolve) => { new Worker("/worker-js").onmessage = ({ data }) => resolve(data); }))).toBe("worker-js");
  await control.close();
  other.close();

  const before = await session(page);
  expect(before).not.toEqual([]);
  const tab = await page.context().newPage();
  const response = await tab.goto(`${url}/acting`);
  const sent = await response?.allHeaders();
  for (const [name, value] of Object.entries(ACTING)) expect([name, name === "link" ? undefined : sent?.[name] === value ? value : undefined]).toEqual([name, undefined]);
  expect(sent?.["content-security-policy"]).toBe("sandbox; default-src 'none'; frame-ancestors 'none'");
  for (const name of [...Object.keys(ACTING).map((header) => `only-${header}`), "meta-refresh"]) {
    await tab.goto(`${url}/${name}`);
    await tab.waitForLoadState("networkidle");
    expect(tab.url()).toBe(`${url}/${name}`);
  }
  expect(await session(page)).toEqual(before);
  expect((await page.context().cookies(baseURL)).map(({ name }) => name)).not.toContain("hostile");

  // Even where a script of ours could be made to ask for it.
  await page.goto("/dashboard");
  expect(await page.evaluate((address) => navigator.serviceWorker.register(address, { scope: "/" }).then(() => "registered", (error: Error) => error.name), `${new URL(url).pathname}/worker-js`)).not.toBe("registered");
  expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
});

test("a page of the dashboard can't be framed, reached from a window, or made to load an API's script", { tag: "@full" }, async ({ page, baseURL }) => {
  const { url, ran } = await hostileApi(page);
  const attacker = await startBareServer({
    target: { headers: { "content-type": "text/html" }, body: "<h1>Control</h1>" },
    frame: { headers: { "content-type": "text/html" }, body: `<iframe id="ours" src="${baseURL}/dashboard"></iframe><iframe id="api" src="${url}/html"></iframe><iframe id="file" src="${baseURL}/dashboard/none.svg"></iframe><iframe id="control" src="/target"></iframe>` },
    opener: { headers: { "content-type": "text/html" }, body: `<button onclick="control = window.open('/target', 'control')">control</button><button onclick="ours = window.open('${baseURL}/dashboard', 'ours')">ours</button>` },
  });
  const tab = await page.context().newPage();
  await tab.goto(`${attacker.url}/frame`);
  const shown = async (id: string) => (await (await tab.locator(id).elementHandle())?.contentFrame())?.url() ?? "";
  await expect.poll(() => shown("#control")).toBe(`${attacker.url}/target`);
  await expect.poll(() => shown("#ours")).toContain("chrome-error:");
  for (const id of ["#api", "#file"]) await expect.poll(() => shown(id)).toContain("chrome-error:");
  await tab.goto(`${url}/framing`);
  expect(tab.frames().map((frame) => frame.url()).filter((address) => address.includes("/dashboard"))).toEqual([]);

  await tab.goto(`${attacker.url}/opener`);
  for (const name of ["control", "ours"]) await Promise.all([tab.context().waitForEvent("page"), tab.getByRole("button", { name }).click()]);
  const reached = (name: string) => tab.evaluate((which) => {
    const opened = (globalThis as unknown as Record<string, Window>)[which];
    return opened?.closed ? "severed" : "reachable";
  }, name);
  expect(await reached("control")).toBe("reachable");
  await expect.poll(() => reached("ours")).toBe("severed");

  // A page of the platform's into which markup was injected loads no script of an API's.
  const inject = (into: Page) => into.evaluate((address) => {
    document.body.insertAdjacentHTML("beforeend", `<img src="x" onerror="pwned('handler')">`);
    for (const name of ["own-js", "module-js"]) document.body.insertAdjacentHTML("beforeend", `<iframe srcdoc="<script ${name === "module-js" ? "type='module'" : ""} src='${address}/${name}'></script>"></iframe>`);
  }, url);
  await tab.goto(`${attacker.url}/target`);
  ran.clear();
  await inject(tab);
  await expect.poll(() => [...ran].toSorted()).toEqual(["handler", "module-of-its-own", "script-of-its-own"]);
  ran.clear();
  await page.goto("/dashboard");
  await inject(page);
  await page.waitForLoadState("networkidle");
  expect([...ran]).toEqual([]);
  attacker.close();
});

test("another origin of the same site reads nothing with the session, and changes nothing: REST, forms, server actions, redirects", async ({ page, baseURL }) => {
  const { url } = await hostileApi(page);
  const attacker = await startBareServer({
    blank: { headers: { "content-type": "text/html" }, body: "<h1>Attacker</h1>" },
    open: { headers: { "content-type": "application/json", "access-control-allow-origin": "*" }, body: "[]" },
    rest: { headers: { "content-type": "text/html" }, body: `<form id="f" method="post" enctype="text/plain" action="${baseURL}/api/v1/keys"><input name='{"name":"forged","kind":"management","scopes":["apis:read"],"x":"' value='"}'></form><script>f.submit()</script>` },
    redirect: { headers: { "content-type": "text/html" }, body: `<form id="f" method="post" enctype="text/plain" action="${url}/keep"><input name='{"name":"forged","kind":"management","scopes":["apis:read"],"x":"' value='"}'></form><script>f.submit()</script>` },
  });
  const tab = await page.context().newPage();
  await tab.goto(`${attacker.url}/blank`);
  const read = (address: string, init: RequestInit) => tab.evaluate(([to, options]) => fetch(to as string, options as RequestInit).then((response) => `read ${response.type}`, () => "refused"), [address, init] as const);
  expect(await read(`${attacker.url}/open`, {})).toBe("read basic");
  expect(await read(`${baseURL}/api/v1/apis`, { credentials: "include" })).toBe("refused");
  expect(await read(`${baseURL}/api/v1/keys`, { method: "POST", credentials: "include", headers: { "Content-Type": "application/json" }, body: '{"name":"forged"}' })).toBe("refused");
  expect(await read(`${baseURL}/api-keys`, { method: "POST", credentials: "include", headers: { "Next-Action": "x" }, body: "[]" })).toBe("refused");
  expect(await read(`${url}/html`, { credentials: "include" })).toBe("refused");
  expect(await read(`${url}/html`, { credentials: "omit" })).toBe("read cors");

  const keys = async () => ((await (await page.context().request.get(`${baseURL}/api/v1/keys`)).json()) as { items: { name: string }[] }).items.map(({ name }) => name);
  const before = await keys();
  for (const path of ["rest", "redirect"]) {
    const [answer] = await Promise.all([tab.waitForResponse((response) => response.url() === `${baseURL}/api/v1/keys` && response.request().method() === "POST"), tab.goto(`${attacker.url}/${path}`).catch(() => {})]);
    expect([path, answer.status()]).toEqual([path, 403]);
  }
  expect(await keys()).toEqual(before);

  // The same write by the session's cookie: from our own page it goes through, from anywhere else not.
  const write = (origin: string) => page.context().request.post(`${baseURL}/api/v1/keys`, { headers: { origin }, data: { name: `from ${origin}`, kind: "management", scopes: ["apis:read"] } });
  for (const origin of [attacker.url, "null", "http://evil", `${baseURL}.evil.example`, "https://localhost"]) expect([origin, (await write(origin)).status()]).toEqual([origin, 403]);
  expect((await write(baseURL ?? "")).status()).toBeLessThan(300);
  attacker.close();
});

test("a server action runs for its own page's form and for no other origin's", async ({ page, baseURL }) => {
  await signUp(page);
  await page.goto("/dashboard");
  await page.getByRole("button", { name: /^Account / }).click();
  const [request] = await Promise.all([page.waitForRequest((one) => one.method() === "POST" && one.headers()["next-action"] !== undefined), page.getByRole("menuitem", { name: "Sign out" }).click()]);
  await page.waitForURL((address) => !address.pathname.startsWith("/dashboard"));
  await signUp(page);
  const again = (origin: string) => page.context().request.post(request.url(), {
    headers: { ...Object.fromEntries(Object.entries(request.headers()).filter(([name]) => ["next-action", "content-type", "accept", "next-router-state-tree"].includes(name))), origin }, data: request.postDataBuffer() ?? Buffer.alloc(0), maxRedirects: 0,
  });
  for (const origin of ["http://evil", "null", `${baseURL}.evil.example`]) {
    await again(origin);
    expect([origin, (await session(page)).length > 0]).toEqual([origin, true]);
  }
  await again(baseURL ?? "");
  expect(await session(page)).toEqual([]);
});
