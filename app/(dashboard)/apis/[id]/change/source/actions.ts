"use server";

import { webDeps } from "#lib/deps.ts";
import { checkDraft } from "#lib/generation/edit/check-draft.ts";
import type { Diagnostic } from "#lib/runtime/runtime.ts";
import { requireActor } from "../../../../../current-actor.ts";
import { failureOf } from "../../../../../failure-of.ts";

/** What the type checker finds in a source that isn't stored, or why it wasn't asked. */
export async function checkTypesAction(apiId: string, files: Record<string, string>): Promise<{ findings: Diagnostic[] } | { message: string }> {
  const actor = await requireActor(`/apis/${apiId}/change/source`);
  try {
    return { findings: await checkDraft({ apiId, files }, actor, webDeps()) };
  } catch (error) {
    return { message: failureOf(error).message };
  }
}
