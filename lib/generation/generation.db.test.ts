import assert from "node:assert/strict";
import { test } from "node:test";
import { AppError } from "#lib/errors.ts";
import { PLAN_LIMITS } from "#lib/rate-limit/plans.ts";
import { builtInGenerator } from "./built-in-generator.ts";
import { cancelGeneration } from "./cancel-generation.ts";
import type { GenerationEvent } from "./events.ts";
import { followGeneration } from "./follow-generation.ts";
import type { StartDeps } from "./generation-deps.ts";
import { all, generationFixture, generatorOf, OPENAPI, PING } from "./generation-fixture.ts";
import { getGeneration } from "./get-generation.ts";
import { listGenerations } from "./list-generations.ts";
import { liveGenerations } from "./live-generations.ts";
import type { NumberedEvent } from "./record-events.ts";
import { startGeneration } from "./start-generation.ts";

const { admin, newActor, depsOf } = generationFixture();
const last = (events: NumberedEvent[]): GenerationEvent | undefined => events.at(-1)?.event;
const forever = new AbortController().signal;
const rows = async (apiId: string): Promise<number> => (await admin()`select 1 from public.apis where id = ${apiId}`).length + (await admin()`select 1 from public.keys where api_id = ${apiId}`).length;

test("a build goes live with every stage timed, and its key is told to the starter and stored nowhere", async () => {
  const [actor, deps] = [await newActor(), depsOf()];
  const started = await startGeneration({ prompt: "ping please" }, actor, deps);
  const events = await all(started.events());
  const live = last(events);
  assert.ok(live?.type === "live");
  assert.match(live.result.key ?? "", /^apic_/);
  assert.deepEqual(live.result.stages.map(({ name }) => name), ["prompt", "generator", "parse", "check", "build", "contract-test", "deploy"]);
  assert.deepEqual(events.map(({ seq }) => seq), events.map((_event, index) => index + 1));
  assert.equal((await admin()`select 1 from public.generation_events where event::text like ${`%${live.result.key ?? "none"}%`}`).length, 0);
  assert.equal(await rows(started.apiId), 2);

  const here = await all(followGeneration({ generationId: started.generationId, afterSeq: 3 }, actor, deps, forever));
  liveGenerations().delete(started.generationId);
  const elsewhere = await all(followGeneration({ generationId: started.generationId, afterSeq: 3 }, actor, deps, forever));
  for (const followed of [here, elsewhere]) {
    assert.deepEqual(followed.map(({ seq, event }) => [seq, event.type]), events.slice(3).map(({ seq, event }) => [seq, event.type]));
    assert.ok(!JSON.stringify(followed).includes("apic_"));
  }
  assert.equal((await getGeneration({ generationId: started.generationId }, actor, deps)).result?.contractTests.passed, 1);
});

test("what was taken for granted and what is left out is in the result, at once, when it is read again and in another process", async () => {
  const told = { assumptions: ["Years are whole numbers"], leftOut: ['"send a fax": it needs another service'] };
  const [actor, deps] = [await newActor(), depsOf(generatorOf({ ...PING, ...told }))];
  const { generationId, events } = await startGeneration({ prompt: "ping please" }, actor, deps);
  const live = last(await all(events()));
  const stored = await getGeneration({ generationId }, actor, deps);
  liveGenerations().delete(generationId);
  const elsewhere = last(await all(followGeneration({ generationId }, actor, deps, forever)));
  for (const result of [live?.type === "live" && live.result, stored.result, elsewhere?.type === "live" && elsewhere.result]) {
    assert.ok(result);
    assert.deepEqual({ assumptions: result.assumptions, leftOut: result.leftOut }, told);
  }
});

test("another workspace's generation is not found by get, follow, cancel and list", async () => {
  const [owner, other, deps] = [await newActor(), await newActor(), depsOf()];
  const { generationId, events } = await startGeneration({ prompt: "ping please" }, owner, deps);
  await all(events());
  for (const attempt of [() => getGeneration({ generationId }, other, deps), () => all(followGeneration({ generationId }, other, deps, forever)), () => cancelGeneration({ generationId }, other, deps)]) {
    await assert.rejects(attempt, { code: "not_found" });
  }
  assert.deepEqual((await listGenerations({}, other, deps)).items, []);
  assert.equal((await listGenerations({}, owner, deps)).items.length, 1);
});

const FAILURES: [what: string, deps: () => StartDeps, words: RegExp][] = [
  ["a type error", () => depsOf(undefined, { check: async () => [{ file: "main.ts", line: 3, column: 1, rule: "TS2322", message: "Type 'x' is not assignable." }] }), /type check: main\.ts:3 Type 'x'/],
  ["a broken rule", () => depsOf(undefined, { check: async () => [{ file: "main.ts", line: 1, column: 1, rule: "no-eval", message: "eval is not allowed" }] }), /eval is not allowed/],
  ["a bundler's finding", () => depsOf(undefined, { build: async () => ({ ok: false, diagnostics: [{ file: "main.ts", line: 1, column: 1, rule: "build", message: "no export" }] }) }), /no export/],
  ["a failing contract test", () => depsOf(undefined, { respond: ({ path }) => (path === "/openapi.json" ? { body: OPENAPI } : { status: 500 }) }), /"It answers": GET \/ping: expected status 200, got 500/],
  ["an API that does not describe itself", () => depsOf(undefined, { respond: () => ({ body: "{}" }) }), /not an OpenAPI 3\.1 document/],
  ["an incomplete result", () => depsOf(generatorOf({ ...PING, name: "" })), /name/],
];
for (const [what, makeDeps, words] of FAILURES) {
  test(`${what} fails the build with its words and leaves nothing half-made`, async () => {
    const [actor, deps] = [await newActor(), makeDeps()];
    const started = await startGeneration({ prompt: "ping please" }, actor, deps);
    const end = last(await all(started.events()));
    assert.ok(end?.type === "failed" && end.outcome === "failed");
    assert.match(end.message, words);
    assert.equal(await rows(started.apiId), 0);
    const stored = await getGeneration({ generationId: started.generationId }, actor, deps);
    assert.deepEqual([stored.status, stored.message], ["failed", end.message]);
  });
}

test("a description that can't be built ends as refused, with suggestions in the stored event", async () => {
  const [actor, deps] = [await newActor(), depsOf(builtInGenerator)];
  const { generationId, events } = await startGeneration({ prompt: "An API that predicts tomorrow's stock prices" }, actor, deps);
  await all(events());
  liveGenerations().delete(generationId);
  const end = last(await all(followGeneration({ generationId }, actor, deps, forever)));
  assert.ok(end?.type === "failed" && end.outcome === "refused" && end.suggestions.length > 0);
});

test("a cancelled build ends as cancelled and deploys nothing", async () => {
  const [actor, deps] = [await newActor(), depsOf(generatorOf(PING, new Promise(() => {})))];
  const { generationId, apiId, events } = await startGeneration({ prompt: "ping please" }, actor, deps);
  await cancelGeneration({ generationId }, actor, deps);
  const end = last(await all(events()));
  assert.ok(end?.type === "failed" && end.outcome === "cancelled");
  assert.equal((await getGeneration({ generationId }, actor, deps)).status, "cancelled");
  assert.equal(await rows(apiId), 0);
  await assert.rejects(cancelGeneration({ generationId }, actor, deps), { code: "conflict" });
});

test("a reader that leaves does not stop the build", async () => {
  const gate = Promise.withResolvers<void>();
  const [actor, deps] = [await newActor(), depsOf(generatorOf(PING, gate.promise))];
  const started = await startGeneration({ prompt: "ping please" }, actor, deps);
  const reader = new AbortController();
  for await (const { event } of started.events(reader.signal)) if (event.type === "code") reader.abort();
  gate.resolve();
  assert.equal(last(await all(followGeneration({ generationId: started.generationId }, actor, deps, forever)))?.type, "live");
});

test("the plan's generations per hour are the limit, and the refusal says when to come back", async () => {
  const [actor, deps] = [await newActor(), depsOf()];
  for (let i = 0; i < PLAN_LIMITS.free.generationsPerHour; i += 1) await all((await startGeneration({ prompt: "ping please" }, actor, deps)).events());
  await assert.rejects(startGeneration({ prompt: "ping please" }, actor, deps), (error) => error instanceof AppError && error.code === "rate_limited" && Number(error.headers["Retry-After"]) > 0);
});

for (const [prompt, words] of [["", /Say what/], ["  \n", /Say what/], ["🙂🙂", /no words/], ["x".repeat(20_000), /20,000 characters; at most 8,000/], [42, /as text/]] as const) {
  test(`${JSON.stringify(prompt).slice(0, 20)} is refused before anything is recorded`, async () => {
    const [actor, deps] = [await newActor(), depsOf()];
    await assert.rejects(startGeneration({ prompt }, actor, deps), (error) => error instanceof AppError && error.code === "invalid" && words.test(error.message));
    assert.deepEqual((await listGenerations({}, actor, deps)).items, []);
  });
}

test("pages of builds that began in the same millisecond have no doubles and no gaps, newest first", async () => {
  const [actor, other] = [await newActor(), await newActor()];
  const ids = ["00000000-0000-4000-8000-0000000000b1", "00000000-0000-4000-8000-0000000000c2", "00000000-0000-4000-8000-0000000000a3"];
  for (const [index, id] of ids.entries()) {
    await admin()`insert into public.generations (id, workspace_id, user_id, api_id, prompt, generator, status, created_at)
      values (${id}, ${actor.workspaceId}, ${actor.userId}, ${`api_aaaaaaaaaaaaaaa${index}`}, 'Keep books', 'built-in', 'failed', ${`2026-01-01T00:00:00.00100${3 - index}Z`}::text::timestamptz)`;
  }
  const seen: string[] = [];
  for (let cursor: string | null | undefined; cursor !== null && seen.length < 9;) {
    const page: Awaited<ReturnType<typeof listGenerations>> = await listGenerations({ limit: 1, ...(cursor ? { cursor } : {}) }, actor, depsOf());
    seen.push(...page.items.map(({ id }) => id));
    cursor = page.cursor;
  }
  assert.deepEqual(seen, ids);
  assert.deepEqual((await listGenerations({ cursor: Buffer.from(ids[0] ?? "").toString("base64url") }, other, depsOf())).items, []);
  await assert.rejects(listGenerations({ cursor: "garbage" }, actor, depsOf()), { code: "invalid" });
});
