import { sql } from "kysely";
import type { z } from "zod";
import { requirePerson } from "#lib/accounts/require-person.ts";
import type { Actor } from "#lib/auth/actor.ts";
import { asUser } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import { AppError } from "#lib/errors.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { newUuid } from "#lib/id.ts";
import { sendFeedbackSchema } from "./schema.ts";

/** Tells the administrators something. Throws `invalid`, `rate_limited` after 20 a day. */
export async function sendFeedback(input: z.input<typeof sendFeedbackSchema>, actor: Actor, deps: { db: Database }): Promise<{ id: string }> {
  requirePerson(actor);
  const { type, message } = parseInput(sendFeedbackSchema, input);
  const id = newUuid();
  const { rows: [row] } = await asUser(actor, deps.db, (tx) => sql<{ sent: boolean }>`select private.send_feedback(${id}::uuid, ${type}, ${message}) as sent`.execute(tx));
  if (!row?.sent) throw new AppError("rate_limited", "You sent 20 messages in the last day, which is as many as we take. Send it tomorrow.", { headers: { "Retry-After": "3600" } });
  return { id };
}
