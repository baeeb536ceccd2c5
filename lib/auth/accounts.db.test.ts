import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import { connect, typed, type Sql } from "#lib/db/connect.ts";
import type { AppError } from "#lib/errors.ts";
import { startTestSupabase, type TestSupabase } from "../../supabase/tests/test-supabase.ts";
import type { AccountDeps } from "./account-deps.ts";
import { actorFromBearer } from "./bearer.ts";
import { resetPassword } from "./reset-password.ts";
import { signIn } from "./sign-in.ts";
import { signOut } from "./sign-out.ts";
import { signUp } from "./sign-up.ts";
import { createWorkspace } from "#lib/workspaces/create-workspace.ts";
import { updatePassword } from "./update-password.ts";

let supabase: TestSupabase;
let web: Sql;
before(async () => {
  supabase = await startTestSupabase();
  web = connect(supabase.webUrl, "test", 4);
});
after(async () => {
  await web.end();
  await supabase.stop();
});

const accountDeps = (overrides: Partial<AccountDeps> = {}): AccountDeps => ({
  db: typed(web), auth: supabase.client().auth, mailAuth: supabase.client().auth, attemptsPer15Min: 10, clientAddress: randomUUID(), publicUrl: "http://localhost:3000", ...overrides,
});
const bearerDeps = () => ({ db: typed(web), peppers: [{ version: 1, secret: "p".repeat(32) }], supabase: { url: supabase.url, publishableKey: supabase.publishableKey } });
const newEmail = () => `${randomUUID()}@example.com`;
async function tokenOfNew(): Promise<string> {
  const deps = accountDeps();
  await signUp({ email: newEmail(), password: "correct horse" }, deps);
  return (await deps.auth.getSession()).data.session?.access_token ?? assert.fail("signed up, but no session");
}
const refusal = (promise: Promise<unknown>): Promise<AppError> => promise.then(() => assert.fail("it was accepted"), (error: AppError) => error);

test("sign-up makes an account whose access token acts in its personal workspace", async () => {
  const deps = accountDeps();
  const email = newEmail();
  const { userId, needsConfirmation } = await signUp({ email: ` ${email.toUpperCase()} `, password: "correct horse" }, deps);
  const { data } = await deps.auth.getSession();
  const actor = await actorFromBearer(data.session?.access_token ?? "", bearerDeps());
  assert.equal(needsConfirmation, false);
  assert.equal(actor?.kind, "user");
  assert.equal(actor?.userId, userId);
  assert.match(actor?.workspaceId ?? "", /^[0-9a-f-]{36}$/);
});

test("X-Workspace-ID names where a session works, among the workspaces it is a member of; any other is not found, as one that doesn't exist", async () => {
  const [token, strangersToken] = [await tokenOfNew(), await tokenOfNew()];
  const own = await actorFromBearer(token, bearerDeps()) ?? assert.fail("the token is good");
  const stranger = await actorFromBearer(strangersToken, bearerDeps()) ?? assert.fail("the token is good");
  const { id } = await createWorkspace({ name: "Team" }, own, { db: typed(web) });
  assert.equal((await actorFromBearer(token, bearerDeps(), id))?.workspaceId, id);
  assert.equal((await actorFromBearer(token, bearerDeps(), own.workspaceId))?.workspaceId, own.workspaceId);
  for (const [who, where] of [[strangersToken, id], [token, stranger.workspaceId], [token, randomUUID()], [token, "no id"]] as const) {
    const error = await refusal(actorFromBearer(who, bearerDeps(), where));
    assert.deepEqual([error.code, error.message], ["not_found", "X-Workspace-ID names a workspace that does not exist, or in which you do not work."]);
  }
});

test("a short password, one over 72 bytes and a bad e-mail address are refused with words before the auth server is asked", async () => {
  for (const [input, words] of [
    [{ email: newEmail(), password: "short" }, /at least 10 characters/],
    [{ email: newEmail(), password: "🦊".repeat(19) }, /at most 72 bytes/],
    [{ email: "nobody", password: "correct horse" }, /e-mail address/],
  ] as const) {
    const error = await refusal(signUp(input, accountDeps()));
    assert.equal(error.code, "invalid");
    assert.match(error.message, words);
  }
});

test("a second account with the same e-mail address is a conflict", async () => {
  const email = newEmail();
  await signUp({ email, password: "correct horse" }, accountDeps());
  assert.equal((await refusal(signUp({ email, password: "another horse" }, accountDeps()))).code, "conflict");
});

test("an unknown e-mail address and a wrong password get the same answer", async () => {
  const email = newEmail();
  await signUp({ email, password: "correct horse" }, accountDeps());
  const wrong = await refusal(signIn({ email, password: "wrong horse" }, accountDeps()));
  const unknown = await refusal(signIn({ email: newEmail(), password: "wrong horse" }, accountDeps()));
  assert.equal(wrong.code, "unauthenticated");
  assert.deepEqual([unknown.code, unknown.message], [wrong.code, wrong.message]);
});

test("after ten attempts on an account an address is refused with the right password too, and told when to try again; its owner elsewhere is not locked out", async () => {
  const email = newEmail();
  const clientAddress = "192.0.2.1";
  await signUp({ email, password: "correct horse" }, accountDeps());
  for (let i = 0; i < 10; i += 1) assert.equal((await refusal(signIn({ email, password: "wrong horse" }, accountDeps({ clientAddress })))).code, "unauthenticated");
  const error = await refusal(signIn({ email, password: "correct horse" }, accountDeps({ clientAddress })));
  assert.equal(error.code, "rate_limited");
  assert.match(error.message, /Try again in 15 minutes/);
  assert.ok(Number(error.headers["Retry-After"]) > 800);
  assert.equal((await signIn({ email, password: "correct horse" }, accountDeps())).email, email);
});

test("one address can't try many accounts without end, and many addresses can't try one account", async () => {
  const many = (overrides: () => Partial<AccountDeps>, email: () => string) =>
    Promise.all(Array.from({ length: 25 }, () => refusal(signIn({ email: email(), password: "wrong horse" }, accountDeps({ attemptsPer15Min: 2, ...overrides() }))).then((error) => error.code)));
  const count = (codes: string[]) => codes.filter((code) => code === "unauthenticated").length;
  assert.equal(count(await many(() => ({ clientAddress: "192.0.2.7" }), newEmail)), 20);
  const victim = newEmail();
  assert.equal(count(await many(() => ({}), () => victim)), 10);
});

test("a signed-out session's tokens no longer work", async () => {
  const deps = accountDeps();
  await signUp({ email: newEmail(), password: "correct horse" }, deps);
  const token = (await deps.auth.getSession()).data.session?.access_token ?? "";
  assert.notEqual(await actorFromBearer(token, bearerDeps()), null);
  await signOut(deps);
  assert.equal(await actorFromBearer(token, bearerDeps()), null);
});

test("a mailed link leads to the page for a new password, which replaces the old one and ends other sessions", async () => {
  const deps = accountDeps();
  const email = newEmail();
  await signUp({ email, password: "correct horse" }, deps);
  const oldToken = (await deps.auth.getSession()).data.session?.access_token ?? "";
  await resetPassword({ email }, deps);
  const link = new URL(await supabase.mailedLink(email));
  assert.equal(link.origin + link.pathname, "http://localhost:3000/auth/v1/verify");
  const reply = await fetch(supabase.url + link.pathname + link.search, { redirect: "manual" });
  const target = new URL(reply.headers.get("location") ?? "");
  assert.equal(target.origin + target.pathname, "http://localhost:3000/update-password");
  const fragment = new URLSearchParams(target.hash.slice(1));
  await updatePassword({ password: "battery staple", accessToken: fragment.get("access_token") ?? "", refreshToken: fragment.get("refresh_token") ?? "" }, accountDeps());
  assert.equal((await refusal(signIn({ email, password: "correct horse" }, accountDeps()))).code, "unauthenticated");
  assert.equal((await signIn({ email, password: "battery staple" }, accountDeps())).email, email);
  assert.equal(await actorFromBearer(oldToken, bearerDeps()), null);
});

test("asking for a reset tells nobody whether there is an account", async () => {
  assert.equal(await resetPassword({ email: newEmail() }, accountDeps()), undefined);
});

test("a password can't be changed without a session", async () => {
  assert.equal((await refusal(updatePassword({ password: "battery staple" }, accountDeps()))).code, "unauthenticated");
});

test("forged, foreign and malformed bearers are nobody", async () => {
  const { accessToken, userId } = await supabase.signUp();
  const [header, payload, signature] = accessToken.split(".");
  const other = Buffer.from(JSON.stringify({ ...JSON.parse(Buffer.from(payload ?? "", "base64url").toString()), sub: randomUUID() })).toString("base64url");
  const none = Buffer.from(JSON.stringify({ alg: "none", typ: "JWT" })).toString("base64url");
  for (const token of ["", "x", "a.b.c", `${header}.${other}.${signature}`, `${none}.${payload}.`, `${none}.${other}.${signature}`, userId, supabase.publishableKey]) {
    assert.equal(await actorFromBearer(token, bearerDeps()), null, token);
  }
});
