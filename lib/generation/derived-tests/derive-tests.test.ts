import assert from "node:assert/strict";
import { test } from "node:test";
import type { ScratchReply, ScratchRound } from "#lib/runtime/runtime.ts";
import type { ContractTestResult } from "#lib/versions/schema.ts";
import { deriveTests } from "./derive-tests.ts";
import { fakeBooksApi, type Flaw } from "./fake-books-api.ts";
import { runDerivedTests } from "./run-derived-tests.ts";

async function resultsOf(flaw: Flaw): Promise<ContractTestResult[]> {
  const { scratch, document, tests } = fakeBooksApi(flaw);
  const { checkReply, testsOf } = deriveTests(document);
  return collect(runDerivedTests(testsOf(tests), scratch, checkReply, new AbortController().signal));
}
async function collect(results: AsyncIterable<ContractTestResult>): Promise<ContractTestResult[]> {
  const all: ContractTestResult[] = [];
  for await (const result of results) all.push(result);
  return all;
}
const failed = (results: readonly ContractTestResult[]): ContractTestResult[] => results.filter(({ status }) => status === "failed");

test("a right API passes every derived test, with at most 400 requests", async () => {
  const results = await resultsOf("");
  assert.deepEqual(failed(results).map(({ name, reason }) => `${name}: ${reason ?? ""}`), []);
  assert.ok(results.length >= 20, `${results.length} tests`);
  assert.ok(results.every(({ origin }) => origin === "derived"));
  assert.ok(results.reduce((total, { requests }) => total + requests, 0) <= 400);
});

/** The flaw, and the test that must find it. */
const FLAWS: [Flaw, RegExp][] = [
  ["crashes on NUL", /hostile texts/], ["misses nothing", /a missing title or year is refused/], ["takes any type", /wrong type/], ["takes any bounds", /out of their bounds/], ["takes unknown members", /nobody described/],
  ["takes anything as JSON", /can't be read is answered with 400/], ["takes any body", /no object/], ["takes text/plain", /not sent as JSON/], ["takes any query", /a query with a wrong .*minYear/],
  ["finds unknown ids", /^GET \/books\/\{id\}: what isn't there/], ["deletes nothing", /what is deleted is gone/], ["lists the deleted", /what is deleted is gone/], ["stores nothing on PATCH", /^PATCH .*what it answers is what is stored/],
  ["answers other than it stores", /^POST .*what it answers is what is stored/], ["escapes html", /hostile texts/], ["shows everybody's", /another consumer's is answered with 404/], ["lists everybody's", /nothing of another consumer's/],
  ["refuses a limit of 100", /limit is bounded/], ["pages overlap", /pages have no doubles/], ["sorts one way", /sorting sorts/], ["newest last", /pages have no doubles/], ["filters nothing", /filters filter/], ["range without its end", /filters filter/],
  ["takes an unknown query", /query parameter that nobody described/], ["refuses without words", /a missing title or year/], ["finds everything", /filters filter/],
  ["refuses its example", /documented example/], ["drops a field", /./], ["undocumented status", /./], ["takes the prototype", /hostile texts/],
  ["hides an outage", /outage of the data is answered with 503/], ["crashes in an outage", /outage of the data/], ["blames the caller for an outage", /outage of the data/], ["is silent in an outage", /outage of the data/],
  ["crashes on full data", /full data with a 4xx/], ["stays broken after an outage", /outage of the data/], ["hides a stale change", /changed at the same moment/],
];
for (const [flaw, name] of FLAWS) {
  test(`an API that ${flaw} is found by "${name.source}", with the call that shows it`, async () => {
    const found = failed(await resultsOf(flaw)).find((result) => name.test(result.name));
    assert.ok(found, failed(await resultsOf(flaw)).map((result) => `${result.name}: ${result.reason ?? ""}`).join("\n") || "nothing was found");
    assert.ok(found.reason);
    assert.match(found.failure?.request ?? "", /^(GET|POST|PATCH|DELETE) \/books/);
    assert.ok((found.failure?.reply.length ?? 0) <= 1_500);
  });
}

test("an API without calls that succeed gives only what its document alone says", async () => {
  const { document } = fakeBooksApi("");
  assert.deepEqual(deriveTests(document).testsOf([]).map(({ name }) => name), ["POST /books: the documented example is accepted"]);
});

test("what counts down by itself while pages are turned is no gap between them", async () => {
  const { scratch, document, tests } = fakeBooksApi("");
  let left = 9_000;
  const countingDown = (body: string): string => body.replaceAll('"title":', () => `"ttlSeconds":${(left -= 1)},"title":`);
  const { testsOf } = deriveTests(document);
  const round = (): ScratchRound => {
    const { fetch, failData } = scratch.round();
    return { failData, fetch: async (request) => fetch(request).then((reply) => ({ ...reply, body: countingDown(reply.body) })) };
  };
  const pages = testsOf(tests).filter(({ name }) => name.includes("pages have no doubles"));
  const schemaSaysNothing = (): null => null;
  const results = await collect(runDerivedTests(pages, { round }, schemaSaysNothing, new AbortController().signal));
  assert.equal(results.length, 1);
  assert.deepEqual(failed(results).map(({ reason }) => reason), []);
});

test("a situation that can't be made again is not held against the API", async () => {
  const { scratch, document, tests } = fakeBooksApi("");
  const { checkReply, testsOf } = deriveTests(document);
  const conflict = { status: 409, headers: { "content-type": "application/json" }, body: '{"error":{}}', ms: 0, console: [] } satisfies ScratchReply;
  const round = (): ScratchRound => {
    const { fetch, failData } = scratch.round();
    return { failData, fetch: async (request) => (request.method === "POST" ? conflict : fetch(request)) };
  };
  const results = await collect(runDerivedTests(testsOf(tests).filter(({ before }) => before.length > 0), { round }, checkReply, new AbortController().signal));
  assert.deepEqual(results, []);
});
