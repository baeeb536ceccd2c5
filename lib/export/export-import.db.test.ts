import assert from "node:assert/strict";
import { test } from "node:test";
import { unzipSync, zipSync } from "fflate";
import { approveHost } from "#lib/apis/approve-host.ts";
import type { Actor } from "#lib/auth/actor.ts";
import { adoptGenerations } from "#lib/generation/adopt-generations.ts";
import type { GenerationEvent } from "#lib/generation/events.ts";
import { all, generationFixture } from "#lib/generation/generation-fixture.ts";
import { liveGenerations } from "#lib/generation/live-generations.ts";
import { consumerId } from "#lib/keys/consumer-id.ts";
import { setApiSecret } from "#lib/secrets/set-api-secret.ts";
import { exportApi } from "./export-api.ts";
import { importApi } from "./import-api.ts";
import { sourceHash } from "./source-hash.ts";

const fixture = generationFixture();
const consumerSecret = "c".repeat(32);
const deps = () => ({ ...fixture.depsOf(), consumerSecret });

const CONSUMER = "con_aaaaaaaaaaaaaaaaaaaaaa";
const source = { "main.ts": 'import "./more.ts"; export default {};', "more.ts": "export {};" };
const manifest = {
  format: "api-creator/1", name: "Weather notes", summary: "Notes with the weather", description: "What it does", about: "More of it", category: "other", prompt: "Notes with the weather of their day", consumer: CONSUMER,
  assumptions: ["A note is text"], publicRoutes: [{ method: "GET", path: "/ping" }], secretNames: ["WEATHER_KEY"], hosts: [{ host: "api.example.com", why: "The weather", isApproved: true }],
  fixtures: [{ method: "GET", url: "https://api.example.com/now", status: 200, body: "{}" }], recipe: { prompt: "Notes", changes: ["Add a title"] }, sourceHash: sourceHash(source),
};
const contractTests = [{ name: "It answers", steps: [{ request: { method: "GET", path: "/ping" }, expect: { status: 200 } }] }];
const times = { version: 3, createdAt: "2026-01-01T00:00:00.000001Z", updatedAt: "2026-01-02T00:00:00.123456Z" };
const note = (id: string, data: object, more: object = {}) => ({ id, ...times, data, ...more });

const zipOf = (data: Record<string, object[]> = {}, more: object = {}): Buffer => Buffer.from(zipSync(Object.fromEntries(Object.entries({
  "api.json": JSON.stringify({ ...manifest, ...more }), "contract-tests.json": JSON.stringify(contractTests), ...Object.fromEntries(Object.entries(source).map(([name, text]) => [`src/${name}`, text])),
  ...Object.fromEntries(Object.entries(data).map(([name, lines]) => [`data/${name}.jsonl`, lines.map((line) => JSON.stringify(line)).join("\n")])),
}).map(([name, text]) => [name, Buffer.from(text)]))));

async function imported(zip: Buffer, actor: Actor, withData = true): Promise<GenerationEvent | undefined> {
  const started = await importApi({ zip: async () => zip, withData }, actor, deps());
  return (await all(started.events())).at(-1)?.event;
}
async function liveOf(zip: Buffer, actor: Actor, withData = true): Promise<string> {
  const end = await imported(zip, actor, withData);
  return end?.type === "live" ? end.result.apiId : assert.fail(JSON.stringify(end));
}
async function exported(apiId: string, actor: Actor, withData = true): Promise<Record<string, string>> {
  const { zip } = await exportApi({ apiId, withData }, actor, deps());
  return Object.fromEntries(Object.entries(unzipSync(await new Response(zip).bytes())).map(([name, bytes]) => [name, Buffer.from(bytes).toString()]));
}
const linesOf = (text = ""): { id: string }[] => text.split("\n").filter((line) => line !== "").map((line) => JSON.parse(line));

test("what comes in a zip is what is exported again: source, tests, hosts, secrets' names, routes; documents with their versions, times, unique values and keys", async () => {
  const actor = await fixture.newActor();
  const later = { expiresAt: "2999-01-01T00:00:00.000000Z" };
  const apiId = await liveOf(zipOf({ notes: [note("a", { text: "x", mail: "m" }, { unique: ["mail"] }), note("b", { text: "y" }, later)], _kv: [note("k", { value: [1] })] }), actor);
  const files = await exported(apiId, actor);
  const { exportedAt, generator, version, consumer, ...rest } = JSON.parse(files["api.json"] ?? "");
  const { consumer: _consumer, ...expected } = manifest;
  assert.deepEqual(rest, { ...expected, hosts: [{ ...manifest.hosts[0], isApproved: false }] });
  assert.deepEqual([typeof exportedAt, generator, version, consumer], ["string", "hand", 1, consumerId(actor.workspaceId, apiId, consumerSecret)]);
  assert.equal(files["src/more.ts"], "export {};");
  assert.deepEqual(JSON.parse(files["contract-tests.json"] ?? ""), contractTests);
  assert.deepEqual(linesOf(files["data/notes.jsonl"]), [note("a", { text: "x", mail: "m" }, { unique: ["mail"] }), note("b", { text: "y" }, later)]);
  assert.deepEqual(linesOf(files["data/_kv.jsonl"]), [note("k", { value: [1] })]);
  assert.equal((await exported(apiId, actor, false))["data/notes.jsonl"], undefined);
});

test("a host is exported as approved once its owner approved it; no secret's value is in a zip, nor does an import approve anything", async () => {
  const actor = await fixture.newActor();
  const apiId = await liveOf(zipOf(), actor);
  assert.equal((await fixture.admin()`select 1 from public.approved_hosts where api_id = ${apiId}`).length, 0);
  await approveHost({ apiId, host: "api.example.com" }, actor, { db: fixture.db() });
  await setApiSecret({ apiId, name: "WEATHER_KEY", value: "canary-81c2f0" }, actor, { db: fixture.db(), encryptionKey: "0123456789abcdef0123456789ABCDEF" });
  const files = await exported(apiId, actor);
  assert.equal(JSON.parse(files["api.json"] ?? "").hosts[0].isApproved, true);
  assert.match(files[".env.example"] ?? "", /^WEATHER_KEY=$/m);
  assert.doesNotMatch(JSON.stringify(files), /canary-81c2f0/);
});

test("what named the exporting workspace names the importing one, in ids too", async () => {
  const actor = await fixture.newActor();
  const apiId = await liveOf(zipOf({ notes: [note(`${CONSUMER}:2026`, { owner: CONSUMER, mail: `${CONSUMER}@x` }, { unique: ["mail"] })] }), actor);
  const me = consumerId(actor.workspaceId, apiId, consumerSecret);
  const [row] = await fixture.admin()`select d.id, d.data, u.value from public.documents d join public.document_uniques u on u.document_id = d.id and u.api_id = d.api_id where d.api_id = ${apiId}`;
  assert.deepEqual([row?.["id"], row?.["data"], row?.["value"]], [`${me}:2026`, { owner: me, mail: `${me}@x` }, JSON.stringify(`${me}@x`)]);
});

test("more documents than one page come all, each once, also over several collections", async () => {
  const actor = await fixture.newActor();
  const many = (count: number, start: string) => Array.from({ length: count }, (_, n) => note(`${start}${String(n).padStart(5, "0")}`, { n }));
  const apiId = await liveOf(zipOf({ a: many(1_000, "x"), b: many(1, "y"), c: many(777, "z") }), actor);
  const files = await exported(apiId, actor);
  for (const [name, count] of [["a", 1_000], ["b", 1], ["c", 777]] as const) assert.equal(new Set(linesOf(files[`data/${name}.jsonl`]).map(({ id }) => id)).size, count, name);
});

test("collections whose names differ only in case come out as files that any disk tells apart, and in again", async () => {
  const actor = await fixture.newActor();
  const two = { "notes": [note("a", { n: 1 })], "Notes.2": [note("a", { n: 2 })] };
  const once = await exported(await liveOf(zipOf(two), actor), actor);
  const names = Object.keys(once).filter((name) => name.startsWith("data/"));
  assert.deepEqual(names.map((name) => name.toLowerCase()), ["data/notes.jsonl", "data/notes.2.jsonl"]);
  const again = await exported(await liveOf(zipOf(Object.fromEntries(names.map((name) => [name.slice("data/".length, -".jsonl".length), linesOf(once[name])]))), actor), actor);
  assert.deepEqual(names.map((name) => again[name]), names.map((name) => once[name]));
});

test("data that takes one value twice, or that the plan could never hold, deploys nothing", async () => {
  const actor = await fixture.newActor();
  const twice = await imported(zipOf({ notes: [note("a", { mail: "m" }, { unique: ["mail"] }), note("b", { mail: "m" }, { unique: ["mail"] })] }), actor);
  assert.match(twice?.type === "failed" ? twice.message : "", /same value of a unique field/);
  const many = (count: number) => zipOf({ notes: Array.from({ length: count }, (_, n) => note(`n${n}`, {})) });
  await assert.rejects(imported(many(10_001), actor), { code: "invalid", message: /holds 10,000 documents, and this zip has 10,001/ });
  assert.equal((await fixture.admin()`select 1 from public.apis where workspace_id = ${actor.workspaceId} union all select 1 from public.documents where workspace_id = ${actor.workspaceId}`).length, 0);
});

test("data that the plan has no room for beside what is stored deploys nothing", async () => {
  const actor = await fixture.newActor();
  await liveOf(zipOf({ notes: [note("a", {})] }), actor);
  const tooMuch = await imported(zipOf({ notes: Array.from({ length: 10_000 }, (_, n) => note(`n${n}`, {})) }), actor);
  assert.match(tooMuch?.type === "failed" ? tooMuch.message : "", /holds 10,000 documents/);
  assert.equal((await fixture.admin()`select 1 from public.apis where workspace_id = ${actor.workspaceId}`).length, 1);
});

test("an import whose server died goes on without data, and with data ends and says what to do", async () => {
  const actor = await fixture.newActor();
  for (const [isFilled, status] of [[false, "live"], [true, "failed"]] as const) {
    const [atCheck, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const stuck = { ...deps(), runtime: { ...deps().runtime, check: async () => (atCheck.resolve(), gate.promise.then(() => [])) } };
    const { generationId } = await importApi({ zip: async () => zipOf(isFilled ? { notes: [note("a", {})] } : {}), withData: true }, actor, stuck);
    const first = liveGenerations().get(generationId);
    await atCheck.promise;
    liveGenerations().delete(generationId); // whoever adopts it is another process, for which every heartbeat is old
    assert.deepEqual(await adoptGenerations(deps(), -60), [generationId]);
    await liveGenerations().get(generationId)?.ended;
    const [row] = await fixture.admin()`select status, message from public.generations where id = ${generationId}`;
    assert.equal(row?.["status"], status);
    if (isFilled) assert.match(String(row?.["message"]), /import it again/);
    gate.resolve();
    await first?.ended;
  }
});

test("another workspace's API is not exported; data needs its own scopes; a version that isn't there is named", async () => {
  const [owner, stranger] = [await fixture.newActor(), await fixture.newActor()];
  const apiId = await liveOf(zipOf(), owner);
  const key = (...scopes: string[]): Actor => ({ kind: "managementKey", userId: owner.userId, workspaceId: owner.workspaceId, keyId: "00000000-0000-4000-8000-000000000000", scopes });
  await assert.rejects(exportApi({ apiId, withData: true }, stranger, deps()), { code: "not_found" });
  await assert.rejects(exportApi({ apiId, withData: true }, key("apis:read"), deps()), { code: "forbidden", message: /documents:read/ });
  await assert.rejects(exportApi({ apiId, withData: false, version: 9 }, owner, deps()), { code: "invalid", message: /no version 9/ });
  await assert.rejects(importApi({ zip: async () => zipOf(), withData: true }, key("generations:write", "apis:write"), deps()), { code: "forbidden", message: /documents:write/ });
  await assert.rejects(fixture.admin().begin(async (tx) => {
    await tx`select set_config('role', 'authenticated', true), set_config('request.jwt.claims', ${JSON.stringify({ sub: stranger.userId, role: "authenticated" })}, true)`;
    await tx`select * from private.export_documents(${apiId}, '', '', 10)`;
  }), { code: "42501" });
});

test("more zips at once than are read are asked to come again; one that is still on its way keeps nobody out", async () => {
  const actor = await fixture.newActor();
  const slow = Promise.withResolvers<Buffer>();
  const onItsWay = [1, 2, 3].map(() => importApi({ zip: () => slow.promise, withData: false }, actor, deps()));
  const ends = await Promise.allSettled([1, 2, 3].map(() => importApi({ zip: async () => zipOf(), withData: false }, actor, deps())));
  assert.deepEqual(ends.map(({ status }) => status), ["fulfilled", "fulfilled", "rejected"]);
  assert.equal(ends[2]?.status === "rejected" && (ends[2].reason as { code: string }).code, "unavailable");
  for (const end of ends) if (end.status === "fulfilled") await all(end.value.events());
  slow.resolve(Buffer.from("no zip"));
  for (const refused of await Promise.allSettled(onItsWay)) assert.equal(refused.status, "rejected");
  await liveOf(zipOf(), actor);
});

test("an import with data keeps its place until its build has ended", async () => {
  const actor = await fixture.newActor();
  const [atCheck, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const stuck = { ...deps(), runtime: { ...deps().runtime, check: async () => (atCheck.resolve(), gate.promise.then(() => [])) } };
  const filled = () => importApi({ zip: async () => zipOf({ notes: [note("a", {})] }), withData: true }, actor, stuck);
  const builds = [await filled(), await filled()];
  await assert.rejects(imported(zipOf(), actor, false), { code: "unavailable" });
  gate.resolve();
  for (const { generationId } of builds) await liveGenerations().get(generationId)?.ended;
  await liveOf(zipOf(), actor);
});
