import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { z } from "zod";
import type { Scratch } from "#lib/runtime/runtime.ts";
import { jsonSchema, type ContractTest, type Json } from "#lib/versions/schema.ts";
import { carelessReplies } from "../../../supabase/tests/careless-replies.ts";
import { startTestSandbox, type TestSandbox } from "../../../supabase/tests/test-sandbox.ts";
import { withScratch } from "../../../supabase/tests/with-scratch.ts";
import { buildBundle } from "../build.ts";
import { checkSource } from "../check.ts";
import { contractTest } from "../contract-test.ts";
import { hostileCallsOf } from "../hostile-calls.ts";
import { emitSource } from "./emit-source.ts";
import { emitTests } from "./emit-tests.ts";
import { samplePlans } from "./sample-plans.ts";

let sandbox: TestSandbox;
before(async () => {
  sandbox = await startTestSandbox();
});
after(() => sandbox.close());

/** Words of what fails at the last stage of the gate: OpenAPI, the contract tests and those that the platform derives. */
async function failing(bundle: string, tests: readonly ContractTest[]): Promise<string[]> {
  const failures: string[] = [];
  try {
    for await (const event of contractTest(bundle, tests, sandbox.backend, new AbortController().signal)) {
      if (event.type === "test" && event.result.status === "failed") failures.push(`${event.result.name} [${event.result.step}]: ${event.result.reason ?? ""}`);
    }
  } catch (error) {
    if (failures.length === 0) throw error;
  }
  return failures;
}

for (const [name, resources] of Object.entries(samplePlans)) {
  const files = { "main.ts": emitSource({ name, description: `A sample: ${name}`, resources }) };
  const tests = emitTests(resources);

  test(`${name}: the source passes rules and types, its own contract tests and those that the platform derives`, async () => {
    await checkSource(files, sandbox.backend);
    const { bundle } = await buildBundle(files, sandbox.backend);
    assert.deepEqual(await failing(bundle, tests), []);
  });

  test(`${name}: hostile calls are never answered with a 5xx`, async () => {
    const { bundle } = await buildBundle(files, sandbox.backend);
    assert.deepEqual(await withScratch(bundle, sandbox.backend, (scratch) => carelessReplies(scratch, hostileCallsOf(tests))), []);
  });

  test(`${name}: at most 60 contract tests of at most 40 steps, each with a name of its own`, () => {
    assert.ok(tests.length <= 60, String(tests.length));
    for (const one of tests) assert.ok(one.steps.length <= 40 && one.name.length <= 160, `${one.name}: ${one.steps.length}`);
    assert.equal(new Set(tests.map((one) => one.name)).size, tests.length);
  });
}

async function bundleOf(name: string): Promise<string> {
  const { bundle } = await buildBundle({ "main.ts": emitSource({ name, description: name, resources: samplePlans[name] ?? [] }) }, sandbox.backend);
  return bundle;
}

const sender = (scratch: Scratch) => async (method: string, at: string, body?: Json): Promise<{ status: number; body: { [name: string]: Json } }> => {
  const reply = await scratch.fetch({ method, path: at, ...(body === undefined ? {} : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }) });
  return { status: reply.status, body: z.record(z.string(), jsonSchema).parse(JSON.parse(reply.body)) };
};

test("of eight calls at once that pay one order, one succeeds and the others learn that it is paid", async () => {
  await withScratch(await bundleOf("orders with states"), sandbox.backend, async (scratch) => {
    const send = sender(scratch);
    const customer = await send("POST", "/customers", { name: "Ada", email: "ada@example.com" });
    const order = await send("POST", "/orders", { customerId: customer.body.id ?? null, total: 1, placedAt: "2031-01-01T10:00:00Z" });
    const replies = await Promise.all(Array.from({ length: 8 }, () => send("POST", `/orders/${String(order.body.id)}/pay`)));
    assert.deepEqual(replies.map(({ status }) => status).toSorted(), [200, 409, 409, 409, 409, 409, 409, 409]);
    assert.deepEqual(replies.find(({ status }) => status === 409)?.body, { error: { code: "wrong_state", message: "This order is paid: only one that is new can become paid" } });
  });
});

test("likes at once are all counted, and changes at once of two searched fields are both found", async () => {
  await withScratch(await bundleOf("posts with counters"), sandbox.backend, async (scratch) => {
    const send = sender(scratch);
    const post = await send("POST", "/posts", { title: "Before", text: "Before" });
    const at = `/posts/${String(post.body.id)}`;
    const replies = await Promise.all([...Array.from({ length: 20 }, () => send("POST", `${at}/like`)), send("PATCH", at, { title: "Quartz" }), send("PATCH", at, { text: "Velvet" })]);
    assert.deepEqual([...new Set(replies.slice(0, 20).map(({ status }) => status))], [200]);
    assert.equal((await send("GET", at)).body.likes, 20);
    for (const [word, reply] of [["quartz", replies[20]], ["velvet", replies[21]]] as const) {
      const isChanged = reply?.status === 200;
      assert.equal((await send("GET", `/posts?q=${word}`)).body.total, isChanged ? 1 : 0, word);
    }
    assert.equal((await send("GET", "/posts?q=before")).body.total, replies[20]?.status === 200 && replies[21]?.status === 200 ? 0 : 1);
  });
});

test("times in other zones and dates alone find the moments that they name", async () => {
  await withScratch(await bundleOf("orders with states"), sandbox.backend, async (scratch) => {
    const send = sender(scratch);
    const customer = await send("POST", "/customers", { name: "Ada", email: "ada@example.com" });
    const order = await send("POST", "/orders", { customerId: customer.body.id ?? null, total: 1, placedAt: "2031-01-01T23:30:00-05:00" });
    assert.equal(order.body.placedAt, "2031-01-02T04:30:00.000Z");
    for (const [query, total] of [["placedAtFrom=2031-01-02&placedAtTo=2031-01-02", 1], ["placedAtTo=2031-01-01", 0], ["placedAt=2031-01-01T23:30:00-05:00", 1], ["placedAtFrom=2031-01-02T05:30:00%2B01:00", 1], ["placedAtFrom=2031-01-02T04:30:01Z", 0]] as const) {
      assert.equal((await send("GET", `/orders?${query}`)).body.total, total, query);
    }
  });
});
