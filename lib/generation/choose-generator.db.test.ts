import assert from "node:assert/strict";
import { test } from "node:test";
import type { Actor } from "#lib/auth/actor.ts";
import { AppError } from "#lib/errors.ts";
import { newUuid } from "#lib/id.ts";
import { getModelKey } from "#lib/secrets/get-model-key.ts";
import { setModelKey } from "#lib/secrets/set-model-key.ts";
import { builtInGenerator } from "./built-in-generator.ts";
import { createGeneratorSource, type GeneratorSourceDeps } from "./choose-generator.ts";
import type { Usage } from "./events.ts";
import { generationFixture } from "./generation-fixture.ts";
import type { Generator, GeneratorOutcome } from "./generator.ts";

const { admin, db, newActor } = generationFixture();
const ENCRYPTION_KEY = "0123456789abcdef0123456789ABCDEF";
const CENT = 10_000;
const usageOf = (costMicros: number): Usage => ({ inputTokens: 10, outputTokens: 100, cacheReadTokens: 0, cacheWriteTokens: 0, costMicros, paidBy: "platform" });

/** Remembers with whose key it was made and how often it was asked. */
function claudeDeps(more: Partial<GeneratorSourceDeps> = {}): GeneratorSourceDeps & { asked: string[] } {
  const asked: string[] = [];
  const create = (apiKey: string, paidBy: "platform" | "workspace"): Generator => ({
    info: { id: "claude", label: `Claude by ${paidBy}`, note: "" },
    maxRepairs: 3,
    async *generate() {
      asked.push(apiKey);
      yield { kind: "usage", usage: { ...usageOf(20 * CENT), paidBy } };
      return { kind: "api", api: { name: "x", files: { "main.ts": "export default {};" } }, written: { id: "toolu_1" } };
    },
  });
  return {
    asked, db: db(), builtIn: builtInGenerator, encryptionKey: ENCRYPTION_KEY, cacheDays: 0,
    budget: { workspaceMicros: 100 * CENT, platformMicros: 1_000_000 * CENT },
    claude: { create, apiKey: "sk-ant-platform", seed: () => "model and prompt", assumed: { outputTokens: 9_000, costMicros: 40 * CENT, seconds: 60 } },
    ...more,
  };
}
async function finish(generator: Generator, prompt = "books"): Promise<{ outcome: GeneratorOutcome; usage: Usage[] }> {
  const pieces = generator.generate({ prompt, answer: null, mayAsk: false, repair: null }, new AbortController().signal);
  const usage: Usage[] = [];
  for (;;) {
    const { done, value } = await pieces.next();
    if (done) return { outcome: value, usage };
    if (value.kind === "usage") usage.push(value.usage);
  }
}
const spentToday = async (actor: Actor): Promise<number> => Number((await admin()`select coalesce(sum(private.counted_micros(s)), 0) as micros from private.model_spending s where workspace_id = ${actor.workspaceId}`)[0]?.["micros"]);

test("without any key the built-in generator writes, and nothing is reserved", async () => {
  const actor = await newActor();
  const deps = claudeDeps();
  const source = createGeneratorSource({ ...deps, claude: { ...deps.claude, apiKey: undefined } });
  const choice = await source.choose({ prompt: "books" }, newUuid(), actor);
  assert.equal(choice.generator.info.id, "built-in");
  assert.equal(choice.estimate, null);
  assert.equal(await spentToday(actor), 0);
});

test("a live build is charged what it used, and a failed one gives its budget back", async () => {
  const actor = await newActor();
  const source = createGeneratorSource(claudeDeps());
  const live = await source.choose({ prompt: "books" }, newUuid(), actor);
  assert.equal(await spentToday(actor), 40 * CENT);
  await live.settle("live", [usageOf(25 * CENT), usageOf(5 * CENT)]);
  assert.equal(await spentToday(actor), 30 * CENT);
  const failed = await source.choose({ prompt: "books" }, newUuid(), actor);
  await failed.settle("failed", [usageOf(90 * CENT)]);
  assert.equal(await spentToday(actor), 30 * CENT);
});

test("the day's budget holds when many build at once, and its refusal says what is used and what to do", async () => {
  const actor = await newActor();
  const source = createGeneratorSource(claudeDeps());
  const started = await Promise.allSettled(Array.from({ length: 12 }, () => source.choose({ prompt: "books" }, newUuid(), actor)));
  assert.equal(started.filter(({ status }) => status === "fulfilled").length, 2);
  assert.equal(await spentToday(actor), 80 * CENT);
  const refused = started.find((result) => result.status === "rejected");
  assert.ok(refused?.reason instanceof AppError && refused.reason.code === "spend_cap");
  assert.match(refused.reason.message, /\$1\.00; \$0\.80 are used or reserved, and this build is estimated at \$0\.40\. .*own Anthropic key/);
});

test("a build that another process takes over reserves its budget once", async () => {
  const [actor, generationId] = [await newActor(), newUuid()];
  const source = createGeneratorSource(claudeDeps());
  await source.choose({ prompt: "books" }, generationId, actor);
  const again = await source.choose({ prompt: "books" }, generationId, actor);
  assert.equal(await spentToday(actor), 40 * CENT);
  await again.settle("live", [usageOf(10 * CENT)]);
  assert.equal(await spentToday(actor), 10 * CENT);
});

test("the installation's own budget counts failed builds too", async () => {
  await admin()`delete from private.model_spending`;
  const source = createGeneratorSource(claudeDeps({ budget: { workspaceMicros: 1_000 * CENT, platformMicros: 100 * CENT } }));
  const failed = await source.choose({ prompt: "books" }, newUuid(), await newActor());
  await failed.settle("failed", [usageOf(70 * CENT)]);
  await assert.rejects(source.choose({ prompt: "books" }, newUuid(), await newActor()), { code: "spend_cap", message: /installation's budget/ });
  await admin()`delete from private.model_spending`;
});

test("a workspace's own key pays for its builds, without a budget, and is stored sealed", async () => {
  const [actor, other] = [await newActor(), await newActor()];
  const deps = claudeDeps();
  const source = createGeneratorSource({ ...deps, budget: { workspaceMicros: 0, platformMicros: 0 } });
  await setModelKey({ key: "sk-ant-own-key-1234567" }, actor, { db: db(), encryptionKey: ENCRYPTION_KEY, isKeyAccepted: async () => true });
  const choice = await source.choose({ prompt: "books" }, newUuid(), actor);
  await finish(choice.generator);
  assert.deepEqual(deps.asked, ["sk-ant-own-key-1234567"]);
  assert.equal(choice.estimate?.paidBy, "workspace");
  assert.deepEqual((await getModelKey(actor, { db: db() }))?.lastFour, "4567");
  assert.equal(await getModelKey(other, { db: db() }), null);
  assert.doesNotMatch(JSON.stringify(await admin()`select * from private.model_keys`), /own-key/);
  await assert.rejects(source.choose({ prompt: "books" }, newUuid(), other), { code: "spend_cap" });
});

test("a key that Claude's API does not accept is not stored, and neither is what isn't a key", async () => {
  const actor = await newActor();
  const deps = { db: db(), encryptionKey: ENCRYPTION_KEY, isKeyAccepted: async () => false };
  await assert.rejects(setModelKey({ key: "sk-ant-own-key-1234567" }, actor, deps), { code: "invalid" });
  await assert.rejects(setModelKey({ key: "hello" }, actor, { ...deps, isKeyAccepted: async () => true }), { code: "invalid" });
  assert.equal(await getModelKey(actor, { db: db() }), null);
});

test("a key sealed under another ENCRYPTION_KEY stops the build with words instead of spending the platform's money", async () => {
  const actor = await newActor();
  await setModelKey({ key: "sk-ant-own-key-1234567" }, actor, { db: db(), encryptionKey: ENCRYPTION_KEY, isKeyAccepted: async () => null });
  const source = createGeneratorSource(claudeDeps({ encryptionKey: "another-key-of-32-characters-or-more" }));
  await assert.rejects(source.choose({ prompt: "books" }, newUuid(), actor), { code: "unavailable", message: /ENCRYPTION_KEY changed/ });
});

test("an identical description is answered from the cache once it was live, with another model it is not", async () => {
  const prompt = `books ${newUuid()}`;
  const deps = claudeDeps({ cacheDays: 7 });
  const build = async (source: ReturnType<typeof createGeneratorSource>, outcome: "live" | "failed") => {
    const choice = await source.choose({ prompt }, newUuid(), await newActor());
    const result = await finish(choice.generator, prompt);
    await choice.settle(outcome, result.usage);
    return result;
  };
  await build(createGeneratorSource(deps), "failed");
  assert.equal((await build(createGeneratorSource(deps), "live")).usage[0]?.paidBy, "platform");
  const again = await build(createGeneratorSource(deps), "live");
  assert.deepEqual([again.usage[0]?.paidBy, again.usage[0]?.costMicros], ["cache", 0]);
  assert.deepEqual(again.outcome.kind === "api" && again.outcome.api, { name: "x", files: { "main.ts": "export default {};" } });
  await build(createGeneratorSource({ ...deps, claude: { ...deps.claude, seed: () => "another model" } }), "failed");
  assert.equal(deps.asked.length, 3);
});

test("a blueprint is built with its parameters and no model, and an unknown one is refused with words", async () => {
  const deps = claudeDeps();
  const source = createGeneratorSource(deps);
  const choice = await source.choose({ prompt: "x", blueprint: { id: "link-shortener", parameters: {} } }, newUuid(), await newActor());
  assert.match(choice.generator.info.label, /^Blueprint: Link shortener$/);
  await assert.rejects(source.choose({ prompt: "x", blueprint: { id: "nope", parameters: {} } }, newUuid(), await newActor()), { code: "invalid" });
  await assert.rejects(source.choose({ prompt: "x", blueprint: { id: "link-shortener", parameters: { nope: 1 } } }, newUuid(), await newActor()), { code: "invalid", message: /no parameter/ });
  assert.equal(deps.asked.length, 0);
});

test("the estimate is what builds usually use, once some were measured", async () => {
  await admin()`delete from private.model_spending`;
  const source = createGeneratorSource(claudeDeps());
  const actor = await newActor();
  assert.equal((await source.offerFor(actor)).estimate?.outputTokens, 9_000);
  for (const cents of [10, 20, 30]) await (await source.choose({ prompt: "x" }, newUuid(), await newActor())).settle("live", [usageOf(cents * CENT)]);
  const { estimate } = await source.offerFor(actor);
  assert.deepEqual([estimate?.outputTokens, estimate?.costMicros, estimate?.paidBy], [100, 20 * CENT, "platform"]);
});
