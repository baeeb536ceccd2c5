import type { Actor } from "#lib/auth/actor.ts";
import type { Database } from "#lib/db/connect.ts";
import { readEditBase } from "#lib/versions/edit-base.ts";
import { apiHistory } from "#lib/versions/history.ts";
import { freeChoice, type GeneratorChoice, type GeneratorSource } from "../generator-source.ts";
import type { Edit } from "./edit-request.ts";
import type { HandEdit } from "./hand-edit.ts";
import { createHandGenerator } from "./hand-generator.ts";

interface OpenEditInput {
  apiId: string;
  /** The number of the version that is changed; absent: the live one. */
  from?: number;
  /** As in Edit; absent: the version that is live now. */
  over?: string | null;
  /** Absent: by words. */
  byHand?: HandEdit;
}

/** The change of an API as a build carries it out, when it begins and when another process begins it again. Throws like readEditBase. */
export async function openEdit(input: OpenEditInput, actor: Actor, deps: { db: Database }): Promise<Edit> {
  const { apiId, from, over, byHand } = input;
  const [base, history] = await Promise.all([readEditBase({ apiId, ...(from === undefined ? {} : { from }) }, actor, deps), apiHistory({ apiId }, actor, deps)]);
  // What is still built, this very change begun again among it, was not said before: it has no answer yet.
  const answered = new Set(history.filter(({ type }) => type === "assistant").map(({ generationId }) => generationId));
  return { base, history: history.filter(({ generationId }) => answered.has(generationId)).slice(-MOST_MESSAGES), by: byHand ? "hand" : "words", over: over === undefined ? base.api.liveVersionId : over };
}

const MOST_MESSAGES = 30;

/** Who writes the change: whoever sent it, or the workspace's generator. */
export const chooseEditor = async (input: { prompt: string; generationId: string; edit: Edit; byHand?: HandEdit }, actor: Actor, generators: GeneratorSource): Promise<GeneratorChoice> =>
  input.byHand ? freeChoice(createHandGenerator(input.byHand, input.edit.base)) : generators.choose({ prompt: input.prompt }, input.generationId, actor);
