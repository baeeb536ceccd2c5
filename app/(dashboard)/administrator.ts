import type { Metadata } from "next";
import { unstable_rethrow } from "next/navigation";
import { cache } from "react";
import type { Actor } from "#lib/auth/actor.ts";
import { isAdministrator } from "#lib/auth/is-administrator.ts";
import { webDeps } from "#lib/deps.ts";
import { requireActor } from "../current-actor.ts";

/** Who is signed in, if it is an administrator; for all others nothing is at `path`. One read for title and page. */
export const readAdministrator = cache(async (path: string): Promise<Actor | null> => {
  const actor = await requireActor(path);
  return (await isAdministrator(actor, webDeps())) ? actor : null;
});

/** The title of an administrators' page. */
export async function administratorTitle(path: string, title: string): Promise<Metadata> {
  try {
    return { title: (await readAdministrator(path)) ? title : "Not found" };
  } catch (error) {
    unstable_rethrow(error);
    // The page fails with the same, and needs a title nevertheless.
    return { title: "Could not be loaded" };
  }
}
