"use server";

import { revalidatePath } from "next/cache";
import { setPublicRoute } from "#lib/apis/set-public-route.ts";
import { webDeps } from "#lib/deps.ts";
import { requireActor } from "../../../current-actor.ts";
import { failureOf } from "../../../failure-of.ts";

export async function setPublicRouteAction(apiId: string, route: { method: string; path: string; isPublic: boolean }): Promise<{ message: string } | null> {
  const actor = await requireActor(`/apis/${apiId}`);
  try {
    await setPublicRoute({ apiId, ...route }, actor, webDeps());
  } catch (error) {
    return { message: failureOf(error).message };
  }
  revalidatePath(`/apis/${apiId}`, "layout");
  return null;
}
