import type { Actor } from "#lib/auth/actor.ts";
import { AppError } from "#lib/errors.ts";

/** Throws `forbidden` for a management key: it acts in a workspace, and whoever holds it is not the person who made it. */
export function requirePerson(actor: Actor): void {
  if (actor.kind !== "user") throw new AppError("forbidden", "An account is its owner's: sign in, or send the access token of a session. Management keys act in a workspace only.");
}
