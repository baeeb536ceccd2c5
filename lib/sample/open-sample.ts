import { sql } from "kysely";
import type { Actor } from "#lib/auth/actor.ts";
import type { StartDeps } from "#lib/generation/generation-deps.ts";
import { buildSample } from "./build-sample.ts";

export interface Sample {
  apiId: string;
  /** Who owns it: somebody who can't sign in. */
  actor: Actor;
}

declare global {
  /** One build at a time in this process: Next's bundles each get their own copy of this module. */
  var apiCreatorSampleBuild: Promise<string> | undefined;
}

/** The sample of this installation. It is built when it is first asked for, and again when it can't be called any more. Throws `unavailable`. */
export async function openSample(deps: StartDeps): Promise<Sample> {
  const { rows } = await sql<{ userId: string; workspaceId: string; apiId: string | null }>`select user_id as "userId", workspace_id as "workspaceId", api_id as "apiId" from private.open_sample()`.execute(deps.db);
  const [row] = rows;
  if (!row) throw new Error("open_sample returned no row");
  const actor: Actor = { kind: "user", userId: row.userId, email: "", workspaceId: row.workspaceId };
  if (row.apiId !== null) return { apiId: row.apiId, actor };
  globalThis.apiCreatorSampleBuild ??= buildSample(actor, deps).finally(() => {
    globalThis.apiCreatorSampleBuild = undefined;
  });
  return { apiId: await globalThis.apiCreatorSampleBuild, actor };
}
