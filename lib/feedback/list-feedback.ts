import { requirePerson } from "#lib/accounts/require-person.ts";
import type { Actor } from "#lib/auth/actor.ts";
import { asUser } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import { type Feedback, feedbackSchema } from "./schema.ts";

/** The last 100 that the actor sent, newest first, with their answers. */
export async function listFeedback(_input: Record<string, never>, actor: Actor, deps: { db: Database }): Promise<Feedback[]> {
  requirePerson(actor);
  const rows = await asUser(actor, deps.db, (tx) => tx.selectFrom("feedback").select(["id", "type", "message", "status", "admin_response", "created_at", "updated_at"])
    .where("user_id", "=", actor.userId).orderBy("created_at", "desc").limit(100).execute());
  return rows.map(toFeedback);
}

interface FeedbackRow {
  id: string;
  type: string;
  message: string;
  status: string;
  admin_response: string | null;
  created_at: Date;
  updated_at: Date;
}
export const toFeedback = (row: FeedbackRow): Feedback =>
  feedbackSchema.parse({ id: row.id, type: row.type, message: row.message, status: row.status, response: row.admin_response, createdAt: row.created_at.toISOString(), updatedAt: row.updated_at.toISOString() });
