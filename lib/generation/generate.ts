import { newApiId, newUuid } from "#lib/id.ts";
import type { Actor } from "#lib/auth/actor.ts";
import { buildBundle } from "./build.ts";
import { checkSource } from "./check.ts";
import { contractTest } from "./contract-test.ts";
import { deploy } from "./deploy.ts";
import type { GenerationEvent } from "./events.ts";
import { failureEvent } from "./failure-event.ts";
import type { GenerationDeps } from "./generation-deps.ts";
import { parseGeneratedApi } from "./parse.ts";
import { normalisePrompt } from "./prompt.ts";
import { openStages } from "./stages.ts";
import { writeCode } from "./write-code.ts";

export interface GenerateInput {
  prompt: string;
  /** Ids reserved by whoever recorded the start; made here when absent. */
  generationId?: string;
  apiId?: string;
}

/**
 * From English to a running API. One event per stage with its time; the last event is `live` or `failed`. Never throws: a failing stage
 * ends in `failed` with a reason, and only the last stage writes anything.
 */
export async function* generate(input: GenerateInput, actor: Actor, deps: GenerationDeps, signal: AbortSignal = new AbortController().signal): AsyncGenerator<GenerationEvent, void> {
  const { generationId = newUuid(), apiId = newApiId() } = input;
  const { stage, times } = openStages(signal);
  yield { type: "started", generationId, apiId, prompt: input.prompt, generator: deps.generator.info };
  try {
    const prompt  = yield* stage("prompt", () => normalisePrompt(input.prompt));
    const written = yield* stage("generator", () => writeCode(prompt, deps.generator, signal));
    const api     = yield* stage("parse", () => parseGeneratedApi(written));
    yield { type: "understood", name: api.name, summary: api.summary, points: api.points, assumptions: api.assumptions, leftOut: api.leftOut };
    yield* stage("check", () => checkSource(api.files, deps.runtime));
    const built   = yield* stage("build", () => buildBundle(api.files, deps.runtime));
    const tested  = yield* stage("contract-test", () => contractTest(built.bundle, api.contractTests, deps.runtime, signal));
    const result  = yield* stage("deploy", () => deploy({ generationId, apiId, api, built, tested, stages: times }, actor, deps));
    yield { type: "live", result: { ...result, stages: times } };
  } catch (error) {
    if (!signal.aborted) deps.log.warn("generation failed", { generationId, apiId, error });
    yield failureEvent(error, signal, times);
  }
}
