import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { createConfig, lintFromString } from "@redocly/openapi-core";
import { z } from "zod";
import { catalogue } from "#lib/blueprints/catalogue.ts";
import { jsonSchema } from "#lib/versions/schema.ts";
import { carelessReplies, isExplained } from "../../supabase/tests/careless-replies.ts";
import { startTestSandbox, type TestSandbox } from "../../supabase/tests/test-sandbox.ts";
import { withScratch } from "../../supabase/tests/with-scratch.ts";
import { apiOfBlueprint } from "./api-of-blueprint.ts";
import { buildBundle } from "./build.ts";
import { design } from "./built-in-generator.ts";
import { checkSource } from "./check.ts";
import { contractTest } from "./contract-test.ts";
import { fuzzApi } from "./derived-tests/fuzz-api.ts";
import { exampleCall } from "./example-call.ts";
import { hostileCalls, hostileCallsOf } from "./hostile-calls.ts";
import type { GeneratedApi } from "./parse.ts";

let sandbox: TestSandbox;
before(async () => {
  sandbox = await startTestSandbox();
});
after(() => sandbox.close());

/** Throws with the words of the first failing stage. */
async function passGate(api: GeneratedApi): Promise<void> {
  await checkSource(api.files, sandbox.backend);
  const { bundle } = await buildBundle(api.files, sandbox.backend);
  const events = contractTest(bundle, api.contractTests, sandbox.backend, new AbortController().signal);
  const passed = { contract: 0, derived: 0, earlier: 0, contradicted: 0 };
  for await (const event of events) if (event.type === "test" && event.result.status === "passed") passed[event.result.origin ?? "contract"] += 1;
  assert.equal(passed.contract, api.contractTests.length);
  assert.ok(passed.derived >= 4, `only ${passed.derived} tests were derived`);
}

const DESCRIPTIONS = [
  ...catalogue.map((blueprint) => blueprint.examplePrompt),
  "Manage books with title, author and year",
  "a garage's cars with plate, owner and next service date",
  "a to-do list with due dates and a filter for overdue ones",
  "a contact book that refuses a second contact with the same email",
  "authors with name and books with title and author",
  "members with name, unique email, unique phone, website, start time, created on date, bio (optional), tags, is active, rating from 1 to 5 and plan either basic, plus or pro",
  "loans with book, borrower, due date and returned; show overdue loans",
  "races with driver, constructor and points; users with age over 18 and price at least 1",
  "events with start and end, status open/in progress/closed, level between 2 and 7 and max attendees",
  "policies with name, limit (number), order (number), version (text) and app (text); classes with class (text) and default (text)",
];
for (const description of DESCRIPTIONS) {
  test(`"${description}" passes the whole gate in the sandbox`, async () => {
    const outcome = design(description);
    assert.ok(outcome.kind === "api", outcome.kind === "refusal" ? outcome.message : "");
    await passGate(outcome.api);
  });
}

const HOSTILE = [
  "Manage books with title, author and year",
  "a contact book that refuses a second contact with the same email",
  "loans with book, borrower, due date and returned; show overdue loans",
  "members with tags, bio (optional), rating from 1 to 5, price at least 1, plan either basic or pro, website, start time and created on date",
];
for (const description of HOSTILE) {
  test(`"${description}": careless and hostile calls are answered with words and never with a 5xx; replies keep the described order`, async () => {
    const outcome = design(description);
    assert.ok(outcome.kind === "api");
    const { bundle } = await buildBundle(outcome.api.files, sandbox.backend);
    await withScratch(bundle, sandbox.backend, async (scratch) => {
      const { path: collection, body: shown } = exampleCall(outcome.api.contractTests);
      const body = z.record(z.string(), jsonSchema).parse(shown);
      const created = await scratch.fetch({ method: "POST", path: collection, headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
      assert.equal(created.status, 201, created.body);
      const { id } = z.object({ id: z.string() }).parse(JSON.parse(created.body));
      const order = ["id", ...Object.keys(body), "createdAt", "updatedAt", "version", ...(description.includes("overdue") ? ["overdue"] : [])];
      const one = await scratch.fetch({ method: "GET", path: `${collection}/${id}` });
      const patched = await scratch.fetch({ method: "PATCH", path: `${collection}/${id}`, headers: { "content-type": "application/json" }, body: "{}" });
      const list = await scratch.fetch({ method: "GET", path: collection });
      for (const reply of [created, one, patched]) assert.deepEqual(Object.keys(JSON.parse(reply.body)), order);
      assert.deepEqual(Object.keys(JSON.parse(list.body).items[0]), order);
      const wrong: string[] = [];
      for (const { what, request, status } of hostileCalls(collection, id, body)) {
        const reply = await scratch.fetch(request);
        if (!status.includes(reply.status) || !isExplained(request, reply)) wrong.push(`${what}: ${reply.status} ${reply.body.slice(0, 120)}`);
      }
      assert.deepEqual(wrong, []);
    });
  });
}

for (const blueprint of catalogue) {
  test(`${blueprint.name} never answers hostile calls with a 5xx`, async () => {
    const { files, contractTests } = apiOfBlueprint(blueprint);
    const { bundle } = await buildBundle(files, sandbox.backend);
    assert.deepEqual(await withScratch(bundle, sandbox.backend, (scratch) => carelessReplies(scratch, hostileCallsOf(contractTests))), []);
  });
}

for (const blueprint of catalogue) {
  test(`${blueprint.name} answers fuzzed requests as its document says and never with a 5xx`, async () => {
    const { files, contractTests } = apiOfBlueprint(blueprint);
    const { bundle } = await buildBundle(files, sandbox.backend);
    await withScratch(bundle, sandbox.backend, async (scratch) => {
      const document = jsonSchema.parse(JSON.parse((await scratch.fetch({ method: "GET", path: "/openapi.json" })).body));
      const { broken, unfit, byStatus } = await fuzzApi(scratch, document, contractTests, 40);
      assert.deepEqual([...broken, ...unfit], []);
      assert.ok((byStatus.get("2xx") ?? 0) > 0 && (byStatus.get("4xx") ?? 0) > 0, "fuzzing reached nothing");
    });
  });
}

/** What zod-openapi can't know (where the API will live, under which terms, with which keys), and advice that a redirect, an API without ids of operations or one that can't fail need not take. */
const PLATFORM_RULES = ["no-empty-servers", "info-license", "security-defined"];
const ADVICE = ["operation-operationId", "operation-4xx-response", "operation-2xx-response"];
for (const description of ["Manage books with title, author and year", "A link shortener that counts clicks"]) {
  test(`the document of "${description}" is clean for Redocly's recommended rules`, async () => {
    const outcome = design(description);
    assert.ok(outcome.kind === "api");
    const { bundle } = await buildBundle(outcome.api.files, sandbox.backend);
    await withScratch(bundle, sandbox.backend, async (scratch) => {
      const { body } = await scratch.fetch({ method: "GET", path: "/openapi.json" });
      const config = await createConfig({ extends: ["recommended"] });
      const problems = await lintFromString({ source: body, absoluteRef: "/openapi.json", config });
      const own = problems.filter(({ ruleId }) => !PLATFORM_RULES.includes(ruleId));
      assert.deepEqual(own.filter(({ severity }) => severity === "error").map(({ ruleId, message }) => `${ruleId}: ${message}`), []);
      assert.deepEqual([...new Set(own.map(({ ruleId }) => ruleId))].filter((rule) => !ADVICE.includes(rule)), []);
    });
  });
}
