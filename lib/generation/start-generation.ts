import { requireScope, type Actor } from "#lib/auth/actor.ts";
import { newApiId, newUuid } from "#lib/id.ts";
import type { Fill, StartDeps } from "./generation-deps.ts";
import { freeChoice, type GenerationRequest } from "./generator-source.ts";
import { createImportGenerator } from "./import-generator.ts";
import { readLive } from "./live-generations.ts";
import type { GeneratedApi } from "./parse.ts";
import { normalisePrompt } from "./prompt.ts";
import type { NumberedEvent } from "./record-events.ts";
import { recordStart } from "./record-start.ts";
import type { RunRequest } from "./run-request.ts";
import { runGeneration } from "./run-generation.ts";

export interface StartInput {
  prompt: unknown;
  blueprint?: GenerationRequest["blueprint"];
  /** What to build instead of what the description says, which stays its reason. */
  outline?: GenerationRequest["outline"];
  /** An OpenAPI document to start from, JSON or YAML; a description beside it says more. */
  document?: string;
  /** False: nobody is there to answer a question. */
  ask?: boolean;
  /** An API that is there already, and what it brings along. */
  imported?: { api: GeneratedApi; fill?: Fill };
}

export interface StartedGeneration {
  generationId: string;
  apiId: string;
  /** Every event from the first to the terminal one. Only here does the live result hold the call key. Ending early stops no build. */
  events(signal?: AbortSignal): AsyncGenerator<NumberedEvent, void>;
}

/**
 * Starts a build that runs on by itself. Throws `invalid` for a description that can't be read, `rate_limited` with Retry-After at the
 * plan's generations per hour, `forbidden` without `generations:write` and `apis:write`.
 */
export async function startGeneration(input: StartInput, actor: Actor, deps: StartDeps): Promise<StartedGeneration> {
  requireScope(actor, "generations:write");
  requireScope(actor, "apis:write");
  const prompt = normalisePrompt(input.prompt);
  const [generationId, owner] = [newUuid(), newUuid()];
  const { blueprint, outline, document, imported } = input;
  const wanted = { ...(blueprint ? { blueprint } : {}), ...(outline ? { outline } : {}), ...(document === undefined ? {} : { document }) };
  const request: RunRequest = { ...wanted, ...(imported ? { imported: { api: imported.api, isFilled: imported.fill !== undefined } } : {}), ask: input.ask !== false };
  const apiId = newApiId();
  const choice = imported ? freeChoice(createImportGenerator(imported.api)) : await deps.generators.choose({ prompt, ...wanted }, generationId, actor);
  try {
    await recordStart({ generationId, owner, request, apiId, prompt, generator: choice.generator.info.id }, actor, deps);
  } catch (error) {
    await choice.settle("failed", []);
    throw error;
  }
  const live = runGeneration({ generationId, owner, apiId, prompt, choice, ask: request.ask, ...(imported?.fill ? { fill: imported.fill } : {}) }, actor, deps);
  return { generationId, apiId, events: (signal = new AbortController().signal) => readLive(live, 0, signal, true) };
}
