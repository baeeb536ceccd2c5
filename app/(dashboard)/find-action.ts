"use server";

import { listApiNames, type ApiName } from "#lib/apis/list-api-names.ts";
import { webDeps } from "#lib/deps.ts";
import { requireActor } from "../current-actor.ts";

/** What the command palette looks through. */
export async function findApisAction(): Promise<ApiName[]> {
  return listApiNames({}, await requireActor("/dashboard"), webDeps());
}
