import { redirect } from "next/navigation";
import { AuthForm } from "#components/auth/auth-form.tsx";
import { MIN_PASSWORD_LENGTH } from "#lib/auth/schema.ts";
import { currentActor } from "../../current-actor.ts";
import { signUpAction } from "../actions.ts";

export const metadata = { title: "Sign up" };

export default async function SignUpPage() {
  if (await currentActor()) redirect("/dashboard");
  return (
    <AuthForm
      title="Sign up"
      action={signUpAction}
      submitLabel="Create account"
      password="new"
      passwordHint={`At least ${MIN_PASSWORD_LENGTH} characters.`}
      links={[{ href: "/login", text: "Already have an account?", label: "Sign in" }]}
    />
  );
}
