"use server";

import { revalidatePath } from "next/cache";
import type { SetSecretState } from "#components/apis/secret-row.tsx";
import { approveHost } from "#lib/apis/approve-host.ts";
import { revokeHost } from "#lib/apis/revoke-host.ts";
import type { Actor } from "#lib/auth/actor.ts";
import { type WebDeps, webDeps } from "#lib/deps.ts";
import { deleteApiSecret } from "#lib/secrets/delete-api-secret.ts";
import { setApiSecret } from "#lib/secrets/set-api-secret.ts";
import { requireActor } from "../../../current-actor.ts";
import { failureOf } from "../../../failure-of.ts";

type Result = { message: string } | null;

export const approveHostAction = async (apiId: string, host: string): Promise<Result> => act(apiId, (actor, deps) => approveHost({ apiId, host }, actor, deps));
export const revokeHostAction = async (apiId: string, host: string): Promise<Result> => act(apiId, (actor, deps) => revokeHost({ apiId, host }, actor, deps));
export const deleteSecretAction = async (apiId: string, name: string): Promise<Result> => act(apiId, (actor, deps) => deleteApiSecret({ apiId, name }, actor, deps));

export async function setSecretAction(state: SetSecretState, data: FormData): Promise<SetSecretState> {
  const [apiId, name, value] = ["apiId", "name", "value"].map((field) => String(data.get(field) ?? ""));
  const hosts = data.has("choosesHosts") ? data.getAll("hosts").map(String) : undefined;
  if (hosts?.length === 0) return { error: { field: "hosts", message: "Choose at least one host." }, saved: state.saved };
  const failure = await act(apiId ?? "", async (actor, deps) => void (await setApiSecret({ apiId: apiId ?? "", name: name ?? "", value: value ?? "", ...(hosts ? { hosts } : {}) }, actor, deps.modelKeys)));
  return failure ? { error: { field: "value", message: failure.message }, saved: state.saved } : { error: null, saved: state.saved + 1 };
}

async function act(apiId: string, work: (actor: Actor, deps: WebDeps) => Promise<void>): Promise<Result> {
  const actor = await requireActor(`/apis/${apiId}`);
  try {
    await work(actor, webDeps());
  } catch (error) {
    return { message: failureOf(error).message };
  }
  revalidatePath(`/apis/${apiId}`, "layout");
  return null;
}
