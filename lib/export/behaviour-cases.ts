import type { DataOperation, DataReply } from "#lib/runtime/host-ports.ts";
import type { Json } from "#lib/runtime/runtime.ts";

/** Turns of data operations, run in order on one empty space; `$cursor` stands for the cursor of the list before it. */
export const BEHAVIOUR_CASES: readonly { name: string; turns: DataOperation[][] }[] = [
  {
    name: "documents are stored, read, changed, deleted",
    turns: [
      [["insert", "books", { id: "a", title: "Emma", pages: 474, tags: ["x"], more: { zz: null, a: 1, "with space": [{ b: 2, aa: 1 }] } }], ["get", "books", "a"]],
      [["insert", "books", { id: "a", title: "again" }], ["get", "books", "none"], ["delete", "books", "none"]],
      [["update", "books", "a", { pages: 475, id: "b", version: 9, createdAt: "x" }], ["update", "books", "none", { pages: 1 }]],
      [["update", "books", "a", { pages: 1 }, { ifVersion: 1 }], ["update", "books", "a", { pages: 2 }, { ifVersion: 2 }], ["update", "books", "none", {}, { ifVersion: 2 }]],
      [["get", "others", "a"], ["delete", "books", "a"], ["get", "books", "a"], ["insert", "books", { id: "a", title: "new" }], ["get", "books", "a"]],
    ],
  },
  {
    name: "field names of every kind",
    turns: [[["insert", "odd", { id: "1", "with space": 1, 'quo"te': "é", "a.b": true, "$": null, "~61": 2, "": 3, "ключ": "Я", constructor: 1 }], ["get", "odd", "1"]],
      [["list", "odd", { where: { 'quo"te': "é", "with space": { gte: 1 }, "a.b": true } }], ["list", "odd", { where: { ключ: { contains: "я" } } }], ["list", "odd", { where: { "~61": 2 } }], ["list", "odd", { where: { a: 2 } }]],
      [["list", "odd", { orderBy: ['quo"te', "desc"] }], ["increment", "odd", "1", "with space", 2], ["count", "odd", { "$": null }], ["count", "odd", { toString: null }]],
      [["insert", "odd", { id: "2", a: 1 }, { unique: ["__proto__", "constructor"] }], ["insert", "odd", JSON.parse('{"id":"3","__proto__":"x"}') as object, { unique: ["__proto__"] }], ["insert", "odd", JSON.parse('{"id":"4","__proto__":"x"}') as object, { unique: ["__proto__"] }]],
      [["list", "odd", { where: JSON.parse('{"__proto__":"x"}') as object }], ["increment", "odd", "2", "__proto__"], ["list", "odd", { orderBy: "__proto__" }], ["aggregate", "odd", { groupBy: "__proto__", field: "constructor" }]]],
  },
  {
    name: "conditions on values of every type",
    turns: [
      [1, 2.5, -1, 1e21, 0.1, 2 ** 53 + 2, "1", "b", "B", "ä", "😀", "", true, false, null, [1], { a: 1 }].map((value, index) => ["insert", "values", { id: `v${String(index).padStart(2, "0")}`, value }]),
      [["insert", "values", { id: "v99" }]],
      ["eq", "ne", "gt", "gte", "lt", "lte"].flatMap((test) => [1, 1e21, "b", "ä", true, false, null, 0.1].map((value): DataOperation => ["list", "values", { where: { value: { [test]: value } }, orderBy: "id", limit: 100 }])),
      [["list", "values", { where: { value: { in: [1, "1", null, true, 1e21] } }, orderBy: "id" }], ["list", "values", { where: { value: { in: [] } } }], ["list", "values", { where: { value: { gt: 0, lt: 2 } }, orderBy: "id" }]],
      [["list", "values", { where: { value: { contains: "" } }, orderBy: "id" }], ["list", "values", { where: { value: { startsWith: "B" } }, orderBy: "id" }], ["list", "values", { where: { value: { contains: "Ä" } } }], ["list", "values", { where: { value: { contains: "%" } } }], ["list", "values", { where: { value: { startsWith: "_" } } }]],
      [["count", "values"], ["count", "values", { value: { ne: null } }], ["count", "values", { value: undefined }], ["list", "values", { where: { value: [1] } }], ["list", "values", { where: { value: { like: "x" } } }], ["list", "values", { where: { value: { eq: { a: 1 } } } }]],
    ],
  },
  {
    name: "the platform's own fields in conditions",
    turns: [
      [["insert", "own", { id: "Ä1", n: 1 }], ["insert", "own", { id: "b2", n: 2 }]],
      [["increment", "own", "b2", "n"]],
      [["list", "own", { where: { id: { gt: "b" } } }], ["list", "own", { where: { id: { in: ["b2", "zz"] } } }], ["list", "own", { where: { id: { contains: "ä" } } }], ["list", "own", { where: { id: null } }], ["count", "own", { id: { ne: null } }]],
      [["list", "own", { where: { version: 2 } }], ["list", "own", { where: { version: { lt: 1.5 } } }], ["list", "own", { where: { version: { in: [1, 2] } }, orderBy: ["version", "desc"] }], ["list", "own", { where: { version: "1" } }], ["list", "own", { where: { version: { contains: "1" } } }]],
      [["count", "own", { createdAt: { gt: "2020-01-01" } }], ["count", "own", { createdAt: { lt: "2020-01-01T00:00:00Z" } }], ["count", "own", { updatedAt: { in: ["2020-01-01T00:00:00Z"] } }], ["list", "own", { where: { createdAt: "soon" } }], ["list", "own", { where: { id: 5 } }]],
    ],
  },
  {
    name: "order, pages and cursors",
    turns: [
      ["b", "a", 10, 9, 10.5, true, false, null, "B", "ä", undefined, 10, 1 / 3, 2 / 3, 0.30000000000000004, 0.3].map((rank, index) => ["insert", "ranked", { id: `r${String(index).padStart(2, "0")}`, rank }]),
      [["list", "ranked", { orderBy: "rank", limit: 5 }]], [["list", "ranked", { orderBy: "rank", limit: 5, cursor: "$cursor" }]], [["list", "ranked", { orderBy: "rank", limit: 5, cursor: "$cursor" }]],
      [["list", "ranked", { orderBy: ["rank", "desc"], limit: 7 }]], [["list", "ranked", { orderBy: ["rank", "desc"], limit: 7, cursor: "$cursor" }]],
      [["list", "ranked", { limit: 7 }]], [["list", "ranked", { limit: 7, cursor: "$cursor" }]], [["list", "ranked", { orderBy: ["createdAt", "desc"], limit: 3 }]],
      [["insert", "long", { id: "1", text: "é\n".repeat(6_000) }], ["insert", "long", { id: "2", text: "é\n".repeat(6_001) }]], [["list", "long", { orderBy: "text", limit: 1 }]], [["list", "long", { orderBy: "text", limit: 1, cursor: "$cursor" }]],
      [["list", "ranked", { orderBy: ["rank", "up"] }], ["list", "ranked", { limit: 0 }], ["list", "ranked", { limit: 101 }], ["list", "ranked", { cursor: "rubbish" }], ["list", "ranked", { orderBy: "rank", cursor: "WyJyYW5rIiwiZGVzYyIsIngiLCJ5Il0" }]],
    ],
  },
  {
    name: "unique fields",
    turns: [
      [["insert", "people", { id: "1", email: "a@x", n: 1 }, { unique: ["email"] }], ["insert", "people", { id: "2", email: "a@x" }, { unique: ["email"] }], ["get", "people", "2"]],
      [["insert", "people", { id: "3", email: null }, { unique: ["email"] }], ["insert", "people", { id: "4" }, { unique: ["email"] }], ["insert", "people", { id: "5", email: 1 }, { unique: ["email"] }], ["insert", "people", { id: "6", email: "1" }, { unique: ["email"] }]],
      [["update", "people", "4", { email: "a@x" }, { unique: ["email"] }], ["update", "people", "1", { email: "a@x", n: 2 }, { unique: ["email"] }], ["update", "people", "1", { email: "b@x" }, { unique: ["email"] }], ["update", "people", "4", { email: "a@x" }, { unique: ["email"] }]],
      [["delete", "people", "1"], ["insert", "people", { id: "7", email: "b@x" }, { unique: ["email"] }], ["insert", "people", { id: "8", email: ["x"] }, { unique: ["email"] }], ["insert", "people", { id: "9", email: "z".repeat(2000) }, { unique: ["email"] }], ["insert", "people", { id: "10", email: "z".repeat(2000) }, { unique: ["email"] }]],
      [["insert", "seats", { id: "1", row: 1 }, { unique: ["row"] }], ["insert", "seats", { id: "2", row: 2 }, { unique: ["row"] }], ["increment", "seats", "1", "row"], ["get", "seats", "1"], ["increment", "seats", "2", "row", 1.5], ["increment", "seats", "1", "row"]],
      [["insert", "seats", { id: "3", row: 3.5 }, { unique: ["row"] }], ["insert", "seats", { id: "4", row: 1 }, { unique: ["row"] }], ["increment", "seats", "1", "other"], ["count", "seats"]],
      [["update", "seats", "4", { row: 3.5 }], ["update", "seats", "4", { row: 7 }], ["insert", "seats", { id: "5", row: 7 }, { unique: ["row"] }], ["insert", "seats", { id: "6", row: 1 }, { unique: ["row"] }], ["update", "seats", "4", { row: { a: 1 } }], ["update", "seats", "none", { row: [1] }, { unique: ["row"] }]],
      [["count", "people"], ["insert", "elsewhere", { id: "1", email: "b@x" }, { unique: ["email"] }], ["insert", "people", { id: "11" }, { unique: "email" }]],
    ],
  },
  {
    name: "increments are exact and keep to their range",
    turns: [
      [["insert", "counters", { id: "c", n: 0.1, text: "x", nothing: null }]],
      [["increment", "counters", "c", "n", 0.2], ["increment", "counters", "c", "n", -0.3], ["increment", "counters", "c", "fresh"], ["increment", "counters", "c", "nothing", 5], ["increment", "counters", "c", "text"], ["increment", "counters", "none", "n"]],
      [["increment", "counters", "c", "fresh", 5, { max: 5 }], ["increment", "counters", "c", "fresh", 4, { max: 5 }], ["increment", "counters", "c", "fresh", -9, { min: 0 }], ["increment", "counters", "c", "n", 1e-7], ["increment", "counters", "c", "n", 1e20], ["increment", "counters", "c", "n", "1"]],
      ["id", "version", "createdAt", "updatedAt"].map((field) => ["increment", "counters", "c", field]),
      [["insert", "counters", { id: "full", text: "x".repeat(65_400), n: 1 }], ["increment", "counters", "full", "another".repeat(20)], ["increment", "counters", "full", "n"]],
      [["get", "counters", "c"]],
    ],
  },
  {
    name: "aggregates",
    turns: [
      [
        { who: "ann", sum: 0.1, at: "2026-01-01" }, { who: "ann", sum: 0.2, at: "2026-01-01T23:30:00-02:00" }, { who: "bob", sum: 10, at: "2025-12-29" }, { who: "bob", sum: -3.25, at: "2026-02-30" },
        { who: "Bob", sum: "5", at: "2026-02-28 10:00" }, { who: null, sum: 7, at: 5 }, { who: 5, sum: 1e15 }, { who: 3, sum: 0.000001 }, { who: true, sum: 1 }, { who: false, sum: 1 }, { who: ["x"], sum: 1 }, { who: "z".repeat(1001), sum: 2 }, { sum: 3 },
      ].map((value, index) => ["insert", "sales", { id: `s${index}`, ...value }]),
      [["aggregate", "sales"], ["aggregate", "sales", { field: "sum" }], ["aggregate", "sales", { groupBy: "who", field: "sum" }], ["aggregate", "sales", { where: { who: "ann" }, field: "sum" }], ["aggregate", "nothing", { field: "sum" }], ["aggregate", "nothing", { groupBy: "who" }]],
      (["day", "week", "month", "year"] as const).map((period): DataOperation => ["aggregate", "sales", { groupBy: ["at", period], field: "sum" }]),
      [["aggregate", "sales", { groupBy: "version", field: "version" }], ["aggregate", "sales", { groupBy: "id", where: { who: "bob" } }], ["aggregate", "sales", { groupBy: ["at", "hour"] }], ["aggregate", "sales", { field: "" }], ["aggregate", "sales", { where: { sum: { gt: 1 } }, field: "sum" }], ["aggregate", "sales", { groupBy: "sum" }]],
    ],
  },
  {
    name: "keys with values",
    turns: [
      [["kvPut", "", "a:1", { deep: [1, null] }], ["kvPut", "", "a:2", "text"], ["kvPut", "", "b", null], ["kvPut", "", "a:1", 5], ["kvPut", "", "Ä", true], ["kvGet", "", "a:1"], ["kvGet", "", "b"], ["kvGet", "", "none"]],
      [["kvList", "", {}], ["kvList", "", { prefix: "a:", limit: 1 }], ["kvList", "", { prefix: "a:", limit: 1, cursor: "a:1" }], ["kvList", "", { limit: 0 }], ["kvList", "", { prefix: 5 }]],
      [["kvPut", "", "a:\u{10ffff}", 1], ["kvPut", "", "a;", 1], ["kvPut", "", "\u{10ffff}1", 1], ["kvList", "", { prefix: "a:" }], ["kvList", "", { prefix: "a:", cursor: "a:2" }], ["kvList", "", { prefix: "a:", cursor: "a" }], ["kvList", "", { prefix: "b", cursor: "z" }], ["kvList", "", { prefix: "\u{10ffff}" }], ["kvList", "", { prefix: "Ä" }]],
      [["kvDelete", "", "a:1"], ["kvDelete", "", "a:1"], ["kvGet", "", ""], ["kvPut", "", "k", "x".repeat(70_000)], ["get", "_kv", "b"], ["kvPut", "", "k", 1, { ttlSeconds: 0 }]],
    ],
  },
  {
    name: "transactions",
    turns: [
      [["insert", "accounts", { id: "a", cents: 10 }], ["insert", "accounts", { id: "b", cents: 0 }]],
      [["transaction", [["increment", "accounts", "a", "cents", -5, { min: 0 }], ["increment", "accounts", "b", "cents", 5], ["get", "accounts", "b"], ["kvPut", "", "moved", 5]]]],
      [["transaction", [["increment", "accounts", "b", "cents", 50], ["increment", "accounts", "a", "cents", -50, { min: 0 }]]], ["get", "accounts", "b"]],
      [["transaction", [["insert", "accounts", { id: "c" }], ["update", "accounts", "none", { x: 1 }]]], ["get", "accounts", "c"], ["transaction", [["insert", "accounts", { id: "c" }], ["fly", "accounts"]]], ["transaction", []], ["transaction", "x"], ["transaction", [5]]],
      [["transaction", [["insert", "accounts", { id: "d", mail: "x" }, { unique: ["mail"] }], ["insert", "accounts", { id: "e", mail: "x" }, { unique: ["mail"] }]]], ["count", "accounts"], ["delete", "accounts", "none"], ["transaction", [["delete", "accounts", "none"], ["get", "accounts", "none"]]]],
      [["transaction", Array.from({ length: 101 }, () => ["count", "accounts"])]], Array.from({ length: 101 }, (): DataOperation => ["count", "accounts"]),
    ],
  },
  {
    name: "what expires",
    turns: [
      [["insert", "short", { id: "gone", mail: "x" }, { unique: ["mail"], ttlSeconds: 1e-6 }], ["insert", "short", { id: "stays", n: 1 }, { ttlSeconds: 1000 }], ["kvPut", "", "gone", 1, { ttlSeconds: 1e-6 }]],
      [["insert", "short", { id: "later", n: 2 }, { ttlSeconds: 1e-6 }], ["update", "short", "stays", { n: 2 }, { ttlSeconds: null }]],
      [["get", "short", "gone"], ["kvGet", "", "gone"], ["count", "short"], ["list", "short"], ["aggregate", "short", { field: "n" }], ["delete", "short", "gone"], ["update", "short", "gone", { n: 1 }], ["increment", "short", "later", "n"]],
      [["insert", "short", { id: "next", mail: "x" }, { unique: ["mail"] }], ["insert", "short", { id: "gone" }], ["insert", "short", { id: "bad" }, { ttlSeconds: -1 }], ["update", "short", "stays", {}, { ttlSeconds: "x" }]],
    ],
  },
  {
    name: "what is refused",
    turns: [
      [["insert", "1bad", {}], ["insert", "ok", null], ["insert", "ok", [1]], ["insert", "ok", { id: "" }], ["insert", "ok", { id: 5 }], ["insert", "ok", { id: "x".repeat(201) }], ["insert", "ok", { text: "a\0" }], ["insert", "ok", { version: "x" }], ["insert", "ok", { big: "x".repeat(70_000) }]],
      [["update", "ok", "x", 5], ["update", "ok", "x", {}, { ifVersion: 1.5 }], ["fly", "ok"], ["get", "ok", 5], ["insert", "ok", { id: "big", a: "x".repeat(40_000) }], ["update", "ok", "big", { b: "x".repeat(40_000) }], ["get", "ok", "big"]],
      [["insert", "ok", { id: "first" }], ["fly", "ok"], ["insert", "ok", { id: "last" }], ["count", "ok"]],
    ],
  },
];

type Run = (operations: readonly DataOperation[]) => DataReply[] | Promise<DataReply[]>;

/** What a store answers to the turns of a case, as texts, so that the order of members counts; without what differs from run to run. */
export async function answersOfCase(turns: readonly DataOperation[][], run: Run): Promise<string[][]> {
  const found: string[][] = [];
  let cursor: Json = null;
  for (const turn of turns) {
    // What an API sends comes through JSON.
    const sent = JSON.parse(JSON.stringify(turn), (_key, value: unknown) => (value === "$cursor" ? cursor : value)) as DataOperation[];
    const replies = await run(sent);
    const [first] = replies;
    if (first && "ok" in first && first.ok !== null && typeof first.ok === "object" && "cursor" in first.ok) cursor = first.ok.cursor ?? null;
    found.push(replies.map((reply) => comparable(reply)));
  }
  return found;
}

const comparable = (reply: DataReply): string =>
  JSON.stringify(reply, (key, value: unknown) => (key === "createdAt" || key === "updatedAt" ? typeof value : key === "cursor" ? value !== null : value));
