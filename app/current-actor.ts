import type { Actor } from "#lib/auth/actor.ts";

/** Who is signed in, or null. */
export async function currentActor(): Promise<Actor | null> {
  return null;
}
