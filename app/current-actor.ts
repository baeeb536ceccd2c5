import { redirect } from "next/navigation";
import type { Actor } from "#lib/auth/actor.ts";
import { getSession } from "#lib/auth/session.ts";

/** Who is signed in, or null. */
export async function currentActor(): Promise<Actor | null> {
  return (await getSession())?.actor ?? null;
}

/** Who is signed in; anyone else is sent to sign in first and comes back to `next`. */
export async function requireActor(next: string): Promise<Actor> {
  return (await currentActor()) ?? redirect(`/login?next=${encodeURIComponent(next)}`);
}
