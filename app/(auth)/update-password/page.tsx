import { redirect } from "next/navigation";
import { UpdatePasswordForm } from "#components/auth/update-password-form.tsx";
import { MIN_PASSWORD_LENGTH } from "#lib/auth/schema.ts";
import { updatePasswordAction } from "../actions.ts";

export const metadata = { title: "Set a new password" };

export default async function UpdatePasswordPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const { code } = await searchParams;
  if (typeof code === "string") redirect(`/auth/callback?code=${encodeURIComponent(code)}&next=/update-password`);
  return <UpdatePasswordForm action={updatePasswordAction} hint={`At least ${MIN_PASSWORD_LENGTH} characters.`} />;
}
