import type { Actor } from "#lib/auth/actor.ts";
import { AppError } from "#lib/errors.ts";
import { createAsker } from "./create-asker.ts";
import type { Edit } from "./edit/edit-request.ts";
import type { GenerationEvent, Usage } from "./events.ts";
import { generate } from "./generate.ts";
import type { Fill, StartDeps } from "./generation-deps.ts";
import type { GeneratorChoice } from "./generator-source.ts";
import { forgetLater, liveGenerations, type LocalGeneration, publish } from "./live-generations.ts";
import { mirrorGeneration } from "./mirror-generation.ts";
import { endGeneration, type EventRecorder, type NumberedEvent, openRecorder, type Run } from "./record-events.ts";

export interface RunInput extends Run {
  apiId: string;
  prompt: string;
  choice: GeneratorChoice;
  ask: boolean;
  /** The change of an existing API. */
  edit?: Edit;
  fill?: Fill;
  /** What an earlier process stored, when this one begins again. */
  before?: NumberedEvent[];
}

/** Runs a recorded generation to its end, whether or not anybody reads along: a closed tab does not stop a build. */
export function runGeneration(input: RunInput, actor: Actor, deps: StartDeps): LocalGeneration {
  const controller = new AbortController();
  const ended = Promise.withResolvers<void>();
  const live: LocalGeneration = { events: [...(input.before ?? [])], waiting: new Set(), abort: (reason) => controller.abort(reason), ended: ended.promise, isRunning: true };
  liveGenerations().set(input.generationId, live);
  void drive(input, actor, deps, live, controller.signal).catch((error: unknown) => deps.log.error("generation broke", { generationId: input.generationId, error })).finally(() => {
    live.isRunning = false;
    ended.resolve();
    forgetLater(input.generationId, live);
  });
  return live;
}

async function drive(input: RunInput, actor: Actor, deps: StartDeps, live: LocalGeneration, signal: AbortSignal): Promise<void> {
  const startedAt = performance.now();
  const { generator, estimate } = input.choice;
  const usage: Usage[] = [];
  let outcome: "live" | "failed" = "failed";
  let seq = live.events.length;
  let isLost = false;
  const lose = (): void => {
    if (isLost) return;
    isLost = true;
    recorder.stop();
    live.abort(new AppError("conflict", "This build ended, or another process has taken it over. This one deployed nothing."));
    mirrorGeneration(input.generationId, live, actor, deps); // whoever reads here reads on
  };
  const recorder = openRecorder(input, actor, deps, { onStored: (entries) => entries.forEach((entry) => publish(live, entry)), onLost: lose, onUnreachable: live.abort });
  const unwatch = deps.changes?.watch(input.generationId, (change) => {
    if (change !== "event") void recorder.flush();
  });
  try {
    const asker = input.ask ? createAsker(input, actor, deps) : null;
    for await (const event of generate({ ...input, estimate, asker }, actor, { ...deps, generator, owner: input.owner, ...(input.fill ? { fill: input.fill } : {}) }, signal)) {
      if (event.type === "usage") usage.push(event.usage);
      const isDone = event.type === "live" || event.type === "draft";
      if (isDone) outcome = "live";
      const entry = { seq: (seq += 1), event };
      if (event.type === "failed") {
        if (!isLost && !(await storeEnd(input, event, actor, deps, recorder))) lose();
        else if (!isLost) publish(live, entry);
      } else if (outcome === "live" || isDeployed(event)) publish(live, entry);
      else recorder.record(entry);
      // Deploying ends the generation's row and with it the storing of events: what came before is stored first, and nothing after it.
      if (event.type === "stage" && event.stage === "deploy" && event.status === "running") {
        await recorder.flush();
        recorder.pause();
      }
      if (isDone || event.type === "failed") logEnd(input, event, actor, deps, performance.now() - startedAt);
    }
  } finally {
    unwatch?.();
    recorder.stop();
    await input.choice.settle(outcome, usage).catch((error: unknown) => deps.log.error("generation not settled", { generationId: input.generationId, error }));
  }
}

const isDeployed = (event: GenerationEvent): boolean => event.type === "stage" && event.stage === "deploy" && event.status === "passed";

/** False when the end is another one, or can't be stored: then whoever adopts the build tells how it ends. */
async function storeEnd(run: Run, event: GenerationEvent & { type: "failed" }, actor: Actor, deps: StartDeps, recorder: EventRecorder): Promise<boolean> {
  try {
    await recorder.flush();
    recorder.stop();
    return await endGeneration(run, event, actor, deps.db);
  } catch (error) {
    deps.log.error("generation end not stored", { generationId: run.generationId, error });
    return false;
  }
}

function logEnd(input: RunInput, event: GenerationEvent & { type: "live" | "draft" | "failed" }, actor: Actor, deps: StartDeps, durationMs: number): void {
  const status = event.type === "failed" ? event.outcome : event.type;
  // A change makes no new API.
  deps.countGeneration?.(status === "live" && input.edit ? "changed" : status);
  deps.log.info("generation", {
    generationId: input.generationId, apiId: input.apiId, workspaceId: actor.workspaceId, actor: actor.userId, generator: input.choice.generator.info.id,
    version: event.type === "failed" ? null : event.result.version, status, durationMs: Math.round(durationMs),
  });
}
