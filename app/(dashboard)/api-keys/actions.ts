"use server";

import { revalidatePath } from "next/cache";
import type { CreateKeyState } from "#components/keys/create-key-dialog.tsx";
import type { EditKeyState } from "#components/keys/edit-key.tsx";
import type { ModelKeyState } from "#components/keys/model-key-form.tsx";
import { webDeps } from "#lib/deps.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { changeKey } from "#lib/keys/change-key.ts";
import { createKey } from "#lib/keys/create-key.ts";
import { getKey } from "#lib/keys/get-key.ts";
import { revokeKey } from "#lib/keys/revoke-key.ts";
import { rollKey } from "#lib/keys/roll-key.ts";
import { changeKeySchema, createKeySchema, type KeyEvent, type RollKeyInput } from "#lib/keys/schema.ts";
import { setKeyDisabled } from "#lib/keys/set-key-disabled.ts";
import { deleteModelKey } from "#lib/secrets/delete-model-key.ts";
import { setModelKey } from "#lib/secrets/set-model-key.ts";
import { requireActor } from "../../current-actor.ts";
import { failureOf } from "../../failure-of.ts";
import { expiryField, ruleFields } from "./key-fields.ts";

export async function createKeyAction(_state: CreateKeyState, data: FormData): Promise<CreateKeyState> {
  const actor = await requireActor("/api-keys");
  try {
    const deps = webDeps();
    const fields = { kind: data.get("kind"), name: data.get("name"), apiId: data.get("apiId") ?? undefined, scopes: data.getAll("scopes"), expiresAt: expiryField(data, deps.clock.now()) ?? null, ...ruleFields(data) };
    const key = await createKey(parseInput(createKeySchema, fields), actor, deps);
    revalidatePath("/api-keys");
    return { secret: key.secret, name: key.name, message: "", errors: {} };
  } catch (error) {
    const { message, errors } = failureOf(error);
    return { secret: null, name: "", message: Object.keys(errors).length > 0 ? "" : message, errors };
  }
}

/** Changes what the dialog shows, unless somebody else changed the key since it was opened. */
export async function changeKeyAction(state: EditKeyState, data: FormData): Promise<EditKeyState> {
  const actor = await requireActor("/api-keys");
  try {
    const deps = webDeps();
    const rest = data.get("kind") === "call" ? ruleFields(data) : { scopes: data.getAll("scopes") };
    const changes = parseInput(changeKeySchema, { name: data.get("name"), expiresAt: expiryField(data, deps.clock.now()), ...rest });
    await changeKey({ keyId: String(data.get("keyId")), changes, isExpected: (revision) => String(revision) === data.get("revision") }, actor, deps);
  } catch (error) {
    const { message, errors } = failureOf(error);
    return { saved: state.saved, message: Object.keys(errors).length > 0 ? "" : message, errors };
  }
  revalidatePath("/api-keys");
  return { saved: state.saved + 1, message: "", errors: {} };
}

export async function keyHistoryAction(keyId: string): Promise<KeyEvent[] | { message: string }> {
  const actor = await requireActor("/api-keys");
  try {
    return (await getKey({ keyId }, actor, webDeps())).history;
  } catch (error) {
    return { message: failureOf(error).message };
  }
}

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
