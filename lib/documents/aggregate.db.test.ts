import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { DataSpace, DocumentStore } from "#lib/runtime/host-ports.ts";
import { startDocumentFixture, type DocumentFixture } from "../../supabase/tests/document-fixture.ts";

let fixture: DocumentFixture;
let store: DocumentStore;
let live: DataSpace;
before(async () => {
  fixture = await startDocumentFixture();
  store = fixture.store;
  live = await fixture.makeSpace();
});
after(() => fixture.stop());
interface Row {
  group: string | number | boolean | null;
  count: number;
  sum: number | null;
  min: number | null;
  max: number | null;
  average: number | null;
}
let collections = 0;
async function fill(values: object[], space: DataSpace = live, name = `sums${++collections}`): Promise<string> {
  for (let at = 0; at < values.length; at += 50) {
    const replies = await store.run(space, values.slice(at, at + 50).map((value) => ["insert", name, value]));
    assert.ok(replies.every((reply) => "ok" in reply), JSON.stringify(replies));
  }
  return name;
}
async function aggregate(name: string, options: object = {}, space: DataSpace = live): Promise<Row[]> {
  const [reply] = await store.run(space, [["aggregate", name, options]]);
  assert.ok(reply && "ok" in reply, JSON.stringify(reply));
  return reply.ok as unknown as Row[];
}
async function refusal(options: unknown): Promise<string> {
  const [reply] = await store.run(live, [["aggregate", "sums", options]]);
  assert.ok(reply && "err" in reply, JSON.stringify(reply));
  return reply.err.code;
}
const NOTHING = { sum: null, min: null, max: null, average: null };
const groups = async (name: string, groupBy: unknown) => (await aggregate(name, { groupBy })).map(({ group, count }) => [group, count]);

test("without groupBy there is one row, also over no documents", async () => {
  assert.deepEqual(await aggregate("nothing"), [{ group: null, count: 0, ...NOTHING }]);
  assert.deepEqual(await aggregate("nothing", { field: "n", where: { a: 1 } }), [{ group: null, count: 0, ...NOTHING }]);
  assert.deepEqual(await aggregate("nothing", { field: "n", groupBy: "a" }), []);
  const name = await fill([{ n: 1 }, { n: 4 }, { n: 1 }]);
  assert.deepEqual(await aggregate(name, { field: "n" }), [{ group: null, count: 3, sum: 6, min: 1, max: 4, average: 2 }]);
  assert.deepEqual(await aggregate(name), [{ group: null, count: 3, ...NOTHING }]);
  assert.deepEqual(await aggregate(name, { field: "n", where: { n: { lt: 2 } } }), [{ group: null, count: 2, sum: 2, min: 1, max: 1, average: 1 }]);
});

test("sums are exact decimals, of any size that a number holds", async () => {
  assert.equal((await aggregate(await fill([{ n: 0.1 }, { n: 0.2 }]), { field: "n" }))[0]?.sum, 0.3);
  const cents = await fill(Array.from({ length: 300 }, () => ({ n: 19.99 })));
  assert.deepEqual(await aggregate(cents, { field: "n" }), [{ group: null, count: 300, sum: 5997, min: 19.99, max: 19.99, average: 19.99 }]);
  const far = await fill([{ n: 9007199254740991 }, { n: -9007199254740991 }, { n: 0.25 }]);
  assert.equal((await aggregate(far, { field: "n" }))[0]?.sum, 0.25);
  const large = await fill([{ n: 1 }, { n: 1 }]);
  // As documents were stored when numbers had no bound.
  await fixture.admin`update public.documents set data = '{"n": 1.5e308}' where collection = ${large}`;
  const [beyond] = await aggregate(large, { field: "n" });
  assert.deepEqual(beyond, { group: null, count: 2, sum: null, min: 1.5e308, max: 1.5e308, average: 1.5e308 });
});

test("what is not a number is counted and left out of the sum", async () => {
  const name = await fill([{ n: 2 }, { n: "3" }, { n: null }, {}, { n: true }, { n: [1] }, { n: { a: 1 } }]);
  assert.deepEqual(await aggregate(name, { field: "n" }), [{ group: null, count: 7, sum: 2, min: 2, max: 2, average: 2 }]);
  assert.deepEqual(await aggregate(name, { field: "createdAt" }), [{ group: null, count: 7, ...NOTHING }]);
  assert.equal((await aggregate(name, { field: "version" }))[0]?.sum, 7);
});

test("groups are told apart by type and come in order; lists, objects, long texts and missing values are one null group", async () => {
  const name = await fill([{ g: "b", n: 1 }, { g: "a", n: 2 }, { g: "b", n: 3 }, { g: 1 }, { g: 1.0 }, { g: "1" }, { g: true }, { g: null }, {}, { g: [1] }, { g: { a: 1 } }, { g: "x".repeat(1001) }]);
  assert.deepEqual(await groups(name, "g"), [[null, 5], ["1", 1], ["a", 1], ["b", 2], [1, 2], [true, 1]]);
  const [, , , second] = await aggregate(name, { groupBy: "g", field: "n" });
  assert.deepEqual(second, { group: "b", count: 2, sum: 4, min: 1, max: 3, average: 2 });
});

test("the platform's fields are groups as documents show them", async () => {
  const name = await fill([{ id: "x" }]);
  const [reply] = await store.run(live, [["get", name, "x"]]);
  const { createdAt } = (reply && "ok" in reply ? reply.ok : {}) as { createdAt: string };
  assert.deepEqual(await groups(name, "createdAt"), [[createdAt, 1]]);
  assert.deepEqual(await groups(name, ["createdAt", "day"]), [[createdAt.slice(0, 10), 1]]);
  assert.deepEqual(await groups(name, ["updatedAt", "year"]), [[createdAt.slice(0, 4), 1]]);
  assert.deepEqual([await groups(name, "id"), await groups(name, "version")], [[["x", 1]], [[1, 1]]]);
});

test("dates and times fall into UTC periods, with ISO weeks", async () => {
  const name = await fill([{ at: "2026-01-01" }, { at: "2025-12-31T23:30:00-01:00" }, { at: "2026-01-01T00:30:00+01:00" }, { at: "2027-01-03T12:00" }, { at: "2026-11-21T11:45:32.123Z" }, { at: "2024-02-29" }]);
  assert.deepEqual(await groups(name, ["at", "day"]), [["2024-02-29", 1], ["2025-12-31", 1], ["2026-01-01", 2], ["2026-11-21", 1], ["2027-01-03", 1]]);
  assert.deepEqual(await groups(name, ["at", "week"]), [["2024-W09", 1], ["2026-W01", 3], ["2026-W47", 1], ["2026-W53", 1]]);
  assert.deepEqual(await groups(name, ["at", "month"]), [["2024-02", 1], ["2025-12", 1], ["2026-01", 2], ["2026-11", 1], ["2027-01", 1]]);
  assert.deepEqual(await groups(name, ["at", "year"]), [["2024", 1], ["2025", 1], ["2026", 3], ["2027", 1]]);
});

test("what is no date is in the null group, however close it comes", async () => {
  const not = ["2026-02-30", "2025-02-29", "2026-13-01", "2026-00-10", "0000-01-01", "2026-1-1", "21.11.2026", "tomorrow", "now", "infinity", "epoch", "", "2026-01-01T25:00", "2026-01-01T10:61", "2026-01-01T10:00+99:00", "2026-01-01 BC", "12026-01-01", 20260101, null, true, ["2026-01-01"], "2026-01-01\n", "'; drop table public.documents; --"];
  const name = await fill([...not.map((at) => ({ at })), {}, { at: "9999-12-31T23:59:59-14:00" }, { at: "0001-01-01T00:00+14:00" }]);
  const found = await groups(name, ["at", "day"]);
  assert.deepEqual(found[0], [null, not.length + 1]);
  assert.equal(found.length, 3);
  assert.deepEqual(await groups(name, ["id", "day"]), [[null, not.length + 3]]);
  assert.deepEqual(await groups(name, ["version", "day"]), [[null, not.length + 3]]);
});

test("at most 1,000 groups come back", async () => {
  const name = await fill(Array.from({ length: 1005 }, (_, n) => ({ n })));
  const rows = await aggregate(name, { groupBy: "n", field: "n" });
  assert.deepEqual([rows.length, rows[0]?.group, rows.at(-1)?.sum], [1000, 0, 999]);
});

test("a field's name is a value, never SQL", async () => {
  const name = await fill([{ n: 1 }]);
  for (const field of ["'; drop table public.documents; --", "n' as text) from public.documents --", '"group"', "data", "api_id", "$1", "__proto__", "constructor", "a\\'b"]) {
    assert.deepEqual(await aggregate(name, { field, groupBy: field }), [{ group: null, count: 1, ...NOTHING }], field);
    assert.deepEqual(await groups(name, [field, "day"]), [[null, 1]], field);
  }
  const quoted = await fill([{ "'; drop": 5 }]);
  assert.equal((await aggregate(quoted, { field: "'; drop" }))[0]?.sum, 5);
});

test("options that make no sense are refused", async () => {
  for (const options of [[], "n", 5, { field: 5 }, { field: "" }, { field: "a\0b" }, { field: "x".repeat(201) }, { field: ["n"] }, { groupBy: {} }, { groupBy: [] }, { groupBy: ["a"] }, { groupBy: ["a", "hour"] }, { groupBy: ["a", "day", "x"] }, { groupBy: [["a"], "day"] }, { groupBy: "\ud800" }, { where: "x" }, { where: { a: { like: 1 } } }]) {
    assert.equal(await refusal(options), "invalid", JSON.stringify(options));
  }
});

test("another API's documents and another collection's are never counted", async () => {
  const name = await fill([{ n: 1 }]);
  const other = await fixture.makeSpace();
  await fill([{ n: 100 }, { n: 200 }], other, name);
  await fill([{ n: 1000 }]);
  assert.deepEqual((await aggregate(name, { field: "n" }))[0]?.sum, 1);
  assert.deepEqual((await aggregate(name, { field: "n" }, other))[0]?.sum, 300);
  const scratch: DataSpace = { kind: "scratch", scratchId: "00000000-0000-4000-8000-000000000009" };
  assert.equal((await aggregate(name, {}, scratch))[0]?.count, 0);
  await fill([{ n: 7 }], scratch, name);
  assert.deepEqual([(await aggregate(name, { field: "n" }, scratch))[0]?.sum, (await aggregate(name, { field: "n" }))[0]?.sum], [7, 1]);
  await store.dropScratch("00000000-0000-4000-8000-000000000009");
});
