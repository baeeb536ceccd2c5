import { UpdatePasswordForm } from "#components/auth/update-password-form.tsx";
import { MIN_PASSWORD_LENGTH } from "#lib/auth/schema.ts";
import { updatePasswordAction } from "../actions.ts";

export const metadata = { title: "Set a new password" };

export default function UpdatePasswordPage() {
  return <UpdatePasswordForm action={updatePasswordAction} hint={`At least ${MIN_PASSWORD_LENGTH} characters.`} />;
}
