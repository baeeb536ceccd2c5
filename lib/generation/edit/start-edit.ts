import { requireScope, type Actor } from "#lib/auth/actor.ts";
import { newUuid } from "#lib/id.ts";
import type { StartDeps } from "../generation-deps.ts";
import { readLive } from "../live-generations.ts";
import { normalisePrompt } from "../prompt.ts";
import { recordStart } from "../record-start.ts";
import { runGeneration } from "../run-generation.ts";
import type { RunRequest } from "../run-request.ts";
import type { StartedGeneration } from "../start-generation.ts";
import type { HandEdit } from "./hand-edit.ts";
import { handChanges } from "./hand-generator.ts";
import { chooseEditor, openEdit } from "./open-edit.ts";

export interface StartEditInput {
  apiId: string;
  /** The change in words; of one by hand: what is said about it, empty for what differs. */
  text: unknown;
  /** The number of the version to change; absent: the live one. */
  from?: number;
  /** True: live once it passes. False: a draft. */
  deploys: boolean;
  /** False: nobody is there to answer a question. */
  ask?: boolean;
  byHand?: HandEdit;
}

/**
 * Starts a build of an existing API's next version, which runs on by itself. What is live stays live until it passed, and after it failed.
 * Throws like startGeneration, and `not_found` or `gone` for the API, `invalid` for a version that isn't there.
 */
export async function startEdit(input: StartEditInput, actor: Actor, deps: StartDeps): Promise<StartedGeneration> {
  requireScope(actor, "generations:write");
  requireScope(actor, "apis:write");
  const { apiId, from, byHand, deploys } = input;
  const edit = await openEdit({ apiId, ...(from === undefined ? {} : { from }), ...(deploys ? {} : { over: null }), ...(byHand ? { byHand } : {}) }, actor, deps);
  const isSaid = typeof input.text === "string" && input.text.trim() !== "";
  const prompt = normalisePrompt(byHand && !isSaid ? `Edited by hand: ${handChanges(byHand, edit.base).join("; ") || "nothing differs"}` : input.text);
  const [generationId, owner] = [newUuid(), newUuid()];
  const ask = input.ask !== false && !byHand;
  const request: RunRequest = { ask, edit: { from: edit.base.number, over: edit.over, ...(byHand ? { byHand } : {}) } };
  const choice = await chooseEditor({ prompt, generationId, edit, ...(byHand ? { byHand } : {}) }, actor, deps.generators);
  try {
    await recordStart({ generationId, owner, request, apiId, prompt, generator: choice.generator.info.id }, actor, deps);
  } catch (error) {
    await choice.settle("failed", []);
    throw error;
  }
  const live = runGeneration({ generationId, owner, apiId, prompt, choice, ask, edit }, actor, deps);
  return { generationId, apiId, events: (signal = new AbortController().signal) => readLive(live, 0, signal, true) };
}
