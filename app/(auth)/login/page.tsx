import { redirect } from "next/navigation";
import { AuthForm } from "#components/auth/auth-form.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { currentActor } from "../../current-actor.ts";
import { pathOfOurs } from "../path-of-ours.ts";
import { signInAction } from "../actions.ts";

export const metadata = { title: "Sign in" };

export default async function LoginPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const { next, notice } = await searchParams;
  const target = pathOfOurs(next);
  if (await currentActor()) redirect(target);
  return (
    <AuthForm
      title="Sign in"
      action={signInAction}
      submitLabel="Sign in"
      password="current"
      next={target}
      notice={notice === "link" ? <Notice tone="failed">This link no longer works: it opens once, within an hour, in the browser that asked for it.</Notice> : undefined}
      links={[
        { href: `/signup?next=${encodeURIComponent(target)}`, text: "New here?", label: "Sign up" },
        { href: "/reset", text: "Forgot the password?", label: "Send a reset link" },
      ]}
    />
  );
}
