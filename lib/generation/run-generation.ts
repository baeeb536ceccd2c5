import type { Actor } from "#lib/auth/actor.ts";
import type { GenerationEvent, Usage } from "./events.ts";
import { generate } from "./generate.ts";
import type { StartDeps } from "./generation-deps.ts";
import type { GeneratorChoice } from "./generator-source.ts";
import { forgetLater, liveGenerations, publish, type LiveGeneration } from "./live-generations.ts";
import { finishGeneration, openRecorder } from "./record-events.ts";

export interface RunInput {
  generationId: string;
  apiId: string;
  prompt: string;
  choice: GeneratorChoice;
}

/** Runs a recorded generation to its end, whether or not anybody reads along: a closed tab does not stop a build. */
export function runGeneration(input: RunInput, actor: Actor, deps: StartDeps): LiveGeneration {
  const controller = new AbortController();
  const live: LiveGeneration = { events: [], waiting: new Set(), abort: (reason) => controller.abort(reason) };
  liveGenerations().set(input.generationId, live);
  void drive(input, actor, deps, live, controller.signal).finally(() => forgetLater(input.generationId));
  return live;
}

async function drive(input: RunInput, actor: Actor, deps: StartDeps, live: LiveGeneration, signal: AbortSignal): Promise<void> {
  const recorder = openRecorder(input.generationId, actor, deps, live.abort);
  const startedAt = performance.now();
  const { generator, estimate } = input.choice;
  const usage: Usage[] = [];
  let outcome: "live" | "failed" = "failed";
  let seq = 0;
  try {
    for await (const event of generate({ ...input, estimate }, actor, { ...deps, generator }, signal)) {
      if (event.type === "usage") usage.push(event.usage);
      if (event.type === "live") outcome = "live";
      const entry = { seq: (seq += 1), event };
      recorder.record(entry);
      // Deploying ends the generation's row and with it the storing of events: what came before must be stored first.
      if (event.type === "stage" && event.stage === "deploy" && event.status === "running") await recorder.flush();
      if (event.type === "failed") await storeFailure(input.generationId, event, actor, deps, recorder);
      publish(live, entry);
      if (event.type === "live" || event.type === "failed") logEnd(input, event, actor, deps, performance.now() - startedAt);
    }
  } finally {
    recorder.stop();
    await input.choice.settle(outcome, usage).catch((error: unknown) => deps.log.error("generation not settled", { generationId: input.generationId, error }));
  }
}

/** A failure that can't be stored is found by the clean-up job through the stale heartbeat. */
async function storeFailure(
  generationId: string, event: GenerationEvent & { type: "failed" }, actor: Actor, deps: StartDeps, recorder: { flush(): Promise<void>; stop(): void },
): Promise<void> {
  try {
    await recorder.flush();
    recorder.stop();
    await finishGeneration(generationId, event, actor, deps.db);
  } catch (error) {
    deps.log.error("generation end not stored", { generationId, error });
  }
}

function logEnd(input: RunInput, event: GenerationEvent & { type: "live" | "failed" }, actor: Actor, deps: StartDeps, durationMs: number): void {
  deps.log.info("generation", {
    generationId: input.generationId, apiId: input.apiId, workspaceId: actor.workspaceId, actor: actor.userId, generator: input.choice.generator.info.id,
    status: event.type === "live" ? "live" : event.outcome, durationMs: Math.round(durationMs),
  });
}
