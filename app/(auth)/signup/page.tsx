import { redirect } from "next/navigation";
import { AuthForm } from "#components/auth/auth-form.tsx";
import { PendingNote } from "#components/auth/pending-note.tsx";
import { MIN_PASSWORD_LENGTH } from "#lib/auth/schema.ts";
import { currentActor } from "../../current-actor.ts";
import { signUpAction } from "../actions.ts";
import { pathOfOurs } from "../path-of-ours.ts";

export const metadata = { title: "Sign up" };

export default async function SignUpPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const target = pathOfOurs((await searchParams)["next"]);
  if (await currentActor()) redirect(target);
  return (
    <AuthForm
      title="Sign up"
      action={signUpAction}
      submitLabel="Create account"
      password="new"
      next={target}
      notice={<PendingNote />}
      passwordHint={`At least ${MIN_PASSWORD_LENGTH} characters.`}
      links={[{ href: `/login?next=${encodeURIComponent(target)}`, text: "Already have an account?", label: "Sign in" }]}
    />
  );
}
