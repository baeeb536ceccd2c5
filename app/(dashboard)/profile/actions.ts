"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import type { DeleteAccountState } from "#components/account/delete-account-form.tsx";
import type { NameState } from "#components/account/name-form.tsx";
import { changeAccount } from "#lib/accounts/change-account.ts";
import { deleteAccount } from "#lib/accounts/delete-account.ts";
import { accountDeps } from "#lib/auth/session.ts";
import { signOut } from "#lib/auth/sign-out.ts";
import { webDeps } from "#lib/deps.ts";
import { requireActor } from "../../current-actor.ts";
import { failureOf } from "../../failure-of.ts";

export async function changeNameAction(_state: NameState, data: FormData): Promise<NameState> {
  const actor = await requireActor("/profile");
  try {
    await changeAccount({ displayName: String(data.get("displayName") ?? "") }, actor, webDeps());
  } catch (error) {
    return { isSaved: false, error: failureOf(error).message };
  }
  revalidatePath("/profile");
  return { isSaved: true, error: "" };
}

export async function deleteAccountAction(_state: DeleteAccountState, data: FormData): Promise<DeleteAccountState> {
  const actor = await requireActor("/profile");
  const deps = await accountDeps();
  try {
    await deleteAccount({ password: String(data.get("password") ?? "") }, actor, { ...deps, supabase: webDeps().supabase });
  } catch (error) {
    const { message, errors } = failureOf(error);
    return { message: errors["password"] ? "" : message, error: errors["password"] ?? "" };
  }
  await signOut(deps).catch(() => {}); // the session went with the account: only the cookies are left
  redirect("/");
}
