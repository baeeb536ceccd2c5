import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { CookieOptions } from "@supabase/ssr";
import { startTestSupabase, type TestSupabase } from "../../supabase/tests/test-supabase.ts";
import { refreshSession } from "./refresh-session.ts";
import { createSessionClient, SESSION_COOKIE } from "./session-client.ts";

let supabase: TestSupabase;
before(async () => {
  supabase = await startTestSupabase();
});
after(() => supabase.stop());

type Jar = Map<string, { value: string; options: CookieOptions }>;
const listOf = (jar: Jar) => [...jar].map(([name, { value }]) => ({ name, value }));
const env = () => ({ SUPABASE_URL: supabase.url, SUPABASE_PUBLISHABLE_KEY: supabase.publishableKey, PUBLIC_URL: "http://localhost:3000" });

/** A browser's cookies after sign-in. */
async function signedInJar(isSecure = false): Promise<Jar> {
  const { email, password } = await supabase.signUp();
  const jar: Jar = new Map();
  const client = createSessionClient({ url: supabase.url, publishableKey: supabase.publishableKey, isSecure }, {
    getAll: () => listOf(jar), setAll: (changed) => changed.forEach(({ name, value, options }) => jar.set(name, { value, options })),
  });
  assert.equal((await client.auth.signInWithPassword({ email, password })).error, null);
  return jar;
}

/** The same jar, its session's access token expired. */
function expire(jar: Jar): { name: string; value: string }[] {
  const text = listOf(jar).toSorted((a, b) => a.name.localeCompare(b.name)).map(({ value }) => value).join("");
  const session = JSON.parse(Buffer.from(text.replace(/^base64-/, ""), "base64url").toString()) as Record<string, unknown>;
  return [{ name: SESSION_COOKIE, value: `base64-${Buffer.from(JSON.stringify({ ...session, expires_at: 1 })).toString("base64url")}` }];
}

test("the session's cookies have a fixed name and are out of reach of scripts and of other sites' writes", async () => {
  for (const [name, { options }] of await signedInJar()) {
    assert.ok(name.startsWith(SESSION_COOKIE), name);
    assert.deepEqual([options.httpOnly, options.sameSite, options.path, options.secure], [true, "lax", "/", false]);
  }
  for (const { options } of (await signedInJar(true)).values()) assert.equal(options.secure, true);
});

test("a session that is still good is left alone", async () => {
  assert.equal(await refreshSession(listOf(await signedInJar()), env()), undefined);
});

test("an expired session is refreshed before the page renders, and its reply is kept out of caches", async () => {
  const refreshed = await refreshSession(expire(await signedInJar()), env());
  assert.ok(refreshed?.cookies.some(({ name, value }) => name.startsWith(SESSION_COOKIE) && value.length > 100));
  assert.match(refreshed?.headers["Cache-Control"] ?? "", /no-store/);
  assert.equal(await refreshSession(refreshed?.cookies ?? [], env()), undefined);
});

test("a session that can't be refreshed is taken out of the browser", async () => {
  const refreshed = await refreshSession([{ name: SESSION_COOKIE, value: `base64-${Buffer.from(JSON.stringify({ access_token: "a.b.c", refresh_token: "gone", expires_at: 1, user: {} })).toString("base64url")}` }], env());
  assert.deepEqual(refreshed?.cookies.map(({ name, value, options }) => [name, value, options.maxAge]), [[SESSION_COOKIE, "", 0]]);
});

test("without a session, without settings or with a broken cookie nothing happens and nothing is thrown", async () => {
  const jar = expire(await signedInJar());
  assert.equal(await refreshSession([], env()), undefined);
  assert.equal(await refreshSession(jar, {}), undefined);
  assert.equal((await refreshSession([{ name: SESSION_COOKIE, value: "base64-%%%" }], env()))?.cookies.every(({ value }) => value === "") ?? true, true);
});
