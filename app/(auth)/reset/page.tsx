import { AuthForm } from "#components/auth/auth-form.tsx";
import { requestResetAction } from "../actions.ts";

export const metadata = { title: "Reset password" };

export default function ResetPage() {
  return (
    <AuthForm
      title="Reset password"
      action={requestResetAction}
      submitLabel="Send reset link"
      password="none"
      links={[{ href: "/login", text: "Remembered it?", label: "Sign in" }]}
    />
  );
}
