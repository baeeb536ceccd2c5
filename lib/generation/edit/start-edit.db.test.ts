import assert from "node:assert/strict";
import { test } from "node:test";
import { AppError } from "#lib/errors.ts";
import { apiHistory } from "#lib/versions/history.ts";
import { adoptGenerations } from "../adopt-generations.ts";
import { followGeneration } from "../follow-generation.ts";
import { all, generationFixture, generatorOf, OPENAPI, PING } from "../generation-fixture.ts";
import type { Generator } from "../generator.ts";
import { onlyGenerator } from "../generator-source.ts";
import { getGeneration } from "../get-generation.ts";
import { liveGenerations } from "../live-generations.ts";
import type { NumberedEvent } from "../record-events.ts";
import { startGeneration } from "../start-generation.ts";
import { openEdit } from "./open-edit.ts";
import { startEdit } from "./start-edit.ts";

/** What becomes of a change of an API: versions, races, failures, the history. The runtime is a fake; edit.runtime.test.ts has the real one. */
const { admin, newActor, depsOf } = generationFixture();
const last = (events: NumberedEvent[]) => events.at(-1)?.event;
const pingOf = (more: object) => ({ ...PING, ...more });
const answering = (path: string, name: string) => ({ name, steps: [{ request: { method: "GET" as const, path }, expect: { status: 200 } }] });
const AGAIN = { ...PING.contractTests[0], name: "It answers" };

async function aLiveApi() {
  const actor = await newActor();
  const started = await startGeneration({ prompt: "ping please" }, actor, depsOf());
  assert.equal(last(await all(started.events()))?.type, "live");
  return { actor, apiId: started.apiId };
}
const versions = (apiId: string) => admin()<{ number: number; id: string; tests: string[]; is_live: boolean; base: number | null }[]>`
  select v.number, v.id, a.live_version_id = v.id as is_live, (select b.number from public.versions b where b.id = v.base_version_id) as base,
    array(select t ->> 'name' from jsonb_array_elements(v.contract_tests) t) as tests
  from public.versions v join public.apis a on a.id = v.api_id where v.api_id = ${apiId} order by v.number`;

test("a change becomes the next version, live, with the tests of the version before that its writer left out", async () => {
  const { actor, apiId } = await aLiveApi();
  const { generationId, events } = await startEdit({ apiId, text: "also answer twice", deploys: true }, actor, depsOf(generatorOf(pingOf({ contractTests: [answering("/ping?twice=1", "It answers twice")], changes: ["It answers twice"] }))));
  const end = last(await all(events()));
  assert.ok(end?.type === "live");
  assert.deepEqual([end.result.version, end.result.key, end.result.edit], [2, undefined, { by: "words", base: 1, changes: ["It answers twice"], kept: 1, contradicted: [] }]);
  assert.deepEqual((await versions(apiId)).map(({ number, base, is_live, tests }) => [number, base, is_live, tests]), [[1, null, false, ["It answers"]], [2, 1, true, ["It answers twice", "It answers"]]]);
  assert.equal((await admin()`select 1 from public.deployments where api_id = ${apiId}`).length, 2);
  assert.equal((await admin()`select 1 from public.keys where api_id = ${apiId}`).length, 1);
  liveGenerations().delete(generationId);
  assert.deepEqual(last(await all(followGeneration({ generationId }, actor, depsOf(), new AbortController().signal)))?.type, "live");
  assert.deepEqual((await apiHistory({ apiId }, actor, depsOf())).map(({ type, content, version }) => [type, content, version]), [
    ["user", "ping please", 1], ["assistant", "Version 1: Answers.", 1], ["user", "also answer twice", 2], ["assistant", "Version 2: It answers twice.", 2],
  ]);
});

test("a change that is not to go live is a draft: what is live stays", async () => {
  const { actor, apiId } = await aLiveApi();
  const { generationId, events } = await startEdit({ apiId, text: "also answer twice", deploys: false }, actor, depsOf());
  const end = last(await all(events()));
  assert.ok(end?.type === "draft");
  assert.deepEqual([end.result.version, end.reason], [2, null]);
  assert.deepEqual((await versions(apiId)).map(({ is_live }) => is_live), [true, false]);
  assert.equal((await getGeneration({ generationId }, actor, depsOf())).status, "draft");
  const next = await startEdit({ apiId, text: "and a third time", deploys: true, from: 2 }, actor, depsOf());
  assert.equal(last(await all(next.events()))?.type, "live");
  assert.deepEqual((await versions(apiId)).map(({ base, is_live }) => [base, is_live]), [[null, false], [1, false], [2, true]]);
});

test("of two changes at once both become versions and one goes live; the other is a draft that says why", async () => {
  const { actor, apiId } = await aLiveApi();
  const gate = Promise.withResolvers<void>();
  const builds = await Promise.all(["one", "two", "three"].map((text) => startEdit({ apiId, text: `change ${text}`, deploys: true }, actor, depsOf(generatorOf(PING, gate.promise)))));
  gate.resolve();
  const ends = await Promise.all(builds.map(async ({ events }) => last(await all(events()))));
  assert.deepEqual(ends.map((end) => end?.type).toSorted(), ["draft", "draft", "live"]);
  const rows = await versions(apiId);
  assert.deepEqual(rows.map(({ number }) => number), [1, 2, 3, 4]);
  assert.equal(rows.filter(({ is_live }) => is_live).length, 1);
  const live = rows.find(({ is_live }) => is_live)?.number;
  for (const end of ends) if (end?.type === "draft") assert.match(end.reason ?? "", new RegExp(`^Version ${live} went live meanwhile|^Version ${live} went live while`));
});

test("a test of the version before that fails stops the change, by name; the live version stays", async () => {
  const { actor, apiId } = await aLiveApi();
  const deps = depsOf(generatorOf(pingOf({ contractTests: [answering("/ping?twice=1", "It answers twice")] })), { respond: ({ path }) => (path === "/openapi.json" ? { body: OPENAPI } : { status: path === "/ping" ? 404 : 200 }) });
  const end = last(await all((await startEdit({ apiId, text: "also answer twice", deploys: true }, actor, deps)).events()));
  assert.ok(end?.type === "failed");
  assert.match(end.message, /^A contract test of the version before failed: "It answers": GET \/ping: expected status 200, got 404/);
  assert.deepEqual((await versions(apiId)).map(({ number, is_live }) => [number, is_live]), [[1, true]]);
  assert.match((await apiHistory({ apiId }, actor, depsOf())).at(-1)?.content ?? "", /A contract test of the version before failed/);
});

const NO_PING = { respond: ({ path }: { path: string }) => (path === "/openapi.json" ? { body: OPENAPI } : { status: path === "/ping" ? 404 : 200 }) };
const contradicting = (words: string, name = "It answers") => generatorOf(pingOf({ contractTests: [answering("/ping?twice=1", "It answers twice")], contradictedTests: [{ name, words }] }));

test("a test that the request contradicts in its own words does not hold any more, which is recorded with why it fails", async () => {
  const { actor, apiId } = await aLiveApi();
  const end = last(await all((await startEdit({ apiId, text: "Stop answering at  /ping without twice", deploys: true }, actor, depsOf(contradicting("stop answering at /ping"), NO_PING))).events()));
  assert.ok(end?.type === "live", JSON.stringify(end));
  assert.deepEqual(end.result.edit?.contradicted.map(({ name, words }) => [name, words]), [["It answers", "stop answering at /ping"]]);
  assert.match(end.result.edit?.contradicted[0]?.reason ?? "", /expected status 200, got 404/);
  assert.deepEqual((await versions(apiId))[1]?.tests, ["It answers twice"]);
  assert.equal(end.result.contractTests.failed, 0);
});

for (const [what, generator, words] of [
  ["words that the request doesn't hold", contradicting("never answer again"), /which are not in the request/],
  ["a letter of it", contradicting("a"), /which are not in the request/],
  ["one word of it", contradicting("answer"), /which are not in the request/],
  ["parts of its words", contradicting("so answer"), /which are not in the request/],
  ["no words", contradicting(" "), /which are not in the request/],
  ["a test that isn't there", contradicting("also answer twice", "It sings"), /"It sings", which is no contract test of version 1/],
] as const) {
  test(`a contradiction by ${what} is refused`, async () => {
    const { actor, apiId } = await aLiveApi();
    const end = last(await all((await startEdit({ apiId, text: "also answer twice", deploys: true }, actor, depsOf(generator, NO_PING))).events()));
    assert.ok(end?.type === "failed");
    assert.match(end.message, words);
  });
}

test("a test that is called contradicted and still passes is kept", async () => {
  const { actor, apiId } = await aLiveApi();
  const end = last(await all((await startEdit({ apiId, text: "also answer twice", deploys: true }, actor, depsOf(contradicting("answer twice")))).events()));
  assert.ok(end?.type === "live");
  assert.deepEqual([end.result.edit?.contradicted, (await versions(apiId))[1]?.tests], [[], ["It answers twice", "It answers"]]);
});

test("of more tests than a version keeps, those of the version before are kept first, and how many are left out is told", async () => {
  const { actor, apiId } = await aLiveApi();
  const many = Array.from({ length: 60 }, (_, n) => answering(`/ping?n=${n}`, `It answers ${n}`));
  const end = last(await all((await startEdit({ apiId, text: "also answer often", deploys: true }, actor, depsOf(generatorOf(pingOf({ contractTests: many }))))).events()));
  assert.ok(end?.type === "live", JSON.stringify(end));
  const tests = (await versions(apiId))[1]?.tests ?? [];
  assert.deepEqual([tests.length, tests.at(-1), tests[0]], [60, "It answers", "It answers 0"]);
  assert.match(end.result.edit?.changes.at(-1) ?? "", /^1 new contract test passed and is not kept/);
});

test("a change of an older version that lacks tests of the live one is a draft that says so, however it was asked for", async () => {
  const { actor, apiId } = await aLiveApi();
  await all((await startEdit({ apiId, text: "also answer twice", deploys: true }, actor, depsOf(generatorOf(pingOf({ contractTests: [answering("/ping?twice=1", "It answers twice")] }))))).events());
  const end = last(await all((await startEdit({ apiId, text: "also answer thrice", deploys: true, from: 1 }, actor, depsOf())).events()));
  assert.ok(end?.type === "draft", JSON.stringify(end));
  assert.match(end.reason ?? "", /^It is a draft, as it was made from version 1, .*1 contract test of the live version 2: "It answers twice"/);
  assert.deepEqual((await versions(apiId)).map(({ base, is_live }) => [base, is_live]), [[null, false], [1, true], [1, false]]);
});

test("what is still built is not told as said before; what was answered is", async () => {
  const { actor, apiId } = await aLiveApi();
  const gate = Promise.withResolvers<void>();
  const running = await startEdit({ apiId, text: "a change on its way", deploys: false }, actor, depsOf(generatorOf(PING, gate.promise)));
  const { history } = await openEdit({ apiId }, actor, depsOf());
  gate.resolve();
  await all(running.events());
  assert.deepEqual(history.map(({ content }) => content), ["ping please", "Version 1: Answers."]);
});

test("an API with more public routes than a generator opens can still be changed", async () => {
  const { actor, apiId } = await aLiveApi();
  const routes = Array.from({ length: 40 }, (_, n) => ({ method: "GET", path: `/ping/${n}` }));
  await admin()`update public.apis set public_routes = ${JSON.stringify(routes)}::text::jsonb where id = ${apiId}`;
  const files = { "main.ts": "export default { fetch: () => new Response() };" };
  const end = last(await all((await startEdit({ apiId, text: "", deploys: true, byHand: { files } }, actor, depsOf())).events()));
  assert.ok(end?.type === "live", JSON.stringify(end));
});

test("a test that was rewritten under its name is held as well as its old form", async () => {
  const { actor, apiId } = await aLiveApi();
  await all((await startEdit({ apiId, text: "also answer twice", deploys: true }, actor, depsOf(generatorOf(pingOf({ contractTests: [answering("/ping?twice=1", "It answers")] }))))).events());
  assert.deepEqual((await versions(apiId))[1]?.tests, ["It answers", "It answers (version 1)"]);
});

test("an API that is deleted while its change is built gets no version", async () => {
  const { actor, apiId } = await aLiveApi();
  const gate = Promise.withResolvers<void>();
  const { events } = await startEdit({ apiId, text: "also answer twice", deploys: true }, actor, depsOf(generatorOf(PING, gate.promise)));
  await admin()`update public.apis set deleted_at = now() where id = ${apiId}`;
  gate.resolve();
  const end = last(await all(events()));
  assert.ok(end?.type === "failed" && end.error === "gone");
  assert.equal((await versions(apiId)).length, 1);
  await assert.rejects(startEdit({ apiId, text: "again", deploys: true }, actor, depsOf()), { code: "gone" });
});

test("another workspace's API, one that isn't there and a version that isn't there can't be changed", async () => {
  const [{ actor, apiId }, other] = [await aLiveApi(), await newActor()];
  await assert.rejects(startEdit({ apiId, text: "mine", deploys: true }, other, depsOf()), { code: "not_found" });
  await assert.rejects(apiHistory({ apiId }, other, depsOf()), { code: "not_found" });
  await assert.rejects(startEdit({ apiId: "api_aaaaaaaaaaaaaaaa", text: "mine", deploys: true }, actor, depsOf()), { code: "not_found" });
  await assert.rejects(startEdit({ apiId, text: "mine", deploys: true, from: 9 }, actor, depsOf()), { code: "invalid" });
  await assert.rejects(startEdit({ apiId, text: " ", deploys: true }, actor, depsOf()), { code: "invalid" });
});

test("a change by hand is held to the tests that it is sent with, says which of the version before no longer hold, and needs no generator", async () => {
  const { actor, apiId } = await aLiveApi();
  const byHand = { files: { "main.ts": "export default { edited: true };" }, contractTests: [answering("/ping?twice=1", "It answers twice")] };
  const end = last(await all((await startEdit({ apiId, text: "", deploys: false, byHand }, actor, depsOf(contradicting("no"), NO_PING))).events()));
  assert.ok(end?.type === "draft", JSON.stringify(end));
  assert.deepEqual([end.result.generator, end.result.edit?.by, end.result.edit?.changes, end.result.edit?.contradicted.map(({ name }) => name)],
    ["hand", "hand", ["main.ts was edited", "1 contract test is new or edited", "1 contract test was left out"], ["It answers"]]);
  assert.deepEqual((await versions(apiId))[1]?.tests, ["It answers twice"]);
  const again = last(await all((await startEdit({ apiId, text: "Only the tests", deploys: false, byHand: { files: PING.files, contractTests: [AGAIN as never] } }, actor, depsOf())).events()));
  assert.ok(again?.type === "draft");
});

test("a change by hand that does not pass ends with where it is wrong", async () => {
  const { actor, apiId } = await aLiveApi();
  const deps = depsOf(undefined, { check: async () => [{ file: "main.ts", line: 3, column: 7, rule: "TS2322", message: "Type 'x' is not assignable." }] });
  const end = last(await all((await startEdit({ apiId, text: "", deploys: true, byHand: { files: { "main.ts": "x" } } }, actor, deps)).events()));
  assert.ok(end?.type === "failed");
  assert.deepEqual(end.diagnostics, [{ file: "main.ts", line: 3, column: 7, rule: "TS2322", message: "Type 'x' is not assignable." }]);
});

test("a model that fails leaves the live version as it is, and gives its budget back", async () => {
  const { actor, apiId } = await aLiveApi();
  const settled: string[] = [];
  const generator: Generator = { ...generatorOf(PING), async *generate() {
    yield { kind: "code", file: "main.ts", text: "export" };
    throw new AppError("unavailable", "Claude is overloaded.");
  } };
  const deps = { ...depsOf(), generators: { ...onlyGenerator(generator), choose: async () => ({ generator, estimate: null, settle: async (outcome: string) => void settled.push(outcome) }) } };
  const end = last(await all((await startEdit({ apiId, text: "also answer twice", deploys: true }, actor, deps)).events()));
  assert.ok(end?.type === "failed" && end.error === "unavailable");
  assert.deepEqual([settled, (await versions(apiId)).map(({ number, is_live }) => [number, is_live])], [["failed"], [[1, true]]]);
});

test("a change whose process died is begun again by another one, from the same version", async () => {
  const { actor, apiId } = await aLiveApi();
  const gate = Promise.withResolvers<void>();
  const { generationId, events } = await startEdit({ apiId, text: "also answer twice", deploys: true }, actor, depsOf(generatorOf(PING, gate.promise)));
  const zombie = all(events());
  liveGenerations().delete(generationId);
  await admin()`update public.generations set heartbeat_at = now() - interval '1 minute' where id = ${generationId}`;
  assert.deepEqual(await adoptGenerations(depsOf()), [generationId]);
  assert.equal(last(await all(followGeneration({ generationId }, actor, depsOf(), new AbortController().signal)))?.type, "live");
  gate.resolve(); // the first process wakes up: it stores no second version
  await zombie;
  assert.deepEqual((await versions(apiId)).map(({ number, base }) => [number, base]), [[1, null], [2, 1]]);
});
