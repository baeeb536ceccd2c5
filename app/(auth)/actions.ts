"use server";

import { redirect } from "next/navigation";
import type { FormState } from "#components/auth/form-state.ts";
import { resetPassword } from "#lib/auth/reset-password.ts";
import { accountDeps } from "#lib/auth/session.ts";
import { signIn } from "#lib/auth/sign-in.ts";
import { signOut } from "#lib/auth/sign-out.ts";
import { signUp } from "#lib/auth/sign-up.ts";
import { updatePassword } from "#lib/auth/update-password.ts";
import { failureOf } from "../failure-of.ts";
import { pathOfOurs } from "./path-of-ours.ts";

const text = (data: FormData, name: string): string => {
  const value = data.get(name);
  return typeof value === "string" ? value : "";
};

/** Runs a verb; what it refuses becomes the form's state. */
async function attempt(data: FormData, run: () => Promise<string | null>): Promise<FormState> {
  try {
    const message = await run();
    return { status: message === null ? "idle" : "done", message: message ?? "", errors: {}, email: "" };
  } catch (error) {
    const { message, errors } = failureOf(error);
    // A message that stands beside its field is not said twice.
    return { status: "failed", message: Object.keys(errors).length > 0 ? "" : message, errors, email: text(data, "email") };
  }
}

export async function signInAction(_state: FormState, data: FormData): Promise<FormState> {
  const state = await attempt(data, async () => {
    await signIn({ email: text(data, "email"), password: text(data, "password") }, await accountDeps());
    return null;
  });
  if (state.status === "failed") return state;
  redirect(pathOfOurs(data.get("next")));
}

export async function signUpAction(_state: FormState, data: FormData): Promise<FormState> {
  const state = await attempt(data, async () => {
    const { needsConfirmation, email } = await signUp({ email: text(data, "email"), password: text(data, "password") }, await accountDeps());
    return needsConfirmation ? `A link was sent to ${email}. Open it to confirm the address, then sign in.` : null;
  });
  if (state.status !== "idle") return state;
  redirect(pathOfOurs(data.get("next")));
}

export async function requestResetAction(_state: FormState, data: FormData): Promise<FormState> {
  return attempt(data, async () => {
    await resetPassword({ email: text(data, "email") }, await accountDeps());
    return "If there is an account with this address, a link is on its way. It works once and for one hour.";
  });
}

export async function updatePasswordAction(_state: FormState, data: FormData): Promise<FormState> {
  const state = await attempt(data, async () => {
    const accessToken = text(data, "accessToken");
    const refreshToken = text(data, "refreshToken");
    await updatePassword({ password: text(data, "password"), ...(accessToken ? { accessToken, refreshToken } : {}) }, await accountDeps());
    return null;
  });
  if (state.status === "failed") return state;
  redirect("/dashboard");
}

export async function signOutAction(): Promise<void> {
  await signOut(await accountDeps());
  redirect("/");
}
