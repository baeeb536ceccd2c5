import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { misfit, type Shape } from "./shape.ts";
import { namesEveryCollection, storedShapes } from "./stored-shapes.ts";

const shapesOf = (text: string, openapi: unknown = {}) => storedShapes({ "main.ts": text }, openapi);
const shapeOf = (type: string, more = "", openapi: unknown = {}): Shape => {
  const shape = shapesOf(`${more}\ntype Doc = ${type};\nconst docs = (env: Env) => env.DATA.collection<Doc>("docs", { unique: ["a"] });`, openapi).get("docs");
  assert.ok(shape);
  return shape;
};
const fits = (type: string, value: unknown, more = "", openapi: unknown = {}): boolean => misfit(value, shapeOf(type, more, openapi)) === null;

const FITS: [type: string, good: unknown[], bad: unknown[], more?: string][] = [
  ["{ title: string; pages: number }", [{ title: "A", pages: 1 }, { title: "A", pages: 1, extra: true }], [{ title: "A" }, { title: 1, pages: 1 }, [], "A", null]],
  ["{ title?: string }", [{}, { title: "A" }], [{ title: null }]],
  ["{ title: string | null }", [{ title: null }, {}, { title: "A" }], [{ title: 3 }]],
  ['{ state: "new" | "used" }', [{ state: "new" }], [{ state: "lost" }, {}]],
  ["{ state: Status }", [{ state: "new" }], [{ state: "lost" }], 'type Status = (typeof STATUSES)[number];\nconst STATUSES = ["new", "used"] as const;'],
  ["{ state: z.infer<typeof Status> }", [{ state: "new" }], [{ state: "lost" }], 'const Status = z.enum(["new", "used"]);'],
  ["{ tags: string[]; lines: readonly { count: number }[] }", [{ tags: ["a"], lines: [{ count: 1 }] }], [{ tags: "a", lines: [] }, { tags: [1], lines: [] }, { tags: [], lines: [{}] }]],
  ["{ tags: Array<string>; by: Record<string, number> }", [{ tags: [], by: { a: 1 } }], [{ tags: [], by: { a: "1" } }]],
  ["Base & { pages: number }", [{ title: "A", pages: 1 }], [{ pages: 1 }, { title: "A" }], "type Base = { title: string };"],
  ["Omit<Base, \"pages\"> & Partial<Pick<Base, \"pages\">>", [{ title: "A" }], [{ pages: 1 }], "type Base = { title: string; pages: number };"],
  ["{ /** The name; shown. */ title: string // last\n }", [{ title: "A" }], [{}]],
  ["{ value: Json; seen: unknown; make: () => void }", [{}, 3, null], []],
  ["Tree", [{ children: [] }, { children: [{ children: [{ children: [] }] }] }], [{ children: 3 }, { children: [{}] }], "type Tree = { children: Tree[] };"],
];
for (const [type, good, bad, more] of FITS) {
  test(`what ${type.replaceAll("\n", " ")} takes and refuses`, () => {
    for (const value of good) assert.ok(fits(type, value, more), JSON.stringify(value));
    for (const value of bad) assert.ok(!fits(type, value, more), JSON.stringify(value));
  });
}

test("a type that is inferred from a named schema is what the document says of it; a default may be missing", () => {
  const openapi = { components: { schemas: { BookInput: { type: "object", required: ["title", "state", "rating"], properties: { title: { type: "string" }, pages: { type: ["integer", "null"] }, rating: { $ref: "#/components/schemas/Rating" }, state: { type: "string", default: "new" } } }, Rating: { anyOf: [{ type: "integer" }, { type: "null" }] } } } };
  const more = 'const BookInput = z.strictObject({ title: z.string().openapi({ example: "A; B" }) }).openapi("BookInput");\ntype BookInput = z.infer<typeof BookInput>;';
  assert.ok(fits("BookInput & { owner: string }", { title: "A", owner: "me" }, more, openapi));
  for (const bad of [{ title: "A" }, { owner: "me" }, { title: "A", owner: "me", pages: "3" }, { title: "A", owner: "me", rating: "high" }]) assert.ok(!fits("BookInput & { owner: string }", bad, more, openapi), JSON.stringify(bad));
});

test("what can't be told is held against nobody: two types of one name, a name from nowhere, a function", () => {
  for (const more of ["type Other = { a: string };\ntype Other = { a: number };", "", "type Other = (a: string) => void;"]) assert.ok(fits("Other", { anything: 1 }, more));
});

test("every collection of every blueprint has a shape that is told, and its source names them all", () => {
  const files = globSync("lib/blueprints/*/api.ts");
  assert.ok(files.length > 20);
  for (const file of files) {
    const source = { "main.ts": readFileSync(file, "utf8") };
    assert.ok(namesEveryCollection(source), file);
    for (const [name, shape] of storedShapes(source, {})) assert.equal(shape.kind, "object", `${file} ${name}`);
  }
});

test("a source that opens a collection by a name it computes is known to", () => {
  assert.ok(!namesEveryCollection({ "main.ts": "const c = env.DATA.collection<Doc>(name);" }));
  assert.ok(namesEveryCollection({ "main.ts": 'env.DATA.collection<{ a: string }>("a"); env.DATA.collection("b")' }));
});

test("a hostile source ends: nested, unclosed, referring to itself, branching at every level", () => {
  const branching = Array.from({ length: 500 }, (_, n) => `type T${n} = { a: T${n + 1}; b: T${n + 1}; c: T${n + 1} };`).join("\n");
  for (const text of [`type Doc = ${"{ a: ".repeat(5000)}; x.collection<Doc>("docs")`, "x.collection<".repeat(5000), `type Doc = ${"Doc & ".repeat(5000)}Doc; x.collection<Doc>("docs")`, `${branching} x.collection<T0>("docs")`]) assert.ok(shapesOf(text).size <= 1);
});

test("a list of thousands of values, each held against thousands of literals, is looked at to a bound", () => {
  const literals = Array.from({ length: 2_000 }, (_, n) => ({ kind: "literal" as const, value: n }));
  const list: Shape = { kind: "array", item: { kind: "union", of: literals } };
  const values = Array.from({ length: 8_000 }, () => 1_999);
  assert.equal(misfit([...values.slice(0, 100), "none"], list)?.startsWith("[100] is not"), true);
  assert.equal(misfit([...values, "none"], list), null);
});
