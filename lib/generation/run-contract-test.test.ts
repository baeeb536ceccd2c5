import assert from "node:assert/strict";
import { test } from "node:test";
import type { ScratchRequest } from "#lib/runtime/runtime.ts";
import type { ContractTest, Json } from "#lib/versions/schema.ts";
import { mismatch } from "./match-reply.ts";
import { runContractTest } from "./run-contract-test.ts";

const HOLDS: [expected: Json, actual: Json][] = [
  [{ a: 1 }, { a: 1, b: 2 }], [[1, 2], [1, 2]], [{ $type: "integer" }, 3], [{ $type: "number" }, 3], [{ $type: "number" }, 3.5], [{ $type: "null" }, null], [{ $regex: "^a+$" }, "aaa"], [{ $gte: 2 }, 2], [{ $lte: 2 }, 2],
  [{ $length: 2 }, "ab"], [{ $minLength: 1 }, [1]], [{ $contains: { a: 1 } }, [{ a: 0 }, { a: 1 }]], [{ $every: { a: 1 } }, [{ a: 1 }]], [{ a: { $any: true } }, { a: null }], [{ a: { $absent: true } }, {}], [{ $oneOf: [1, "b"] }, "b"], [{ $hasAll: ["b", { $gte: 2 }] }, [3, "a", "b"]], [{ $close: 0.3 }, 0.1 + 0.2],
];
for (const [expected, actual] of HOLDS) test(`${JSON.stringify(actual)} matches ${JSON.stringify(expected)}`, () => assert.equal(mismatch(expected, actual), null));

const FAILS: [expected: Json, actual: Json, words: RegExp][] = [
  [{ a: 1 }, {}, /body\.a: expected 1, but it is missing/], [[1], [1, 2], /expected 1 items, got 2/], [{ $type: "integer" }, 1.5, /\$type/], [{ a: { $any: true } }, {}, /missing/], [{ a: { $absent: true } }, { a: 1 }, /expected nothing/],
  [{ $contains: 3 }, [1], /no item/], [{ $every: 1 }, [1, 2], /\[1\]: expected 1, got 2/], [{ $every: 1 }, "text", /expected/], [1, "1", /expected 1, got "1"/], [{ $gte: 2 }, "3", /expected/],
  [{ $regex: "^a+$" }, "ab", /\$regex/], [{ $regex: "^\\d\\-\\d$" }, "1-2", /own pattern .* is not valid/], [{ a: { $regex: "(" } }, { a: "x" }, /body\.a: .* is not valid/],
];
for (const [expected, actual, words] of FAILS) test(`${JSON.stringify(actual)} does not match ${JSON.stringify(expected)}, and says where`, () => assert.match(mismatch(expected, actual) ?? "", words));

const replyWith = (answer: (request: ScratchRequest) => [status: number, body: Json]) => {
  const seen: ScratchRequest[] = [];
  return { seen, fetch: async (request: ScratchRequest) => {
    seen.push(request);
    const [status, body] = answer(request);
    return { status, headers: { "content-type": "application/json" }, body: JSON.stringify(body), ms: 1, console: [] };
  } };
};

test("captures fill paths, encoded, and bodies, keeping their type; consumers are passed on", async () => {
  const scratch = replyWith(() => [200, { id: "a b", count: 2 }]);
  const contract: ContractTest = { name: "t", steps: [
    { request: { method: "POST", path: "/x", body: {}, consumer: "ann" }, expect: { status: 200 }, capture: { id: "/id", count: "/count" } },
    { request: { method: "PUT", path: "/x/{{id}}", body: { count: "{{count}}", text: "n{{count}}" } }, expect: { status: [200, 201], body: { id: "{{id}}" } } },
  ] };
  assert.equal((await runContractTest(contract, scratch)).status, "passed");
  assert.equal(scratch.seen[0]?.consumer, "ann");
  assert.equal(scratch.seen[1]?.path, "/x/a%20b");
  assert.deepEqual(JSON.parse(scratch.seen[1]?.body ?? ""), { count: 2, text: "n2" });
});

test("a failing step says what was expected and what came, and nothing after it runs", async () => {
  const scratch = replyWith(() => [500, { error: "x" }]);
  const step = { request: { method: "GET" as const, path: "/x" }, expect: { status: 200 } };
  const result = await runContractTest({ name: "t", steps: [step, step] }, scratch);
  assert.deepEqual([result.status, result.step, scratch.seen.length], ["failed", 0, 1]);
  assert.match(result.reason ?? "", /GET \/x: expected status 200, got 500 {"error":"x"}/);
});
