import { newApiId, newUuid } from "#lib/id.ts";
import type { Actor } from "#lib/auth/actor.ts";
import { deploy } from "./deploy.ts";
import { type EarlierTests, earlierTests } from "./edit/earlier-tests.ts";
import type { Edit } from "./edit/edit-request.ts";
import { storeEdit } from "./edit/store-edit.ts";
import type { Estimate, GenerationEvent } from "./events.ts";
import { failureEvent } from "./failure-event.ts";
import { passGate } from "./gate.ts";
import type { GenerationDeps } from "./generation-deps.ts";
import { type GeneratedApi, parseGeneratedApi } from "./parse.ts";
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
  /** The change of an existing API that the prompt asks for; absent: a new API. */
  edit?: Edit;
}

/**
 * From English to a running API. One event per stage with its time; the last event is `live` or `failed`. What the gate stops goes back
 * to the generator with the findings, at most `maxRepairs` times. Never throws: a failing stage ends in `failed` with a reason, and only
 * the last stage writes anything. A change of an existing API ends in its next version, `live` or a `draft`.
 */
export async function* generate(input: GenerateInput, actor: Actor, deps: GenerationDeps, signal: AbortSignal = new AbortController().signal): AsyncGenerator<GenerationEvent, void> {
  const { generationId = newUuid(), apiId = newApiId(), asker = null, edit } = input;
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
        const answer = yield* stage("generator", () => writeCode({ prompt, repair, ...(edit ? { edit } : {}), asker, clock: deps.clock }, generator, signal));
        written = answer.written;
        const { api, earlier } = yield* stage("parse", () => readResult(answer.api, prompt, edit));
        yield { type: "understood", name: api.name, summary: api.summary, points: api.points, assumptions: api.assumptions, leftOut: api.leftOut, toApprove: toApprove(api, edit?.base), changes: api.changes ?? [] };
        const passed  = yield* passGate(api, stage, deps, signal, earlier);
        const done    = { generationId, apiId, api, ...passed, stages: times };
        const { result, end } = yield* stage("deploy", async () => (edit && earlier ? await storeEdit({ ...done, edit, earlier }, actor, deps) : { result: await deploy(done, actor, deps), end: LIVE }));
        yield { ...end, result: { ...result, stages: times, ms: Math.round(performance.now() - startedAt) } };
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

const LIVE = { type: "live" } as const;

function readResult(raw: unknown, prompt: string, edit: Edit | undefined): { api: GeneratedApi; earlier?: EarlierTests } {
  const api = parseGeneratedApi(raw);
  return edit ? { api, earlier: earlierTests(api, edit, prompt) } : { api };
}
