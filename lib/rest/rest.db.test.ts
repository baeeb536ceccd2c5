import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { SCOPES } from "#lib/auth/actor.ts";
import { systemClock } from "#lib/clock.ts";
import type { WebDeps } from "#lib/deps.ts";
import { readEnv } from "#lib/env.ts";
import type { Generator } from "#lib/generation/generator.ts";
import { onlyGenerator } from "#lib/generation/generator-source.ts";
import { makeKey, type NewKey } from "#lib/keys/key-format.ts";
import { createFakeRuntime } from "#lib/runtime/fake-runtime.ts";
import type { z } from "zod";
import { seedApi, type SeededApi } from "../../supabase/tests/seed-api.ts";
import { type TestUser } from "../../supabase/tests/test-database.ts";
import { startVerbFixture, type VerbFixture } from "../../supabase/tests/verb-fixture.ts";
import * as apis from "./operations/apis.ts";
import { generate } from "./operations/generate.ts";
import * as generations from "./operations/generations.ts";
import * as keys from "./operations/keys.ts";
import * as logs from "./operations/logs.ts";
import * as outside from "./operations/outside.ts";
import * as reload from "./operations/reload.ts";
import * as runtimes from "./operations/runtime.ts";
import * as modelKey from "./operations/model-key.ts";
import { openApiDocument } from "./openapi.ts";
import { type DescribedOperation, OPERATIONS } from "./operations.ts";
import * as blueprints from "./operations/blueprints.ts";
import * as documents from "./operations/documents.ts";
import { suggestionsOperation } from "./operations/suggestions.ts";
import { serve } from "./serve.ts";

interface Door {
  method: string;
  path: string;
  scope: string | null;
  output: z.ZodType | undefined;
  handle(request: Request, context: { params: Promise<Record<string, string>> }): Promise<Response>;
}

const pepper = { version: 1, secret: "p".repeat(32) };
const refuser: Generator = {
  info: { id: "built-in", label: "Test generator", note: "Refuses everything" },
  maxRepairs: 0,
  // oxlint-disable-next-line require-yield -- a generator that only refuses
  async *generate() {
    return { kind: "refusal", message: "This can't be built.", suggestions: ["Manage books with title"] };
  },
};

let fixture: VerbFixture;
let owner: TestUser;
let stranger: TestUser;
let api: SeededApi;
let ownerKey: NewKey;
let strangerKey: NewKey;
let session: TestUser | null = null;
const runtime = createFakeRuntime();
const ADMIN_API_KEY = "the-installations-own-key-32-or-more";

const deps = (): WebDeps => ({
  env: readEnv({ ADMIN_API_KEY }), db: fixture.db, runtime, generators: onlyGenerator(refuser), modelKeys: { db: fixture.db, encryptionKey: "0123456789abcdef0123456789ABCDEF", isKeyAccepted: async () => null }, peppers: [pepper], consumerSecret: pepper.secret,
  supabase: { url: "http://127.0.0.1:1", publishableKey: "unused" }, clock: systemClock, publicUrl: "http://localhost:3000",
  log: { debug() {}, info() {}, warn() {}, error() {} },
});
const getSession = async () => session && { actor: { kind: "user" as const, userId: session.userId, email: session.email, workspaceId: session.workspaceId } };

const open = <Body, Output>(operation: Parameters<typeof serve<Body, Output>>[0]): Door => ({
  method: operation.method, path: operation.path, scope: operation.scope, output: operation.output, handle: serve(operation, deps, getSession),
});
const doors: Door[] = [
  open(generate), open(apis.listApisOperation), open(apis.getApiOperation), open(apis.deleteApiOperation), open(apis.pauseApi), open(apis.resumeApi), open(apis.tryApiOperation),
  open(runtimes.getRuntimeOperation), open(runtimes.wakeRuntimeOperation), open(runtimes.sleepRuntimeOperation), open(runtimes.restartRuntimeOperation),
  open(logs.listLogsOperation), open(logs.followLogsOperation),
  open(generations.listGenerationsOperation), open(generations.getGenerationOperation), open(generations.generationEvents), open(generations.cancelGenerationOperation), open(generations.answerGenerationOperation),
  open(keys.listKeysOperation), open(keys.createKeyOperation), open(keys.revokeKeyOperation),
  open(outside.listHostsOperation), open(outside.approveHostOperation), open(outside.revokeHostOperation), open(outside.listSecretsOperation), open(outside.setSecretOperation), open(outside.deleteSecretOperation), open(outside.listOutboundCallsOperation),
  open(modelKey.getModelKeyOperation), open(modelKey.setModelKeyOperation), open(modelKey.deleteModelKeyOperation),
];

const GOOD_BODY: Record<string, unknown> = {
  "/api/generate": { prompt: "Manage books with title" },
  "/api/v1/generations/{id}/answer": { answer: "A" },
  "/api/v1/keys": { kind: "management", name: "CI", scopes: ["apis:read"] },
  "/api/v1/model-key": { key: "sk-ant-own-key-1234567" },
  "/api/v1/apis/{id}/hosts": { host: "api.example.com" },
  "/api/v1/apis/{id}/secrets": { name: "TOKEN", value: "canary-4f1c9e7b" },
  "/api/v1/apis/{id}/try": { method: "GET", path: "/books" },
};

/** The ids that the owner's rows have, by path. */
const idFor = (door: Door): string => (door.path.startsWith("/api/v1/keys") ? api.keyId : door.path.startsWith("/api/v1/generations") ? GENERATION_ID : api.apiId);
const GENERATION_ID = "11111111-2222-4333-8444-555555555555";

async function call(door: Door, headers: Record<string, string>, body?: string): Promise<{ status: number; body: Record<string, unknown>; headers: Headers }> {
  const params = { id: idFor(door), host: "api.example.com", name: "TOKEN" };
  const path = door.path.replace(/\{(\w+)\}/g, (_all, name: keyof typeof params) => params[name]);
  const given = body ?? (GOOD_BODY[door.path] && door.method === "POST" ? JSON.stringify(GOOD_BODY[door.path]) : undefined);
  const request = new Request(`http://localhost:3000${path}`, { method: door.method, headers: { accept: "application/json", ...headers }, ...(given === undefined ? {} : { body: given }) });
  const response = await door.handle(request, { params: Promise.resolve(params) });
  const text = await response.text();
  const described = (openApiDocument("http://localhost:3000")["paths"] as Record<string, Record<string, { responses: object }>>)[door.path]?.[door.method.toLowerCase()];
  assert.ok(Object.hasOwn(described?.responses ?? {}, String(response.status)), `${door.method} ${door.path} does not document ${response.status}`);
  if (response.status === 200 && response.headers.get("content-type")?.startsWith("application/json")) door.output?.parse(JSON.parse(text));
  return { status: response.status, headers: response.headers, body: text.startsWith("{") ? (JSON.parse(text) as Record<string, unknown>) : {} };
}

async function storeKey(user: TestUser, scopes: readonly string[]): Promise<NewKey> {
  const key = makeKey("management", pepper);
  await fixture.admin`insert into public.keys (workspace_id, kind, name, prefix, last_four, key_hash, scopes, created_by)
    values (${user.workspaceId}, 'management', 'test', ${key.prefix}, ${key.lastFour}, ${key.hash}, ${[...scopes]}, ${user.userId})`;
  return key;
}
const bearer = (key: NewKey) => ({ authorization: `Bearer ${key.secret}` });

before(async () => {
  fixture = await startVerbFixture();
  owner = await fixture.makeActor();
  stranger = await fixture.makeActor();
  api = await seedApi(fixture.admin, owner);
  await fixture.admin`insert into public.generations (id, workspace_id, user_id, api_id, prompt, generator) values (${GENERATION_ID}, ${owner.workspaceId}, ${owner.userId}, 'api_aaaaaaaaaaaaaaaa', 'Manage books', 'built-in')`;
  ownerKey = await storeKey(owner, SCOPES);
  strangerKey = await storeKey(stranger, SCOPES);
});
after(() => fixture.stop());

for (const door of doors) {
  describe(`${door.method} ${door.path}`, () => {
    test("without a credential: 401 with WWW-Authenticate and a problem body", async () => {
      const reply = await call(door, {});
      assert.equal(reply.status, 401);
      assert.equal(reply.headers.get("www-authenticate"), "Bearer");
      assert.equal(reply.headers.get("content-type"), "application/problem+json");
      assert.equal(reply.body.request_id, reply.headers.get("x-request-id"));
    });

    test("a mistyped key: 401", async () => {
      assert.equal((await call(door, { authorization: `Bearer ${ownerKey.secret.slice(0, -1)}${ownerKey.secret.endsWith("a") ? "b" : "a"}` })).status, 401);
    });

    test(`a key without ${door.scope}: 403 that names the scope`, async () => {
      const key = await storeKey(owner, SCOPES.filter((scope) => scope !== door.scope));
      const reply = await call(door, bearer(key));
      assert.equal(reply.status, 403);
      assert.equal(reply.body.scope, door.scope);
    });

    test("two credentials that differ: 400", async () => {
      assert.equal((await call(door, { ...bearer(ownerKey), "x-api-key": strangerKey.secret })).status, 400);
    });

    if (door.path.includes("{id}")) {
      test("another workspace's row: 404, the same body as for one that does not exist", async () => {
        const reply = await call(door, bearer(strangerKey));
        assert.equal(reply.status, 404);
        assert.equal(reply.body.error, "not_found");
      });
    }

    if (door.method === "POST" && GOOD_BODY[door.path]) {
      test("a body that is not JSON: 400; content that is not valid: 422 with the errors", async () => {
        assert.equal((await call(door, bearer(ownerKey), "{")).status, 400);
        const invalid = await call(door, bearer(ownerKey), '{"kind": 5, "method": "FLY", "prompt": 7, "answer": 7}');
        assert.equal(invalid.status, 422);
        assert.ok(Array.isArray(invalid.body.errors));
        const unstorable = '{"kind": "management", "name": "a\\u0000", "scopes": ["apis:read"], "method": "GET", "path": "a\\u0000", "prompt": "\\u0000", "answer": "a\\u0000", "key": "a\\u0000"}';
        assert.equal((await call(door, bearer(ownerKey), unstorable)).status, 422, "a text that Postgres can't hold");
      });
    }

    if (door.method !== "GET") {
      test("a session cookie from another site: 403; nothing is changed", async () => {
        session = owner;
        const reply = await call(door, { origin: "https://evil.example", host: "localhost:3000" });
        session = null;
        assert.equal(reply.status, 403);
      });
    }
  });
}

test("the twin: the owner's key reads what the stranger's could not", async () => {
  for (const door of doors.filter(({ path, method }) => method === "GET" && !/\/(events|live)$/.test(path))) {
    const reply = await call(door, bearer(ownerKey));
    assert.equal(reply.status, 200, door.path);
  }
});

test("a refused description answers 422 with the generator's words and suggestions, and leaves no API behind", async () => {
  const [generateDoor] = doors;
  assert.ok(generateDoor);
  const reply = await call(generateDoor, bearer(ownerKey));
  assert.equal(reply.status, 422);
  assert.equal(reply.body.error, "generation_refused");
  assert.equal(reply.body.message, "This can't be built.");
  assert.deepEqual(reply.body.suggestions, ["Manage books with title"]);
  const [row] = await fixture.admin`select count(*)::int as n from public.apis where workspace_id = ${owner.workspaceId}`;
  assert.equal(row?.n, 1);
});

test("a session cookie of our own page may write: pause and resume", async () => {
  const pause = doors.find(({ path }) => path.endsWith("/pause"));
  const resume = doors.find(({ path }) => path.endsWith("/resume"));
  assert.ok(pause && resume);
  session = owner;
  const headers = { origin: "http://localhost:3000", host: "localhost:3000" };
  assert.equal((await call(pause, headers)).status, 200);
  const [paused] = await fixture.admin`select status from public.apis where id = ${api.apiId}`;
  assert.equal(paused?.status, "paused");
  assert.equal((await call(resume, headers)).status, 200);
  session = null;
});

test("a declared host is approved, listed and revoked; a secret is set for the declared hosts, listed by name only and deleted; nothing else is", async () => {
  await fixture.admin`update public.versions set hosts = '{api.example.com,10.0.0.1}', secret_names = '{TOKEN}', host_reasons = '{"api.example.com": "The weather"}' where id = ${api.versionId}`;
  const door = (method: string, path: string) => doors.find((candidate) => candidate.method === method && candidate.path.endsWith(path)) ?? assert.fail(path);
  const items = async (path: string) => (await call(door("GET", path), bearer(ownerKey))).body.items as Record<string, unknown>[];
  assert.deepEqual(await items("/hosts"), [{ host: "api.example.com", why: "The weather", isDeclared: true, approvedAt: null }]);
  assert.equal((await call(door("DELETE", "/hosts/{host}"), bearer(ownerKey))).status, 404);
  assert.equal((await call(door("POST", "/hosts"), bearer(ownerKey))).status, 204);
  assert.equal(typeof (await items("/hosts"))[0]?.approvedAt, "string");
  for (const host of ["other.example.com", "10.0.0.1", "localhost", "metadata.google.internal", "api.example.com@evil.example"]) {
    assert.equal((await call(door("POST", "/hosts"), bearer(ownerKey), JSON.stringify({ host }))).status, 422, host);
  }
  assert.equal((await call(door("DELETE", "/hosts/{host}"), bearer(ownerKey))).status, 204);
  assert.equal((await items("/hosts"))[0]?.approvedAt, null);

  assert.deepEqual(await items("/secrets"), [{ name: "TOKEN", isDeclared: true, hosts: [], updatedAt: null }]);
  assert.equal((await call(door("POST", "/secrets"), bearer(ownerKey))).status, 204);
  const [listed] = await items("/secrets");
  assert.deepEqual([listed?.name, listed?.hosts, typeof listed?.updatedAt], ["TOKEN", ["api.example.com"], "string"]);
  assert.doesNotMatch(JSON.stringify(listed), /canary/);
  for (const body of [{ name: "OTHER", value: "canary-4f1c9e7b" }, { name: "TOKEN", value: "short" }, { name: "TOKEN", value: "canary-4f1c9e7b", hosts: ["evil.example"] }]) {
    assert.equal((await call(door("POST", "/secrets"), bearer(ownerKey), JSON.stringify(body))).status, 422, JSON.stringify(body));
  }
  assert.equal((await call(door("DELETE", "/secrets/{name}"), bearer(ownerKey))).status, 204);
  assert.equal((await call(door("DELETE", "/secrets/{name}"), bearer(ownerKey))).status, 404);
});

test("a created key works at once and its revoked twin no longer", async () => {
  const create = doors.find(({ path, method }) => path === "/api/v1/keys" && method === "POST");
  const list = doors.find(({ path, method }) => path === "/api/v1/apis" && method === "GET");
  assert.ok(create && list);
  const created = await call(create, bearer(ownerKey));
  assert.equal(created.status, 201);
  const authorization = `Bearer ${String(created.body.secret)}`;
  assert.equal((await call(list, { authorization })).status, 200);
  await fixture.admin`update public.keys set revoked_at = now() where id = ${String(created.body.id)}`;
  assert.equal((await call(list, { authorization })).status, 401);
});

test("a management key builds with generations:write and apis:write alone", async () => {
  const [generateDoor] = doors;
  assert.ok(generateDoor);
  const reply = await call(generateDoor, bearer(await storeKey(owner, ["generations:write", "apis:write"])));
  assert.equal(reply.body.error, "generation_refused");
});

test("a body over 1 MB is refused with 413 before all of it is read", async () => {
  const [generateDoor] = doors;
  assert.ok(generateDoor);
  let pulled = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      pulled += 1;
      if (pulled > 100) controller.close();
      else controller.enqueue(new Uint8Array(64 * 1024));
    },
  });
  const request = new Request("http://localhost:3000/api/generate", { method: "POST", headers: bearer(ownerKey), body: endless, duplex: "half" } as RequestInit);
  const response = await generateDoor.handle(request, { params: Promise.resolve({}) });
  assert.equal(response.status, 413);
  assert.ok(pulled < 30, `${pulled} pieces were read`);
});

const adminDoors = [open(reload.reloadOperation), open(reload.reloadApiOperation)];
for (const door of adminDoors) {
  test(`${door.method} ${door.path} is for administrators: nobody else, no management key, no other site`, async () => {
    assert.equal((await call(door, {})).status, 401);
    assert.equal((await call(door, { authorization: `Bearer ${ADMIN_API_KEY}!` })).status, 401);
    assert.equal((await call(door, bearer(ownerKey))).status, 403);
    const admin = await fixture.makeActor();
    await fixture.admin`update public.user_profiles set is_admin = true where id = ${admin.userId}`;
    assert.equal((await call(door, bearer(await storeKey(admin, SCOPES)))).status, 403, "a key does no more than its scopes");
    const ours = { origin: "http://localhost:3000", host: "localhost:3000" };
    session = owner;
    assert.equal((await call(door, ours)).status, 403);
    session = admin;
    assert.equal((await call(door, { ...ours, origin: "https://evil.example" })).status, 403);
    const reply = await call(door, ours);
    session = null;
    assert.deepEqual([reply.status, reply.body.status], [200, "reloaded"]);
    assert.equal((await call(door, { authorization: `Bearer ${ADMIN_API_KEY}` })).status, 200);
  });
}

test("an owner sees the runtime of an API, wakes it, restarts it and puts it to sleep; one that crashed too often gets out by a restart, a paused one does not", async () => {
  const door = (suffix: string) => doors.find(({ path }) => path.endsWith(`/runtime${suffix}`)) ?? assert.fail(suffix);
  const state = async (suffix: string) => (await call(door(suffix), bearer(ownerKey))).body.state;
  assert.deepEqual([await state("/wake"), await state(""), await state("/restart"), await state("/sleep")], ["awake", "awake", "awake", "asleep"]);
  await fixture.admin`update public.apis set status = 'failed', status_reason = 'It stopped 5 times.' where id = ${api.apiId}`;
  const failed = await call(door(""), bearer(ownerKey));
  assert.deepEqual([failed.body.state, failed.body.reason], ["failed", "It stopped 5 times."]);
  assert.equal(await state("/restart"), "awake");
  assert.deepEqual({ ...(await fixture.admin`select status, status_reason from public.apis where id = ${api.apiId}`)[0] }, { status: "active", status_reason: null });
  await fixture.admin`update public.apis set status = 'paused' where id = ${api.apiId}`;
  assert.equal((await call(door("/restart"), bearer(ownerKey))).status, 423);
  assert.equal(await state(""), "paused");
  await fixture.admin`update public.apis set status = 'active' where id = ${api.apiId}`;
});

const publicDoors: Door[] = [open(suggestionsOperation), open(blueprints.listBlueprintsOperation), open(blueprints.getBlueprintOperation), open(documents.configOperation), open(documents.openApiOperation)];
test("every operation is attacked here, or is public", () => {
  const all = Object.values(OPERATIONS).flatMap((operations) => Object.values<DescribedOperation>(operations)).map(({ method, path }) => `${method} ${path}`);
  assert.deepEqual([...doors, ...adminDoors, ...publicDoors].map(({ method, path }) => `${method} ${path}`).toSorted(), all.toSorted());
});

for (const door of publicDoors) {
  test(`${door.method} ${door.path} answers without a credential, as documented`, async () => {
    const request = new Request(`http://localhost:3000${door.path.replace("{id}", "link-shortener")}`);
    const response = await door.handle(request, { params: Promise.resolve({ id: "link-shortener" }) });
    assert.equal(response.status, 200);
    door.output?.parse(await response.json());
  });
}

test("suggestions build as they stand: a varied set without a description, near ones with it", async () => {
  const [door] = publicDoors;
  assert.ok(door);
  const suggest = async (prompt: string) => {
    const response = await door.handle(new Request(`http://localhost:3000/api/suggestions?prompt=${encodeURIComponent(prompt)}`), { params: Promise.resolve({}) });
    return ((await response.json()) as { suggestions: { text: string; kind: string; blueprintId?: string }[] }).suggestions;
  };
  const any = await suggest("");
  assert.equal(new Set(any.map(({ kind }) => kind)).size, 2);
  assert.equal(any.length, 6);
  const near = await suggest("Shorten links and send each by carrier pigeon");
  assert.equal(near.some(({ blueprintId }) => blueprintId === "link-shortener"), true);
});

test("a list of builds can be narrowed by status, and its next page is linked", async () => {
  const list = doors.find(({ path, method }) => path === "/api/v1/generations" && method === "GET");
  assert.ok(list);
  const page = async (query: string) => list.handle(new Request(`http://localhost:3000/api/v1/generations?${query}`, { headers: bearer(ownerKey) }), { params: Promise.resolve({}) });
  const first = await page("limit=1");
  const link = /<[^?]+\?([^>]+)>; rel="next"/.exec(first.headers.get("link") ?? "")?.[1];
  assert.ok(link);
  const second = (await (await page(link)).json()) as { items: { id: string }[] };
  assert.notEqual(second.items[0]?.id, ((await first.json()) as { items: { id: string }[] }).items[0]?.id);
  const live = (await (await page("status=live")).json()) as { items: unknown[] };
  assert.deepEqual(live.items, []);
  assert.equal((await page("status=asleep")).status, 422);
  assert.equal((await page("limit=0")).status, 422);
});

test("the same Idempotency-Key and body get the first reply again and build once; another body is refused", async () => {
  const [generateDoor] = doors;
  assert.ok(generateDoor);
  const headers = { ...bearer(ownerKey), "idempotency-key": "order-1" };
  const count = async () => (await fixture.admin`select 1 from public.generations where workspace_id = ${owner.workspaceId}`).length;
  const first = await call(generateDoor, headers);
  const builds = await count();
  const again = await call(generateDoor, headers);
  assert.deepEqual([again.status, again.body.message, again.body.suggestions], [first.status, first.body.message, first.body.suggestions]);
  assert.equal(again.headers.get("idempotent-replayed"), "true");
  assert.equal((await call(generateDoor, headers, '{"prompt": "Manage cars with name"}')).status, 422);
  assert.equal(await count(), builds);
  await fixture.admin`update private.idempotent_replies set status = null`;
  assert.equal((await call(generateDoor, headers)).status, 409);
});
