"use server";

import { revalidatePath } from "next/cache";
import { forkApi, type ForkedApi } from "#lib/apis/fork-api.ts";
import type { Actor } from "#lib/auth/actor.ts";
import { webDeps, type WebDeps } from "#lib/deps.ts";
import { changeVersion } from "#lib/versions/change-version.ts";
import { deployVersion } from "#lib/versions/deploy-version.ts";
import { discardDraft } from "#lib/versions/discard-draft.ts";
import { previewRelease } from "#lib/versions/preview-release.ts";
import type { ReleaseCheck } from "#lib/versions/release-schema.ts";
import { requireActor } from "../../../../current-actor.ts";
import { failureOf } from "../../../../failure-of.ts";

type Done = { message: string } | null;

export async function previewReleaseAction(apiId: string, number: number): Promise<{ check: ReleaseCheck } | { message: string }> {
  const actor = await requireActor(`/apis/${apiId}/versions`);
  try {
    return { check: await previewRelease({ apiId, number }, actor, webDeps()) };
  } catch (error) {
    return { message: failureOf(error).message };
  }
}

export const deployVersionAction = async (apiId: string, number: number, allowed: { allowBreaking: boolean; allowOrphans: boolean }): Promise<Done> =>
  change(apiId, (actor, deps) => deployVersion({ apiId, version: number, ...allowed }, actor, deps));

export const discardDraftAction = async (apiId: string, number: number): Promise<Done> => change(apiId, (actor, deps) => discardDraft({ apiId, number }, actor, deps));

export const deprecateVersionAction = async (apiId: string, number: number, isDeprecated: boolean): Promise<Done> =>
  change(apiId, (actor, deps) => changeVersion({ apiId, number, deprecated: isDeprecated }, actor, deps));

export async function forkApiAction(apiId: string): Promise<{ forked: ForkedApi } | { message: string }> {
  const actor = await requireActor(`/apis/${apiId}/versions`);
  try {
    return { forked: await forkApi({ apiId }, actor, webDeps()) };
  } catch (error) {
    return { message: failureOf(error).message };
  }
}

async function change(apiId: string, verb: (actor: Actor, deps: WebDeps) => Promise<unknown>): Promise<Done> {
  const actor = await requireActor(`/apis/${apiId}/versions`);
  try {
    await verb(actor, webDeps());
  } catch (error) {
    return { message: failureOf(error).message };
  }
  revalidatePath(`/apis/${apiId}`, "layout");
  return null;
}
