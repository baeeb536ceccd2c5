import { newApiId, newUuid } from "#lib/id.ts";
import type { Actor } from "#lib/auth/actor.ts";
import { deploy } from "./deploy.ts";
import type { Estimate, GenerationEvent } from "./events.ts";
import { failureEvent } from "./failure-event.ts";
import { passGate } from "./gate.ts";
import type { GenerationDeps } from "./generation-deps.ts";
import { parseGeneratedApi } from "./parse.ts";
import { normalisePrompt } from "./prompt.ts";
import { bestOf, failedAttempt, type FailedAttempt, isSameAgain, repairRequest } from "./repair.ts";
import { openStages } from "./stages.ts";
import { toApprove } from "./to-approve.ts";
import { type Asker, writeCode } from "./write-code.ts";

export interface GenerateInput {
  prompt: string;
  /** Ids reserved by whoever recorded the start; made here when absent. */
  generationId?: string;
  apiId?: string;
  estimate?: Estimate | null;
  /** Absent: nobody is asked, the generator decides. */
  asker?: Asker | null;
}

/**
 * From English to a running API. One event per stage with its time; the last event is `live` or `failed`. What the gate stops goes back
 * to the generator with the findings, at most `maxRepairs` times. Never throws: a failing stage ends in `failed` with a reason, and only
 * the last stage writes anything.
 */
export async function* generate(input: GenerateInput, actor: Actor, deps: GenerationDeps, signal: AbortSignal = new AbortController().signal): AsyncGenerator<GenerationEvent, void> {
  const { generationId = newUuid(), apiId = newApiId(), asker = null } = input;
  const { generator } = deps;
  const { stage, times, stageOf } = openStages(signal);
  const attempts: FailedAttempt[] = [];
  const startedAt = performance.now();
  yield { type: "started", generationId, apiId, prompt: input.prompt, generator: generator.info, estimate: input.estimate ?? null };
  try {
    const prompt = yield* stage("prompt", () => normalisePrompt(input.prompt));
    for (;;) {
      let written: unknown;
      try {
        const repair = attempts.length > 0 ? repairRequest(attempts) : null;
        const answer = yield* stage("generator", () => writeCode({ prompt, repair, asker, clock: deps.clock }, generator, signal));
        written = answer.written;
        const api     = yield* stage("parse", () => parseGeneratedApi(answer.api));
        yield { type: "understood", name: api.name, summary: api.summary, points: api.points, assumptions: api.assumptions, leftOut: api.leftOut, toApprove: toApprove(api) };
        const passed  = yield* passGate(api, stage, deps, signal);
        const result  = yield* stage("deploy", () => deploy({ generationId, apiId, api, ...passed, stages: times }, actor, deps));
        yield { type: "live", result: { ...result, stages: times, ms: Math.round(performance.now() - startedAt) } };
        return;
      } catch (error) {
        const failed = signal.aborted ? null : failedAttempt(error, stageOf(error), written);
        if (!failed) throw error;
        attempts.push(failed);
        if (attempts.length > generator.maxRepairs || isSameAgain(attempts)) throw bestOf(attempts).error;
        deps.log.info("generation repair", { generationId, apiId, attempt: attempts.length, stage: failed.stage });
        yield { type: "repair", attempt: attempts.length, of: generator.maxRepairs, stage: failed.stage, reason: failed.error.message };
      }
    }
  } catch (error) {
    if (!signal.aborted) deps.log.warn("generation failed", { generationId, apiId, attempts: attempts.length, error });
    yield failureEvent(error, signal, times);
  }
}
