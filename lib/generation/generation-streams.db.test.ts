import assert from "node:assert/strict";
import { test } from "node:test";
import type { Actor } from "#lib/auth/actor.ts";
import { sseResponse } from "#lib/http/sse.ts";
import { asSse } from "#lib/rest/operations/as-sse.ts";
import { makeKeyActor } from "../../supabase/tests/verb-fixture.ts";
import { adoptGenerations } from "./adopt-generations.ts";
import { answerGeneration } from "./answer-generation.ts";
import { builtInGenerator } from "./built-in-generator.ts";
import { cancelGeneration } from "./cancel-generation.ts";
import { createAsker } from "./create-asker.ts";
import { seededRandom } from "./derived-tests/seeded-random.ts";
import type { GenerationEvent } from "./events.ts";
import { followGeneration } from "./follow-generation.ts";
import { all, generationFixture, generatorOf, PING } from "./generation-fixture.ts";
import type { Generator } from "./generator.ts";
import { getGeneration } from "./get-generation.ts";
import { liveGenerations } from "./live-generations.ts";
import type { NumberedEvent } from "./record-events.ts";
import { startGeneration } from "./start-generation.ts";

const fixture = generationFixture();
const { admin, newActor, depsOf } = fixture;
const never = new Promise<void>(() => {});
const forever = new AbortController().signal;
const last = (events: NumberedEvent[]): GenerationEvent | undefined => events.at(-1)?.event;
const isGapless = (events: NumberedEvent[]): void => assert.deepEqual(events.map(({ seq }) => seq), events.map((_entry, index) => index + 1));

/** As if its process had died: nobody knows of it here, and its heartbeat is old. */
async function forget(generationId: string): Promise<void> {
  liveGenerations().delete(generationId);
  await admin()`update public.generations set heartbeat_at = now() - interval '20 seconds' where id = ${generationId}`;
}
/** A build that has stored its first code. */
async function startUntilCode(generator: Generator, actor: Actor) {
  const started = await startGeneration({ prompt: "ping please" }, actor, depsOf(generator));
  const reader = new AbortController();
  for await (const { event } of started.events(reader.signal)) if (event.type === "code") reader.abort();
  return started;
}

test("a build whose process died is begun again by exactly one other, and readers that come back get every event once", async () => {
  const actor = await newActor();
  const gate = Promise.withResolvers<void>();
  const { generationId, apiId, events } = await startUntilCode(generatorOf(PING, gate.promise), actor);
  const zombie = all(events());
  await forget(generationId);
  const adopted = await Promise.all([1, 2, 3].map(() => adoptGenerations(depsOf())));
  assert.deepEqual(adopted.flat(), [generationId]);
  const seen = await all(followGeneration({ generationId }, actor, depsOf(), forever));
  isGapless(seen);
  assert.equal(seen.filter(({ event }) => event.type === "restarted").length, 1);
  assert.equal(last(seen)?.type, "live");
  gate.resolve(); // the first process wakes up: it may neither tell nor deploy anything
  assert.deepEqual((await zombie).map(({ seq }) => seq), seen.map(({ seq }) => seq));
  liveGenerations().delete(generationId);
  const stored = await all(followGeneration({ generationId, afterSeq: 4 }, actor, depsOf(), forever));
  assert.deepEqual(stored.map(({ seq, event }) => [seq, event.type]), seen.slice(4).map(({ seq, event }) => [seq, event.type]));
  assert.equal((await admin()`select 1 from public.deployments where api_id = ${apiId}`).length, 1);
  assert.equal((await getGeneration({ generationId }, actor, depsOf())).restarts, 1);
});

test("a process that lost its build deploys nothing, even when it was about to", async () => {
  const actor = await newActor();
  const [atGate, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const slow = depsOf(generatorOf(PING), { build: async () => { atGate.resolve(); await gate.promise; return { ok: true, bundle: "x", sizeBytes: 1 }; } });
  const { generationId, apiId, events } = await startGeneration({ prompt: "ping please" }, actor, slow);
  await atGate.promise;
  await admin()`update private.generation_runs set owner = gen_random_uuid() where generation_id = ${generationId}`;
  const reader = new AbortController();
  const reading = all(events(reader.signal));
  const { ended } = liveGenerations().get(generationId) ?? {};
  gate.resolve();
  await ended;
  reader.abort();
  await reading;
  assert.equal((await admin()`select 1 from public.apis where id = ${apiId}`).length, 0);
  await cancelGeneration({ generationId }, actor, depsOf());
});

test("after two adoptions a build that dies again is given up with words, and one with a live process never is", async () => {
  const actor = await newActor();
  const { generationId } = await startUntilCode(generatorOf(PING, never), actor);
  assert.deepEqual(await adoptGenerations(depsOf(generatorOf(PING, never))), []);
  for (const round of [1, 2]) {
    await forget(generationId);
    await admin()`select private.fail_stale_generations(15)`;
    assert.deepEqual(await adoptGenerations(depsOf(generatorOf(PING, never))), [generationId], `round ${round}`);
  }
  await forget(generationId);
  assert.deepEqual(await adoptGenerations(depsOf()), []);
  await admin()`select private.fail_stale_generations(15)`;
  const seen = await all(followGeneration({ generationId }, actor, depsOf(), forever));
  isGapless(seen);
  const end = last(seen);
  assert.ok(end?.type === "failed" && end.error === "interrupted");
  assert.match(end.message, /interrupted three times/);
});

test("a build goes on in the name of the management key that started it, and ends when the key may no longer build", async () => {
  const user = await fixture.database().makeUser();
  const actor = await makeKeyActor(admin(), user, ["generations:write", "generations:read", "apis:write", "apis:read"]);
  const first = await startUntilCode(generatorOf(PING, never), actor);
  await forget(first.generationId);
  await adoptGenerations(depsOf());
  const owner: Actor = { kind: "user", ...user };
  assert.equal(last(await all(followGeneration({ generationId: first.generationId }, owner, depsOf(), forever)))?.type, "live");
  const second = await startUntilCode(generatorOf(PING, never), actor);
  await forget(second.generationId);
  await admin()`update public.keys set revoked_at = now() where workspace_id = ${user.workspaceId} and kind = 'management'`;
  await adoptGenerations(depsOf());
  assert.equal((await admin()`select 1 from public.apis where id = ${second.apiId}`).length, 0);
});

test("cancelling reaches a build in another process by notification: its generator is stopped and nothing is deployed", async () => {
  const actor = await newActor();
  const stopped = Promise.withResolvers<void>();
  const generator: Generator = { ...generatorOf(PING), async *generate(_request, signal) {
    yield { kind: "code", file: "main.ts", text: "export" };
    await new Promise((_resolve, reject) => signal.addEventListener("abort", () => { stopped.resolve(); reject(signal.reason); }));
    return { kind: "api", api: PING };
  } };
  const { generationId, apiId, events } = await startUntilCode(generator, actor);
  const reading = all(events());
  liveGenerations().delete(generationId); // the process that cancels does not know it
  await cancelGeneration({ generationId }, actor, depsOf());
  await stopped.promise;
  const seen = await reading;
  isGapless(seen);
  const end = last(seen);
  assert.ok(end?.type === "failed" && end.outcome === "cancelled");
  assert.equal((await admin()`select 1 from public.apis where id = ${apiId}`).length, 0);
  await assert.rejects(cancelGeneration({ generationId }, actor, depsOf()), { code: "conflict", message: /already ended: it is cancelled/ });
});

const asking: Generator = { info: builtInGenerator.info, maxRepairs: 0, async *generate({ answer, mayAsk }) {
  yield { kind: "code", file: "main.ts", text: "export" };
  return answer === null && mayAsk ? { kind: "question", question: { text: "Which?", choices: [{ label: "A", means: "first" }, { label: "B", means: "second" }] } } : { kind: "api", api: { ...PING, description: answer?.answer ?? "unasked" } };
} };

test("a question waits for its answer from any process; a second answer and one to a build that asked nothing are conflicts", async () => {
  const [actor, other] = [await newActor(), await newActor()];
  const { generationId, events } = await startGeneration({ prompt: "ping please" }, actor, depsOf(asking));
  const seen: NumberedEvent[] = [];
  for await (const entry of events()) {
    seen.push(entry);
    if (entry.event.type !== "question") continue;
    assert.equal((await getGeneration({ generationId }, actor, depsOf())).question?.text, "Which?");
    await assert.rejects(answerGeneration({ generationId, answer: "A" }, other, depsOf()), { code: "not_found" });
    await answerGeneration({ generationId, answer: "B" }, actor, depsOf());
    await assert.rejects(answerGeneration({ generationId, answer: "A" }, actor, depsOf()), { code: "conflict" });
  }
  const answer = seen.find(({ event }) => event.type === "answer")?.event;
  assert.deepEqual(answer, { type: "answer", answer: "B", isDefault: false });
  assert.equal(last(seen)?.type, "live");
  assert.equal((await getGeneration({ generationId }, actor, depsOf())).question, null);
  await assert.rejects(answerGeneration({ generationId, answer: "A" }, actor, depsOf()), { code: "conflict", message: /already ended/ });
});

test("who said that nobody is there is not asked, and no answer in time is the default", async () => {
  const actor = await newActor();
  const unasked = await all((await startGeneration({ prompt: "ping please", ask: false }, actor, depsOf(asking))).events());
  assert.ok(!unasked.some(({ event }) => event.type === "question"));
  const { generationId } = await startUntilCode(generatorOf(PING, never), actor);
  const [run] = await admin()<{ owner: string }[]>`select owner from private.generation_runs where generation_id = ${generationId}`;
  const asker = createAsker({ generationId, owner: run?.owner ?? "" }, actor, depsOf(), 20);
  await asker.open();
  assert.equal(await asker.answer(forever), null);
  await assert.rejects(answerGeneration({ generationId, answer: "late" }, actor, depsOf()), { code: "conflict", message: /time for an answer is over/ });
  await cancelGeneration({ generationId }, actor, depsOf());
});

test("200 readers, each cut at random bytes and come back with the last number they saw, get every event once", async () => {
  const actor = await newActor();
  const pieces = 300;
  const chatty: Generator = { ...generatorOf(PING), async *generate() {
    for (let piece = 0; piece < pieces; piece += 1) {
      yield { kind: "code", file: "main.ts", text: `line ${piece}\n` };
      if (piece % 10 === 0) await new Promise(setImmediate);
    }
    return { kind: "api", api: PING };
  } };
  const { generationId, events } = await startGeneration({ prompt: "ping please" }, actor, depsOf(chatty));
  const whole = all(events());
  const random = seededRandom(20_261_121);
  const readers = Array.from({ length: 200 }, async (_none, index) => {
    // Half of them read in the process that builds, half as if in another one.
    if (index === 100) liveGenerations().delete(generationId);
    return readWithCuts(generationId, actor, random);
  });
  const expected = (await whole).map(({ seq, event }) => `${seq} ${event.type}`);
  assert.ok(expected.length > pieces);
  const reads = await Promise.all(readers);
  for (const { seen } of reads) assert.deepEqual(seen, expected);
  assert.ok(reads.reduce((sum, { cuts }) => sum + cuts, 0) > 400, "they were cut often enough to prove something");
});

/** Reads the SSE text of a build to its end; the connection is cut after a random number of bytes, in the middle of whatever it is. */
async function readWithCuts(generationId: string, actor: Actor, random: () => number): Promise<{ seen: string[]; cuts: number }> {
  const seen: string[] = [];
  let lastId = 0;
  for (let cuts = 0; ; cuts += 1) {
    const request = new AbortController();
    const response = sseResponse((signal) => asSse(followGeneration({ generationId, afterSeq: lastId }, actor, depsOf(), signal)), request);
    let left = Math.floor(random() * (cuts < 6 ? 9_000 : 200_000));
    let text = "";
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk.subarray(0, left), { stream: true });
      left -= chunk.length;
      if (left <= 0) break; // cancels the stream
    }
    const blocks = text.split("\n\n");
    blocks.pop(); // a block that is not complete was not received
    for (const block of blocks) {
      const match = /^id: (\d+)\nevent: (\S+)\ndata: /.exec(block);
      if (!match) continue;
      lastId = Number(match[1]);
      seen.push(`${match[1]} ${match[2]}`);
      if (match[2] === "live" || match[2] === "failed") return { seen, cuts };
    }
  }
}
