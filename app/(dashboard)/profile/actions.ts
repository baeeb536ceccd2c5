"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import type { DeleteAccountState } from "#components/account/delete-account-form.tsx";
import type { NameState } from "#components/account/name-form.tsx";
import type { PasswordState } from "#components/account/password-form.tsx";
import { changeAccount } from "#lib/accounts/change-account.ts";
import { deleteAccount } from "#lib/accounts/delete-account.ts";
import { changePassword } from "#lib/auth/change-password.ts";
import { accountDeps } from "#lib/auth/session.ts";
import { signOut, signOutOthers } from "#lib/auth/sign-out.ts";
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

export async function changePasswordAction(_state: PasswordState, data: FormData): Promise<PasswordState> {
  const actor = await requireActor("/profile");
  try {
    if (actor.kind === "user") await changePassword({ current: String(data.get("current") ?? ""), password: String(data.get("password") ?? "") }, actor.email, { ...(await accountDeps()), supabase: webDeps().supabase });
  } catch (error) {
    const { message, errors } = failureOf(error);
    // What checks the password until now calls it `password`.
    const isOld = message.startsWith("The password is wrong");
    const told = isOld ? { current: errors["password"] } : { current: errors["current"], password: errors["password"] };
    return { isSaved: false, message: Object.values(told).some(Boolean) ? "" : message, errors: told };
  }
  revalidatePath("/profile");
  return { isSaved: true, message: "", errors: {} };
}

export async function signOutOthersAction(): Promise<{ message: string } | null> {
  await requireActor("/profile");
  try {
    await signOutOthers(await accountDeps());
  } catch (error) {
    return { message: failureOf(error).message };
  }
  revalidatePath("/profile");
  return null;
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
