"use server";

import { revalidatePath } from "next/cache";
import type { CallLimitState } from "#components/apis/call-limit.tsx";
import { changeApi } from "#lib/apis/change-api.ts";
import { webDeps } from "#lib/deps.ts";
import { requireActor } from "../../../current-actor.ts";
import { failureOf } from "../../../failure-of.ts";

export async function setCallLimitAction(_state: CallLimitState, data: FormData): Promise<CallLimitState> {
  const apiId = String(data.get("apiId") ?? "");
  const written = String(data.get("callsPerHour") ?? "").trim();
  const actor = await requireActor(`/apis/${apiId}`);
  try {
    await changeApi({ apiId, changes: { callsPerHour: written === "" ? null : Number(written.replaceAll(/[\s,]/g, "")) } }, actor, webDeps());
  } catch (error) {
    return { error: failureOf(error).message, written, isSaved: false };
  }
  revalidatePath(`/apis/${apiId}`, "layout");
  return { error: null, written: "", isSaved: true };
}
