import { apiNotFound } from "#lib/apis/get-api.ts";
import { type Actor, requireScope } from "#lib/auth/actor.ts";
import { asUser } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import { AppError } from "#lib/errors.ts";
import { isApiId } from "#lib/id.ts";
import { requireApi } from "#lib/logs/list-logs.ts";
import type { Diagnostic, RuntimeBackend, SourceFiles } from "#lib/runtime/runtime.ts";
import { handEditSchema } from "./hand-edit.ts";

/** Workspaces whose source is being checked here: each check is a compiler in a sandbox of its own. */
const checking = new Set<string>();

/** What the type checker says of a source that isn't stored. Throws `not_found`, `gone`, `invalid`, and `conflict` while another check of the workspace runs. */
export async function checkDraft({ apiId, files }: { apiId: string; files: SourceFiles }, actor: Actor, deps: { db: Database; runtime: Pick<RuntimeBackend, "check"> }): Promise<Diagnostic[]> {
  requireScope(actor, "apis:write");
  if (!isApiId(apiId)) throw apiNotFound();
  const read = handEditSchema.shape.files.safeParse(files);
  if (!read.success) throw new AppError("invalid", read.error.issues[0]?.message ?? "This is not a source.");
  await asUser(actor, deps.db, (tx) => requireApi(apiId, actor, tx));
  if (checking.has(actor.workspaceId)) throw new AppError("conflict", "Another source of this workspace is being checked. Try again in a few seconds.");
  checking.add(actor.workspaceId);
  try {
    return await deps.runtime.check(read.data);
  } finally {
    checking.delete(actor.workspaceId);
  }
}
