import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { connect } from "#lib/db/connect.ts";
import { createLog } from "#lib/log.ts";
import type { DataReply, DataSpace, DocumentStore } from "#lib/runtime/host-ports.ts";
import type { Json } from "#lib/runtime/runtime.ts";
import { startDocumentFixture, type DocumentFixture } from "../../supabase/tests/document-fixture.ts";
import { createDocumentStore } from "./document-store.ts";

let fixture: DocumentFixture;
let store: DocumentStore;
let live: DataSpace;
let other: DataSpace & { kind: "live" };
before(async () => {
  fixture = await startDocumentFixture();
  store = fixture.store;
  [live, other] = await Promise.all([fixture.makeSpace(), fixture.makeSpace()]);
});
after(() => fixture.stop());

type Document = { [field: string]: Json } & { id: string; version: number; createdAt: string };
const run = (operations: unknown[][], space: DataSpace = live) => store.run(space, operations);
function value(reply: DataReply | undefined): Json {
  assert.ok(reply && "ok" in reply, JSON.stringify(reply));
  return reply.ok;
}
const one = async (operation: unknown[], space: DataSpace = live) => value((await run([operation], space))[0]);
const document = async (operation: unknown[], space: DataSpace = live) => (await one(operation, space)) as Document;
async function code(operation: unknown[], space: DataSpace = live): Promise<string> {
  const [reply] = await run([operation], space);
  assert.ok(reply && "err" in reply, JSON.stringify(reply));
  assert.ok(reply.err.message.length > 10);
  return reply.err.code;
}
let collections = 0;
const fresh = () => `things${++collections}`;
async function seed(collection: string, values: object[]): Promise<void> {
  for (const item of values) await one(["insert", collection, item]);
}
async function pages(collection: string, options: object, limit: number): Promise<Document[]> {
  const found: Document[] = [];
  for (let cursor: string | null = null; ; ) {
    const page = (await one(["list", collection, { ...options, limit, cursor }])) as { items: Document[]; cursor: string | null };
    found.push(...page.items);
    if (!page.cursor) return found;
    cursor = page.cursor;
  }
}

test("a document is stored, read, changed and deleted, with its version and times", async () => {
  const name = fresh();
  const made = await document(["insert", name, { title: "Emma", pages: 474, tags: ["a"], more: { x: null } }]);
  assert.equal(made.version, 1);
  assert.match(made.id, /^[0-9a-f-]{36}$/);
  assert.ok(!Number.isNaN(Date.parse(made.createdAt)));
  assert.deepEqual(await one(["get", name, made.id]), made);
  const changed = await document(["update", name, made.id, { ...made, pages: 475 }]);
  assert.deepEqual([changed["pages"], changed.version, changed.createdAt, changed["title"]], [475, 2, made.createdAt, "Emma"]);
  assert.equal(await one(["delete", name, made.id]), true);
  assert.equal(await one(["delete", name, made.id]), false);
  assert.equal(await one(["get", name, made.id]), null);
  assert.equal(await one(["update", name, made.id, { a: 1 }]), null);
});

test("a taken id is a conflict and changes nothing", async () => {
  const name = fresh();
  await one(["insert", name, { id: "x", n: 1 }]);
  assert.equal(await code(["insert", name, { id: "x", n: 2 }]), "conflict");
  assert.equal((await document(["get", name, "x"]))["n"], 1);
});

test("ifVersion lets one of two writers win and tells the other that its copy is stale", async () => {
  const name = fresh();
  await one(["insert", name, { id: "x", n: 0 }]);
  const replies = await Promise.all([1, 2, 3, 4].map((n) => run([["update", name, "x", { n }, { ifVersion: 1 }]])));
  const codes = replies.map(([reply]) => (reply && "err" in reply ? reply.err.code : "ok")).sort();
  assert.deepEqual(codes, ["ok", "stale", "stale", "stale"]);
});

test("unique fields: a second document with the value is refused, also at the same time, and the value is free again after a change or delete", async () => {
  const name = fresh();
  const unique = { unique: ["email"] };
  const replies = await Promise.all(Array.from({ length: 8 }, (_, n) => run([["insert", name, { id: `d${n}`, email: "a@x" }, unique]])));
  assert.equal(replies.filter(([reply]) => reply && "ok" in reply).length, 1);
  assert.equal(await one(["count", name, {}]), 1);
  await one(["insert", name, { id: "second", email: "b@x" }, unique]);
  assert.equal(await code(["update", name, "second", { email: "a@x" }, unique]), "conflict");
  assert.equal((await document(["get", name, "second"]))["email"], "b@x");
  await one(["update", name, "second", { email: "b@x", n: 1 }, unique]);
  await one(["update", name, "second", { email: "c@x" }, unique]);
  await one(["insert", name, { email: "b@x" }, unique]);
  await one(["delete", name, "second"]);
  await one(["insert", name, { email: "c@x" }, unique]);
  await one(["insert", name, { email: null }, unique]);
  await one(["insert", name, {}, unique]);
  assert.equal(await code(["insert", name, { email: { x: 1 } }, unique]), "invalid");
  await one(["insert", name, { email: "é".repeat(5000) }, unique]);
  assert.equal(await code(["insert", name, { email: "é".repeat(5000) }, unique]), "conflict");
});

test("an increment takes the new value of a unique field and frees the one before; a taken one is refused and changes nothing", async () => {
  const name = fresh();
  const unique = { unique: ["seat"] };
  for (const seat of [1, 2]) await one(["insert", name, { id: `s${seat}`, seat }, unique]);
  assert.equal(await code(["increment", name, "s1", "seat", 1]), "conflict");
  assert.equal((await document(["get", name, "s1"]))["seat"], 1);
  await one(["increment", name, "s2", "seat", 1]);
  assert.equal(await code(["insert", name, { seat: 3 }, unique]), "conflict");
  await one(["insert", name, { seat: 2 }, unique]);
});

test("a failed operation of a turn does not undo the others", async () => {
  const name = fresh();
  const replies = await run([
    ["insert", name, { id: "a" }],
    ["insert", name, { id: "a" }],
    ["nonsense", name],
    ["insert", name, { id: "b" }],
    ["get", name, "b"],
  ]);
  assert.deepEqual(replies.map((reply) => ("err" in reply ? reply.err.code : "ok")), ["ok", "conflict", "invalid", "ok", "ok"]);
  assert.equal(await one(["count", name]), 2);
});

test("where: every test works, types never mix, and a missing field counts as null", async () => {
  const name = fresh();
  await seed(name, [
    { id: "a", n: 1, s: "Alpha", done: true }, { id: "b", n: 2, s: "beta 50%", done: false },
    { id: "c", n: 10, s: null }, { id: "d", n: "2", s: "Alphabet", done: null },
  ]);
  const ids = async (where: object) => ((await one(["list", name, { where, orderBy: "id" }])) as { items: Document[] }).items.map((item) => item.id).join("");
  assert.equal(await ids({ n: 2 }), "b");
  assert.equal(await ids({ n: { ne: 2 } }), "acd");
  assert.equal(await ids({ n: { gt: 1 } }), "bc");
  assert.equal(await ids({ n: { gte: 1, lt: 10 } }), "ab");
  assert.equal(await ids({ n: { lte: 2 }, done: true }), "a");
  assert.equal(await ids({ n: { in: [1, "2", 99] } }), "ad");
  assert.equal(await ids({ n: { in: [] } }), "");
  assert.equal(await ids({ done: null }), "cd");
  assert.equal(await ids({ s: { contains: "ALPHA" } }), "ad");
  assert.equal(await ids({ s: { startsWith: "be" } }), "b");
  assert.equal(await ids({ s: { contains: "%" } }), "b");
  assert.equal(await ids({ id: { in: ["a", "c"] } }), "ac");
  assert.equal(await ids({ createdAt: { gt: "2001-01-01T00:00:00Z" }, version: 1 }), "abcd");
  const { createdAt } = await document(["get", name, "b"]);
  assert.ok((await ids({ createdAt })).includes("b"));
  assert.equal(await one(["count", name, { n: { gt: 1 } }]), 2);
});

test("pages hold every document once, in order, with ties, mixed types and both directions", async () => {
  const name = fresh();
  const values = [3, 1, "b", null, 2, 2, 2, true, "a", undefined, 2.5, -1, "b", [1], { x: 1 }, 1e21];
  await seed(name, values.map((n, index) => ({ id: `d${index}`, n })));
  for (const orderBy of ["n", ["n", "desc"], "createdAt", ["createdAt", "desc"], ["updatedAt", "asc"], "id", ["version", "desc"]]) {
    const whole = (await one(["list", name, { orderBy, limit: 100 }])) as { items: Document[]; cursor: null };
    assert.equal(whole.cursor, null);
    assert.equal(whole.items.length, values.length);
    for (const limit of [1, 3, 16]) assert.deepEqual((await pages(name, { orderBy }, limit)).map((item) => item.id), whole.items.map((item) => item.id), JSON.stringify([orderBy, limit]));
  }
  const numbers = await pages(name, { orderBy: "n", where: { n: { lt: 100 } } }, 2);
  assert.deepEqual(numbers.map((item) => item["n"]), [-1, 1, 2, 2, 2, 2.5, 3]);
});

test("a cursor of another order, or a made-up one, is refused in words", async () => {
  const name = fresh();
  await seed(name, [{ n: 1 }, { n: 2 }]);
  const { cursor } = (await one(["list", name, { orderBy: "n", limit: 1 }])) as { cursor: string };
  assert.equal(await code(["list", name, { orderBy: "id", cursor }]), "invalid");
  for (const parts of [["n", "asc", "not json", "x"], ["createdAt", "asc", "2026-99-99", "x"], ["version", "asc", "1e9999", "x"], "x"]) {
    const orderBy = Array.isArray(parts) ? parts[0] : "n";
    assert.equal(await code(["list", name, { orderBy, cursor: Buffer.from(JSON.stringify(parts)).toString("base64url") }]), "invalid");
  }
});

test("100 increments at once add up, and a range is never left", async () => {
  const name = fresh();
  await one(["insert", name, { id: "c", n: 0, s: "x" }]);
  await Promise.all(Array.from({ length: 100 }, () => run([["increment", name, "c", "n", 1, { max: 60 }]])));
  assert.equal((await document(["get", name, "c"]))["n"], 60);
  assert.equal(await code(["increment", name, "c", "n", -61, { min: 0 }]), "range");
  assert.equal(await one(["increment", name, "c", "fresh", 0.1]), 0.1);
  assert.equal(await one(["increment", name, "c", "fresh", 0.2]), 0.3);
  assert.equal(await code(["increment", name, "c", "s", 1]), "invalid");
  assert.equal(await one(["increment", name, "nobody", "n", 1]), null);
});

test("hostile operations are refused in words and leave nothing behind", async () => {
  const name = fresh();
  const deep = JSON.parse(`${'{"a":'.repeat(50)}1${"}".repeat(50)}`) as object;
  const bad: unknown[][] = [
    [], ["insert"], ["insert", "no spaces; drop table", {}], ["insert", name, "text"], ["insert", name, []], ["insert", name, null], ["insert", name, { id: "" }],
    ["insert", name, { id: 5 }], ["insert", name, { id: "x".repeat(201) }], ["insert", name, { x: "\0" }], ["insert", name, { x: "\ud800" }], ["insert", name, deep],
    ["insert", name, { x: "y".repeat(70_000) }], ["insert", name, { version: "2.0" }], ["get", name], ["get", name, { id: 1 }], ["update", name, "x", null],
    ["update", name, "x", {}, { ifVersion: "1" }], ["list", name, { limit: 0 }], ["list", name, { limit: 101 }], ["list", name, { limit: "5" }], ["list", name, { orderBy: ["a", "sideways"] }],
    ["list", name, { where: [] }], ["list", name, { where: { a: { like: "x" } } }], ["list", name, { where: { a: { eq: {} } } }], ["list", name, { where: { createdAt: { gt: "now(); --" } } }],
    ["list", name, { where: { version: "1" } }], ["increment", name, "x", "n", "1"], ["increment", name, "x", "n", 1, { min: "0" }], ["insert", name, {}, { unique: "email" }],
    ["insert", name, { deep: [1e308] }], ["insert", name, { x: -5e-324 }], ["increment", name, "x", "n", 1e300], ["constructor", name], ["dropScratch", name], ["__proto__", name],
  ];
  for (const operation of bad) assert.equal(await code(operation), "invalid", JSON.stringify(operation).slice(0, 100));
  assert.equal(await one(["count", name]), 0);
  const injected = `x' or '1'='1"; --`;
  await one(["insert", name, { id: injected, [injected]: injected }]);
  assert.equal(await one(["count", name, { [injected]: injected }]), 1);
  assert.equal(await one(["count", name, { [injected]: "no" }]), 0);
});

test("one API never sees, changes or collides with another's documents", async () => {
  const name = fresh();
  await one(["insert", name, { id: "same", owner: "live", email: "a@x" }, { unique: ["email"] }]);
  assert.equal(await one(["get", name, "same"], other), null);
  await one(["insert", name, { id: "same", owner: "other", email: "a@x" }, { unique: ["email"] }], other);
  await one(["update", name, "same", { touched: true }], other);
  await one(["delete", name, "same"], other);
  assert.equal((await document(["get", name, "same"]))["owner"], "live");
  const [row] = await fixture.runner.begin(async (tx) => {
    await tx`select set_config('app.api_id', ${other.apiId}, true)`;
    return tx`select count(*)::int as n from public.documents where collection = ${name}`;
  });
  assert.equal(row?.["n"], 0, "row-level security holds whatever the query says");
  const [twin] = await fixture.admin`select count(*)::int as n from public.documents where collection = ${name}`;
  assert.equal(twin?.["n"], 1);
});

test("scratch data is apart from live data and gone when it is dropped", async () => {
  const name = fresh();
  const scratch: DataSpace = { kind: "scratch", scratchId: "scratch-1" };
  await one(["insert", name, { id: "x", email: "a" }, { unique: ["email"] }], scratch);
  assert.equal(await code(["insert", name, { id: "y", email: "a" }, { unique: ["email"] }], scratch), "conflict");
  assert.equal(await one(["get", name, "x"]), null);
  assert.equal(await one(["count", name], { kind: "scratch", scratchId: "scratch-2" }), 0);
  await store.dropScratch("scratch-1");
  assert.equal(await one(["count", name], scratch), 0);
});

test("without Postgres every operation says unavailable, and nothing throws", async () => {
  const gone = connect("postgres://x:y@127.0.0.1:1/none", "test-gone", 1);
  const replies = await createDocumentStore(gone, createLog("test", "error", () => {})).run(live, [["get", "a", "b"], ["count", "a"]]);
  assert.deepEqual(replies.map((reply) => "err" in reply && reply.err.code), ["unavailable", "unavailable"]);
  await gone.end({ timeout: 0 });
});

test("what an API asks in ever new forms is answered, and not kept prepared by the database", async () => {
  const pool = connect(fixture.database.runnerUrl, "test-forms", 1);
  const forms = createDocumentStore(pool, createLog("test", "error", () => {}));
  const name = fresh();
  await seed(name, [{ id: "a", n: 1 }]);
  const tests = ["eq", "ne", "gt", "gte", "lt", "lte"];
  const whereOf = (form: number) => Object.fromEntries([0, 1, 2, 3].map((place) => [`f${place}`, { [tests[Math.floor(form / 6 ** place) % 6] ?? "eq"]: 1 }]));
  const asked = Array.from({ length: 300 }, (_, form) => [["list", name, { where: whereOf(form) }], ["aggregate", name, { where: whereOf(form) }], ["count", name, whereOf(form)]][form % 3] ?? []);
  for (let at = 0; at < asked.length; at += 100) assert.ok((await forms.run(live, asked.slice(at, at + 100))).every((reply) => "ok" in reply));
  for (const operation of asked.slice(0, 30)) assert.ok("ok" in ((await forms.run(live, [operation]))[0] ?? {}));
  assert.deepEqual((await forms.run(live, [["list", name, { where: { n: { gte: 1 }, id: { in: ["a"] }, version: { in: [1] } } }]])).map((reply) => JSON.stringify(reply).includes('"id":"a"')), [true]);
  const [row] = await pool<{ n: number }[]>`select count(*)::integer as n from pg_prepared_statements`;
  assert.ok((row?.n ?? 0) < 80, `${row?.n} are kept`);
  await pool.end({ timeout: 5 });
});

test("an increment keeps to the API's own fields, and to what a document may hold", async () => {
  const name = fresh();
  await one(["insert", name, { id: "full", text: "x".repeat(65_400), n: 1 }]);
  for (const field of ["id", "version", "createdAt", "updatedAt"]) assert.equal(await code(["increment", name, "full", field, 1]), "invalid");
  assert.equal(await code(["increment", name, "full", "f".repeat(200), 1]), "invalid");
  assert.equal(await one(["increment", name, "full", "n", 1]), 2);
});

test("a taken unique value is changed with its document, also by who does not say that it is unique", async () => {
  const name = fresh();
  const unique = { unique: ["mail"] };
  for (const id of ["a", "b"]) await one(["insert", name, { id, mail: `${id}@x` }, unique]);
  assert.equal(await code(["update", name, "a", { mail: "b@x" }]), "conflict");
  assert.equal(await code(["update", name, "a", { mail: { an: "object" } }]), "invalid");
  await one(["update", name, "a", { mail: "new@x" }]);
  assert.equal(await code(["insert", name, { mail: "new@x" }, unique]), "conflict");
  await one(["insert", name, { mail: "a@x" }, unique]);
});

test("fields that objects have by themselves are fields as any other", async () => {
  const name = fresh();
  await one(["insert", name, { id: "none" }, { unique: ["__proto__", "constructor"] }]);
  const own = JSON.parse('{"id":"own","__proto__":"x","constructor":"y"}') as object;
  await one(["insert", name, own, { unique: ["__proto__", "constructor"] }]);
  assert.equal(await code(["insert", name, JSON.parse('{"__proto__":"x"}'), { unique: ["__proto__"] }]), "conflict");
  assert.deepEqual(((await one(["list", name, { where: JSON.parse('{"__proto__":"x"}') as object }])) as { items: Document[] }).items.map(({ id }) => id), ["own"]);
  assert.equal(await one(["increment", name, "none", "__proto__", 2]), 2);
});

test("a list that is ordered by long texts has a next page, and a hostile cursor is refused in words", async () => {
  const name = fresh();
  const texts = [1, 2, 3].map((n) => `${"é\n".repeat(10_000)}${n}`);
  await seed(name, texts.map((text, index) => ({ id: `d${index}`, text })));
  assert.deepEqual((await pages(name, { orderBy: "text" }, 1)).map(({ id }) => id), ["d0", "d1", "d2"]);
  const forged = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString("base64url");
  for (const key of [`${"[".repeat(60_000)}${"]".repeat(60_000)}`, "{", "1e400000", '"\\u0000"']) {
    assert.equal(await code(["list", name, { orderBy: "text", cursor: forged("text", "asc", key, "d0") }]), "invalid", key.slice(0, 20));
  }
  for (const cursor of ["x".repeat(500_000), forged("text", "desc", "1", "d0"), forged("text", "asc", 1, "d0"), forged("text", "asc", "1"), forged("__proto__"), "null", "W10"]) assert.equal(await code(["list", name, { orderBy: "text", cursor }]), "invalid");
  assert.equal((await pages(name, { orderBy: "text" }, 2)).length, 3);
});
