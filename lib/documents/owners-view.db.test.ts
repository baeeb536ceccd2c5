import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Actor } from "#lib/auth/actor.ts";
import { AppError } from "#lib/errors.ts";
import { createLog } from "#lib/log.ts";
import { PLAN_LIMITS } from "#lib/rate-limit/plans.ts";
import { seedApi } from "../../supabase/tests/seed-api.ts";
import { startVerbFixture, type VerbFixture } from "../../supabase/tests/verb-fixture.ts";
import { browseDocuments } from "./browse-documents.ts";
import { changeDocument } from "./change-document.ts";
import { deleteDocument } from "./delete-document.ts";
import { createDocumentStore } from "./document-store.ts";
import { emptyCollection } from "./empty-collection.ts";
import { exportDocuments } from "./export-documents.ts";
import { getDocument } from "./get-document.ts";
import { importDocuments, type ImportDocuments } from "./import-documents.ts";
import { listCollections } from "./list-collections.ts";

let fixture: VerbFixture;
let owner: Actor;
let stranger: Actor;
let apiId: string;
before(async () => {
  fixture = await startVerbFixture();
  const user = await fixture.makeActor();
  owner = user.actor;
  stranger = (await fixture.makeActor()).actor;
  apiId = (await seedApi(fixture.admin, user)).apiId;
});
after(() => fixture.stop());

async function* inPieces(text: string | Buffer, size = 7): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
const load = (collection: string, text: string | Buffer, options: Partial<ImportDocuments> = {}, actor: Actor = owner) =>
  importDocuments({ apiId, collection, existing: "refuse", format: () => "jsonl", bytes: inPieces(text), ...options }, actor, fixture);
const textOf = async (collection: string, format: "jsonl" | "csv", where?: string) => new Response(await exportDocuments({ apiId, collection, format, where }, owner, fixture)).text();
const codeOf = async (work: Promise<unknown>) => work.then(() => "done", (error: unknown) => (error instanceof AppError ? error.code : String(error)));
const fieldsOf = (text: string) => text.trim().split("\n").map((line) => JSON.parse(line) as Record<string, unknown>).map(({ createdAt: _c, updatedAt: _u, version: _v, ...fields }) => fields);

test("what was exported as JSON lines or CSV is imported as the same documents, whatever the texts are", async () => {
  const documents = [
    { id: "1", title: "Emma, \"the\" novel", pages: 474, tags: ["a", 1], isOut: true, none: null, deep: { a: { b: 1 } } },
    { id: "007", title: "=HYPERLINK(1)", code: "007", long: "12345678901234567890", looks: "474", truth: "true", quote: "\"x", text: "línea\nzwei\r\n,;\t", empty: "" },
    { id: "null", title: "-", minus: -0.5, name: "{not json", "odd, name": "x" },
    JSON.parse('{ "id": "proto", "__proto__": "own", "constructor": "its" }') as Record<string, unknown>,
  ];
  await load("round", documents.map((document) => JSON.stringify(document)).join("\n"));
  for (const format of ["jsonl", "csv"] as const) {
    const text = await textOf("round", format);
    assert.deepEqual(await load(`copy_${format}`, text, { format: () => format }), { stored: 4, skipped: 0, failed: 0, errors: [], stopped: null });
    assert.deepEqual(fieldsOf(await textOf(`copy_${format}`, "jsonl")).map((fields) => Object.fromEntries(Object.entries(fields).toSorted())), documents.map((fields) => Object.fromEntries(Object.entries(fields).toSorted())));
  }
  assert.deepEqual(fieldsOf(await textOf("round", "jsonl", '{"pages":{"gt":1}}')).map(({ id }) => id), ["1"]);
});

test("an import names each bad line with its number and why, and stores the others", async () => {
  await load("bad", '{"id":"a"}\n');
  const lines = ['{"id":"b"}', "", "{oops", '["list"]', '{"id":7}', '{"id":"a","n":1}', '{"id":"c","version":"mine"}', `{"id":"d","text":"${"x".repeat(70_000)}"}`, '{"nul":"\\u0000"}', `{"text":"${"x".repeat(600_000)}"}`, '{"id":"z"}'];
  const report = await load("bad", "", { bytes: inPieces(Buffer.concat([Buffer.from(`${lines.join("\r\n")}\n`), Buffer.from([0xff, 0x0a])]), 60_000) });
  assert.deepEqual([report.stored, report.failed, report.errors.map(({ line }) => line)], [2, 9, [3, 4, 5, 6, 7, 8, 9, 10, 12]]);
  for (const [line, reason] of [[3, /not JSON/], [4, /no object/], [5, /id is a text/], [6, /already a document with the id "a"/], [7, /field of the platform/], [8, /69 KB/], [9, /NUL/], [10, /longer than 512 KB/], [12, /UTF-8/]] as const) {
    assert.match(report.errors.find((error) => error.line === line)?.reason ?? "", reason);
  }
  const csv = await load("sheet", 'id;name;n\r\n1;Ann;5\r\n2;"Bob;x";6;7\r\n;Cid;007\r\n1;Eve;8\r\n', { format: () => "csv" });
  assert.deepEqual([csv.stored, csv.errors.map(({ line }) => line)], [2, [3, 5]]);
  assert.deepEqual(fieldsOf(await textOf("sheet", "jsonl")).map(({ name, n }) => [name, n]), [["Ann", 5], ["Cid", "007"]]);
});

test("a document whose id is taken fails, is left, or is replaced; unique values stay unique through imports and edits", async () => {
  await load("users", '{"id":"a","mail":"a@x"}\n{"id":"b","mail":"b@x"}');
  await fixture.admin`insert into public.document_uniques (api_id, workspace_id, collection, field, value, document_id) select ${apiId}, workspace_id, 'users', 'mail', (data -> 'mail')::text, id from public.documents where api_id = ${apiId} and collection = 'users'`;
  assert.deepEqual(await load("users", '{"id":"a","mail":"new@x"}', { existing: "skip" }), { stored: 0, skipped: 1, failed: 0, errors: [], stopped: null });
  assert.equal((await load("users", '{"id":"a","mail":"new@x"}', { existing: "replace" })).stored, 1);
  const report = await load("users", '{"id":"c","mail":"b@x"}\n{"id":"d","mail":"a@x"}\n{"id":"a","mail":"b@x"}', { existing: "replace" });
  assert.deepEqual([report.stored, report.errors.map(({ line, reason }) => [line, reason])], [1, [[1, "There is already a document with this mail."], [3, "There is already a document with this mail."]]]);
  const users = (id: string) => ({ apiId, collection: "users", id });
  assert.equal(await codeOf(changeDocument({ ...users("a"), data: { mail: "b@x" } }, owner, fixture)), "conflict");
  assert.deepEqual((await getDocument(users("a"), owner, fixture)).data, { mail: "new@x" });
  await changeDocument({ ...users("b"), data: { mail: "free@x" } }, owner, fixture);
  assert.equal((await changeDocument({ ...users("a"), data: { mail: "b@x" } }, owner, fixture)).version, 3);
});

test("what is imported in the place of a document whose time is over is a new one, whatever is done with those that are there", async () => {
  for (const existing of ["refuse", "skip", "replace"] as const) {
    await fixture.admin`insert into public.documents (api_id, workspace_id, collection, id, data, version, created_at, expires_at) values (${apiId}, ${owner.workspaceId}, ${`over_${existing}`}, 'x', '{}', 5, '2020-01-01', '2020-01-02')`;
    assert.equal((await load(`over_${existing}`, '{"id":"x","n":1}', { existing })).stored, 1);
    const { version, createdAt, data } = await getDocument({ apiId, collection: `over_${existing}`, id: "x" }, owner, fixture);
    assert.deepEqual([version, createdAt.startsWith("2020"), data], [1, false, { n: 1 }]);
  }
});

test("a value that the API has taken as unique is taken for the owner as well, whatever it is", async () => {
  const store = createDocumentStore(fixture.admin, createLog("test", "error", () => {}));
  const space = { kind: "live", apiId, workspaceId: owner.workspaceId } as const;
  const values = ["😀".repeat(300), "😀".repeat(247) + "1234", "😀".repeat(247) + "12345", "é\u0001\u007f\"\\/\n".repeat(40), 1e-7, -1.5e-7, 1e-6, 123456789012345680000, 1e21, 1.25e30, 0.1, -0, 1e15, 12.5, true, ""];
  for (const [index, value] of values.entries()) {
    const [reply] = await store.run(space, [["insert", "taken", { id: `api${index}`, value }, { unique: ["value"] }]]);
    assert.ok(reply && "ok" in reply, JSON.stringify(reply));
  }
  const report = await load("taken", values.map((value, index) => JSON.stringify({ id: `own${index}`, value })).join("\n"));
  assert.deepEqual([report.stored, report.failed], [0, values.length]);
});

test("an export ends with what was there when it began, however much is stored meanwhile, and has what was imported with a time to come", async () => {
  const place = { apiId, workspaceId: owner.workspaceId, collection: "growing" };
  await fixture.admin`insert into public.documents (api_id, workspace_id, collection, id, data, created_at) select ${apiId}, ${place.workspaceId}, 'growing', 'g' || n, '{}', now() - make_interval(secs => 5000 - n) from generate_series(1, 1200) n`;
  const lines: string[] = [];
  for await (const page of await exportDocuments({ ...place, format: "jsonl" }, owner, fixture)) {
    lines.push(...Buffer.from(page).toString().split("\n").filter(Boolean));
    if (lines.length < 1200) await fixture.admin`insert into public.documents (api_id, workspace_id, collection, id, data) values (${apiId}, ${place.workspaceId}, 'growing', ${`late${lines.length}`}, '{}')`;
  }
  assert.deepEqual([lines.length, lines.filter((line) => line.includes("late"))], [1200, []]);
  await fixture.admin`insert into public.documents (api_id, workspace_id, collection, id, data, created_at) values (${apiId}, ${place.workspaceId}, 'growing', 'ahead', '{}', now() + interval '2 days')`;
  assert.match(await textOf("growing", "jsonl"), /"ahead"/);
});

test("an edit or a removal of a version that is no more is refused", async () => {
  await load("notes", '{"id":"n","text":"one"}');
  const note = { apiId, collection: "notes", id: "n" };
  const isFirst = (version: number) => version === 1;
  assert.equal((await changeDocument({ ...note, data: { text: "two" }, ifVersion: isFirst }, owner, fixture)).version, 2);
  assert.equal(await codeOf(changeDocument({ ...note, data: { text: "three" }, ifVersion: isFirst }, owner, fixture)), "precondition_failed");
  assert.equal(await codeOf(deleteDocument({ ...note, ifVersion: isFirst }, owner, fixture)), "precondition_failed");
  assert.deepEqual((await getDocument(note, owner, fixture)).data, { text: "two" });
  assert.equal(await codeOf(changeDocument({ ...note, data: { text: "x".repeat(70_000) } }, owner, fixture)), "invalid");
  await deleteDocument(note, owner, fixture);
  assert.equal(await codeOf(getDocument(note, owner, fixture)), "not_found");
});

test("a collection is browsed in pages, filtered and in order; a wrong filter is told", async () => {
  await load("things", Array.from({ length: 45 }, (_, n) => JSON.stringify({ id: `t${n}`, n, kind: n % 2 ? "odd" : "even" })).join("\n"));
  const found: string[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await browseDocuments({ apiId, collection: "things", where: '{"kind":"odd","n":{"gte":3}}', orderBy: "-n", limit: 5, ...(cursor ? { cursor } : {}) }, owner, fixture);
    found.push(...page.items.map(({ id }) => id));
    cursor = page.cursor;
  }
  assert.deepEqual(found, Array.from({ length: 21 }, (_, n) => `t${43 - 2 * n}`));
  for (const where of ["{", "[1]", '{"n":{"near":1}}']) assert.equal(await codeOf(browseDocuments({ apiId, collection: "things", where, limit: 5 }, owner, fixture)), "invalid");
  for (const parts of [["n", "asc", "not json", "x"], ["createdAt", "asc", "2026-99-99", "x"]]) {
    const cursor = Buffer.from(JSON.stringify(parts)).toString("base64url");
    assert.equal(await codeOf(browseDocuments({ apiId, collection: "things", orderBy: parts[0], limit: 5, cursor }, owner, fixture)), "invalid");
  }
  for (const time of ["+275760-01-01", "-200000-01-01T00:00:00Z"]) assert.equal(await codeOf(browseDocuments({ apiId, collection: "things", where: JSON.stringify({ createdAt: { gt: time } }), limit: 5 }, owner, fixture)), "invalid");
  assert.deepEqual(await emptyCollection({ apiId, collection: "things" }, owner, fixture), { removed: 45 });
  assert.ok(!(await listCollections({ apiId }, owner, fixture)).items.some(({ name }) => name === "things"));
});

test("another workspace sees and changes nothing, nor does a key or a member without the scope", async () => {
  await load("secret", '{"id":"x","text":"mine"}');
  const place = { apiId, collection: "secret", id: "x" };
  const attempts = (actor: Actor) => Promise.all([
    listCollections({ apiId }, actor, fixture), browseDocuments({ apiId, collection: "secret", limit: 5 }, actor, fixture), getDocument(place, actor, fixture), changeDocument({ ...place, data: {} }, actor, fixture), deleteDocument(place, actor, fixture),
    emptyCollection(place, actor, fixture), exportDocuments({ ...place, format: "jsonl" }, actor, fixture), load("secret", "{}", {}, actor),
  ].map(codeOf));
  assert.deepEqual(await attempts(stranger), Array.from({ length: 8 }, () => "not_found"));
  await fixture.admin`insert into public.workspace_members (workspace_id, user_id, role) values (${owner.workspaceId}, ${stranger.userId}, 'viewer')`;
  assert.deepEqual(await attempts({ kind: "user", userId: stranger.userId, email: "e@example.com", workspaceId: owner.workspaceId }), Array.from({ length: 8 }, () => "forbidden"));
  assert.deepEqual(await attempts({ kind: "managementKey", userId: owner.userId, workspaceId: owner.workspaceId, keyId: owner.userId, scopes: ["apis:read"] }), Array.from({ length: 8 }, () => "forbidden"));
  assert.deepEqual((await getDocument(place, owner, fixture)).data, { text: "mine" });
});

test("an import stores what the plan has room for, and says from which line on it had none", async () => {
  const user = await fixture.makeActor();
  const other = user.actor;
  const { apiId: full } = await seedApi(fixture.admin, user);
  await fixture.admin`insert into public.documents (api_id, workspace_id, collection, id, data) select ${full}, ${other.workspaceId}, 'old', n::text, '{}' from generate_series(1, ${PLAN_LIMITS.free.documents - 130}::integer) n`;
  const text = Array.from({ length: 300 }, (_, n) => `{"n":${n}}`).join("\n");
  const report = await importDocuments({ apiId: full, collection: "new", existing: "refuse", format: () => "jsonl", bytes: inPieces(text, 500) }, other, fixture);
  assert.deepEqual([report.stored, report.failed, report.stopped?.line], [130, 0, 131]);
  assert.match(report.stopped?.reason ?? "", /plan holds 10,000 documents, and 10,000 are stored/);
  assert.deepEqual((await listCollections({ apiId: full }, other, fixture)).used.documents, 10_000);
  assert.equal(await codeOf(importDocuments({ apiId: full, collection: "new", existing: "refuse", format: () => "jsonl", bytes: inPieces("{}") }, other, fixture)), "rate_limited");
  const replaced = await importDocuments({ apiId: full, collection: "old", existing: "replace", format: () => "jsonl", bytes: inPieces('{"id":"1","n":1}\n{"id":"more"}\n{"id":"2","n":1}') }, other, fixture);
  assert.deepEqual([replaced.stored, replaced.stopped?.line], [1, 2]);
  assert.deepEqual((await getDocument({ apiId: full, collection: "old", id: "2" }, other, fixture)).data, {}, "what follows the refused line is as it was");
});

test("an owner's changes are noted with who made them", async () => {
  const rows = await fixture.admin`select distinct action, object_type from public.audit_events where api_id = ${apiId} and object_type in ('document', 'collection') and actor_id = ${owner.userId} order by 1, 2`;
  assert.deepEqual(rows.map(({ action, object_type }) => `${object_type} ${action}`), ["document changed", "document deleted", "collection emptied", "collection imported"]);
});
