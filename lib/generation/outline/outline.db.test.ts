import assert from "node:assert/strict";
import { test } from "node:test";
import { adoptGenerations } from "../adopt-generations.ts";
import { builtInGenerator } from "../built-in-generator.ts";
import { followGeneration } from "../follow-generation.ts";
import { all, generationFixture, generatorOf, PING } from "../generation-fixture.ts";
import { freeChoice, type GenerationRequest } from "../generator-source.ts";
import { getGeneration } from "../get-generation.ts";
import { liveGenerations } from "../live-generations.ts";
import { startGeneration } from "../start-generation.ts";
import { createOutlineGenerator } from "./outline-generator.ts";
import { outlineOf } from "./outline-of.ts";

const { admin, newActor, depsOf } = generationFixture();
const DESCRIPTION = "Dogs (name, breed, special needs), walks (dog, start, did they poop?). Only managers may delete dogs.";
const forever = new AbortController().signal;

test("a refusal carries its outline to whoever watches, in this process and another, and the build keeps it", async () => {
  const [actor, deps] = [await newActor(), depsOf(builtInGenerator)];
  const { generationId, events } = await startGeneration({ prompt: DESCRIPTION }, actor, deps);
  const here = (await all(events())).at(-1)?.event;
  liveGenerations().delete(generationId);
  const elsewhere = (await all(followGeneration({ generationId }, actor, deps, forever))).at(-1)?.event;
  const read = outlineOf(DESCRIPTION);
  for (const event of [here, elsewhere]) assert.deepEqual(event?.type === "failed" && event.outline, read);
  const stored = await getGeneration({ generationId }, actor, deps);
  assert.deepEqual([stored.status, stored.outline], ["refused", read.outline]);
  await assert.rejects(getGeneration({ generationId }, await newActor(), deps), { code: "not_found" });
});

test("a build of an outline keeps it, and a process that takes the build over builds the same outline", async () => {
  const { outline } = outlineOf(DESCRIPTION);
  const chosen: GenerationRequest["outline"][] = [];
  const [actor, deps] = [await newActor(), depsOf(generatorOf(PING, new Promise(() => {})))];
  const { generationId } = await startGeneration({ prompt: DESCRIPTION, outline }, actor, deps);
  assert.deepEqual((await getGeneration({ generationId }, actor, deps)).outline, outline);
  // The process dies: nobody renews the heartbeat.
  const here = liveGenerations().get(generationId);
  here?.abort(new Error("killed"));
  // This one tells its end, which a process that died doesn't.
  await here?.ended;
  liveGenerations().delete(generationId);
  await admin()`update public.generations set heartbeat_at = now() - interval '1 minute', status = 'running', finished_at = null where id = ${generationId}`;
  const choose = async (request: GenerationRequest) => { chosen.push(request.outline); return freeChoice(createOutlineGenerator(outline)); };
  await adoptGenerations({ ...depsOf(), generators: { choose, offerFor: async () => ({ info: builtInGenerator.info, estimate: null }) } });
  assert.deepEqual(chosen, [outline]);
});

test("a description that is built as it stands has no outline", async () => {
  const [actor, deps] = [await newActor(), depsOf()];
  const { generationId, events } = await startGeneration({ prompt: "ping please" }, actor, deps);
  await all(events());
  assert.equal((await getGeneration({ generationId }, actor, deps)).outline, null);
});
