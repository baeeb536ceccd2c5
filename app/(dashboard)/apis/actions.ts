"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import type { ApiActionResult } from "#components/apis/api-controls.tsx";
import { deleteApi } from "#lib/apis/delete-api.ts";
import { restoreApi } from "#lib/apis/restore-api.ts";
import { restartRuntime } from "#lib/apis/restart-runtime.ts";
import { settableStatusSchema } from "#lib/apis/schema.ts";
import { setApiStatus } from "#lib/apis/set-api-status.ts";
import { webDeps } from "#lib/deps.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { requireActor } from "../../current-actor.ts";
import { failureOf } from "../../failure-of.ts";

export async function setApiStatusAction(apiId: string, status: string): Promise<ApiActionResult> {
  const actor = await requireActor("/dashboard");
  try {
    await setApiStatus({ apiId, status: parseInput(settableStatusSchema, status) }, actor, webDeps());
  } catch (error) {
    return { message: failureOf(error).message };
  }
  revalidatePath("/dashboard");
  revalidatePath(`/apis/${apiId}`, "layout");
  return null;
}

export async function restartRuntimeAction(apiId: string): Promise<ApiActionResult> {
  const actor = await requireActor("/dashboard");
  try {
    await restartRuntime({ apiId }, actor, webDeps());
  } catch (error) {
    return { message: failureOf(error).message };
  } finally {
    // Also when its code fails at the start: it is out of its quarantine.
    revalidatePath("/dashboard");
    revalidatePath(`/apis/${apiId}`, "layout");
  }
  return null;
}

export async function deleteApiAction(apiId: string): Promise<ApiActionResult> {
  const actor = await requireActor("/dashboard");
  try {
    await deleteApi({ apiId }, actor, webDeps());
  } catch (error) {
    return { message: failureOf(error).message };
  }
  revalidatePath("/dashboard");
  redirect("/dashboard");
}

export async function restoreApiAction(apiId: string): Promise<ApiActionResult> {
  const actor = await requireActor("/dashboard");
  try {
    await restoreApi({ apiId }, actor, webDeps());
  } catch (error) {
    return { message: failureOf(error).message };
  }
  revalidatePath("/dashboard");
  revalidatePath(`/apis/${apiId}`, "layout");
  return null;
}
