import { sql } from "kysely";
import type { z } from "zod";
import { requireScope, type Actor } from "#lib/auth/actor.ts";
import { asUser } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import { isApiId } from "#lib/id.ts";
import { apiNotFound } from "./get-api.ts";
import type { settableStatusSchema } from "./schema.ts";

/** Pauses an API (calls answer 423) or lets it answer again, a failed one included. Throws `not_found`, `forbidden`. */
export async function setApiStatus(input: { apiId: string; status: z.infer<typeof settableStatusSchema> }, actor: Actor, deps: { db: Database }): Promise<void> {
  requireScope(actor, "apis:write");
  if (!isApiId(input.apiId)) throw apiNotFound();
  await asUser(actor, deps.db, async (tx) => {
    const api = await tx.selectFrom("apis").select("id").where("id", "=", input.apiId).where("workspace_id", "=", actor.workspaceId).where("deleted_at", "is", null).executeTakeFirst();
    if (!api) throw apiNotFound();
    await sql`select private.set_api_status(${input.apiId}, ${input.status}::public.api_status)`.execute(tx);
  });
}
