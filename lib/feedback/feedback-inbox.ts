import { sql } from "kysely";
import { requirePerson } from "#lib/accounts/require-person.ts";
import type { Actor } from "#lib/auth/actor.ts";
import { asUser } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import { AppError } from "#lib/errors.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { isUuid } from "#lib/id.ts";
import { toFeedback } from "./list-feedback.ts";
import { type AnswerFeedback, answerFeedbackSchema, type InboxFeedback } from "./schema.ts";

export interface InboxInput {
  status?: InboxFeedback["status"] | undefined;
  limit: number;
  cursor?: string | undefined;
}
type InboxRow = Parameters<typeof toFeedback>[0] & { email: string };

/** What everybody sent, newest first. `cursor` is null on the last page. Throws `forbidden` for who is no administrator. */
export async function feedbackInbox({ status, limit, cursor }: InboxInput, actor: Actor, deps: { db: Database }): Promise<{ items: InboxFeedback[]; cursor: string | null }> {
  requirePerson(actor);
  const after = cursor === undefined ? null : Buffer.from(cursor, "base64url").toString();
  if (after !== null && !isUuid(after)) throw new AppError("invalid", "This cursor is not one of ours: take it from the `cursor` of the page before.");
  const { rows } = await asUser(actor, deps.db, (tx) => sql<InboxRow>`select * from private.all_feedback(${status ?? null}::text, ${after}::uuid, ${limit + 1}::int)`.execute(tx));
  const items = rows.slice(0, limit).map((row) => ({ ...toFeedback(row), email: row.email }));
  const last = items.at(-1);
  return { items, cursor: rows.length > limit && last ? Buffer.from(last.id).toString("base64url") : null };
}

/** An administrator's word on one of them. Throws `forbidden`, `not_found`, `invalid`. */
export async function answerFeedback(input: { id: string } & AnswerFeedback, actor: Actor, deps: { db: Database }): Promise<AnswerFeedback> {
  requirePerson(actor);
  const answer = parseInput(answerFeedbackSchema, { status: input.status, response: input.response });
  const { rows: [row] } = isUuid(input.id) ? await asUser(actor, deps.db, (tx) => sql<{ done: boolean }>`select private.answer_feedback(${input.id}::uuid, ${answer.status}, ${answer.response}::text) as done`.execute(tx)) : { rows: [] };
  if (!row?.done) throw new AppError("not_found", "There is no such feedback.");
  return answer;
}
