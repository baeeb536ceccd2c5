"use server";

import { revalidatePath } from "next/cache";
import type { AboutState } from "#components/apis/about-form.tsx";
import { changeApi } from "#lib/apis/change-api.ts";
import { webDeps } from "#lib/deps.ts";
import { requireActor } from "../../../current-actor.ts";
import { failureOf } from "../../../failure-of.ts";

const FIELDS = ["name", "description", "about"] as const;

export async function saveAboutAction(_state: AboutState, data: FormData): Promise<AboutState> {
  const apiId = String(data.get("apiId") ?? "");
  const text = (name: string): string => String(data.get(name) ?? "");
  const written = { name: text("name"), description: text("description"), about: text("about") };
  const actor = await requireActor(`/apis/${apiId}/settings`);
  try {
    await changeApi({ apiId, changes: written }, actor, webDeps());
  } catch (error) {
    const { message, errors } = failureOf(error);
    const field = FIELDS.find((each) => errors[each] !== undefined) ?? "name";
    return { error: { field, message: errors[field] ?? message }, written, isSaved: false };
  }
  revalidatePath(`/apis/${apiId}`, "layout");
  return { error: null, written: null, isSaved: true };
}
