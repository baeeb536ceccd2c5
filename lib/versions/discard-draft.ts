import { sql } from "kysely";
import { requireOwnApi } from "#lib/apis/runtime-of.ts";
import { requireScope, type Actor } from "#lib/auth/actor.ts";
import { asUser } from "#lib/db/as-user.ts";
import { AppError } from "#lib/errors.ts";
import { getVersion } from "./get-version.ts";
import type { VersionDeps } from "./list-versions.ts";

/** Takes a draft's address away and drops what it stored; its source stays in the list of versions. Throws `not_found`, `conflict` for a version that was live. */
export async function discardDraft(input: { apiId: string; number: number }, actor: Actor, deps: VersionDeps): Promise<void> {
  requireScope(actor, "apis:write");
  const { apiId } = await requireOwnApi(input.apiId, actor, deps);
  const { state } = await getVersion({ apiId, number: input.number }, actor, deps);
  if (state === "discarded") return;
  const { rows: [row] } = await asUser(actor, deps.db, (tx) => sql<{ done: boolean }>`select private.discard_draft(${apiId}, ${input.number}::integer) as done`.execute(tx));
  if (!row?.done) throw new AppError("conflict", `Version ${input.number} is no draft: it was live, so callers may have pinned it. Deprecate it instead.`);
}
