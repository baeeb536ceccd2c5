"use server";

import { revalidatePath } from "next/cache";
import type { CreateKeyState } from "#components/keys/create-key-form.tsx";
import type { ModelKeyState } from "#components/keys/model-key-form.tsx";
import { webDeps } from "#lib/deps.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { createKey } from "#lib/keys/create-key.ts";
import { revokeKey } from "#lib/keys/revoke-key.ts";
import { rollKey } from "#lib/keys/roll-key.ts";
import { createKeySchema, type RollKeyInput } from "#lib/keys/schema.ts";
import { setKeyDisabled } from "#lib/keys/set-key-disabled.ts";
import { deleteModelKey } from "#lib/secrets/delete-model-key.ts";
import { setModelKey } from "#lib/secrets/set-model-key.ts";
import { requireActor } from "../../current-actor.ts";
import { failureOf } from "../../failure-of.ts";

export async function createKeyAction(_state: CreateKeyState, data: FormData): Promise<CreateKeyState> {
  const actor = await requireActor("/api-keys");
  try {
    const calls = String(data.get("callsPerHour") ?? "").trim();
    const fields = {
      kind: data.get("kind"), name: data.get("name"), apiId: data.get("apiId") ?? undefined, scopes: data.getAll("scopes"),
      callsPerHour: calls === "" ? null : Number(calls), allowedOrigins: linesOf(data.get("allowedOrigins")), allowedAddresses: linesOf(data.get("allowedAddresses")),
    };
    const key = await createKey(parseInput(createKeySchema, fields), actor, webDeps());
    revalidatePath("/api-keys");
    return { secret: key.secret, name: key.name, message: "", errors: {} };
  } catch (error) {
    const { message, errors } = failureOf(error);
    return { secret: null, name: "", message: Object.keys(errors).length > 0 ? "" : message, errors };
  }
}

const linesOf = (field: FormDataEntryValue | null): string[] => String(field ?? "").split(/[\n,]/).map((line) => line.trim()).filter((line) => line !== "");

export async function revokeKeyAction(keyId: string): Promise<{ message: string } | null> {
  const actor = await requireActor("/api-keys");
  try {
    await revokeKey({ keyId }, actor, webDeps());
  } catch (error) {
    return { message: failureOf(error).message };
  }
  revalidatePath("/api-keys");
  return null;
}

export async function rollKeyAction(keyId: string, graceSeconds: RollKeyInput["graceSeconds"]): Promise<{ secret: string } | { message: string }> {
  const actor = await requireActor("/api-keys");
  try {
    const { secret } = await rollKey({ keyId, graceSeconds }, actor, webDeps());
    revalidatePath("/api-keys");
    return { secret };
  } catch (error) {
    return { message: failureOf(error).message };
  }
}

export async function setKeyDisabledAction(keyId: string, isDisabled: boolean): Promise<{ message: string } | null> {
  const actor = await requireActor("/api-keys");
  try {
    await setKeyDisabled({ keyId, isDisabled }, actor, webDeps());
  } catch (error) {
    return { message: failureOf(error).message };
  }
  revalidatePath("/api-keys");
  return null;
}

export async function saveModelKeyAction(_state: ModelKeyState, data: FormData): Promise<ModelKeyState> {
  const actor = await requireActor("/api-keys");
  const deps = webDeps();
  try {
    await setModelKey({ key: String(data.get("key") ?? "") }, actor, deps.modelKeys);
  } catch (error) {
    const { message, errors } = failureOf(error);
    const [wrong] = Object.values(errors);
    return wrong === undefined ? { message, error: "", isSaved: false } : { message: "", error: wrong, isSaved: false };
  }
  revalidatePath("/api-keys");
  return { message: "", error: "", isSaved: true };
}

export async function removeModelKeyAction(): Promise<{ message: string } | null> {
  const actor = await requireActor("/api-keys");
  try {
    await deleteModelKey(actor, webDeps());
  } catch (error) {
    return { message: failureOf(error).message };
  }
  revalidatePath("/api-keys");
  return null;
}
