import { sql } from "kysely";
import type { Actor } from "#lib/auth/actor.ts";
import { asUser } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import { AppError } from "#lib/errors.ts";
import { newUuid } from "#lib/id.ts";
import type { CallRecord } from "#lib/calls/schema.ts";
import { keptBody, keptQuery, keptText } from "#lib/calls/kept-body.ts";
import { keptReplyHeaders, keptRequestHeaders } from "#lib/calls/kept-headers.ts";
import type { DirectReply } from "#lib/runtime/runtime.ts";

interface OwnerCall {
  apiId: string;
  call: { requestId: string; method: string; target: string; body: string | null; headers: Record<string, string> };
  outcome: DirectReply | AppError;
  createdAt: Date;
  durationMs: number;
}

/** Puts a call from the dashboard into the API's logs. Returns the number of the version that answered. */
export async function noteOwnerCall(made: OwnerCall, actor: Actor, deps: { db: Database }): Promise<number | null> {
  const record = recordOf(made);
  return asUser(actor, deps.db, async (tx) => {
    await sql`select private.note_owner_call(${JSON.stringify(record)}::text::jsonb)`.execute(tx);
    if (record.versionId === null) return null;
    const version = await tx.selectFrom("versions").select("number").where("id", "=", record.versionId).where("api_id", "=", made.apiId).executeTakeFirst();
    return version?.number ?? null;
  });
}

function recordOf({ apiId, call, outcome, createdAt, durationMs }: OwnerCall): CallRecord {
  const [path = "/", query = ""] = splitOnce(call.target);
  const isReply = !(outcome instanceof AppError);
  return {
    entry: newUuid(), apiId, versionId: isReply ? outcome.versionId : null, requestId: call.requestId, method: call.method, path: keptText(path.slice(0, 512)).slice(0, 512), query: query === "" ? null : keptQuery(query),
    status: isReply ? outcome.status : outcome.status, durationMs, wakeMs: isReply && outcome.isCold ? outcome.wakeMs : null, errorCode: isReply ? null : outcome.code, isOwner: true, createdAt: createdAt.toISOString(),
    detail: {
      ...keptRequestHeaders(Object.entries(call.headers).flat()),
      requestBytes: Buffer.byteLength(call.body ?? ""), body: keptBody(call.body), limit: null,
      replyHeaders: isReply ? keptReplyHeaders(Object.entries(outcome.headers).flat()) : {}, responseBytes: isReply ? Buffer.byteLength(outcome.body) : 0,
      reply: isReply ? keptBody(outcome.body) : keptBody(JSON.stringify({ error: outcome.code, message: outcome.message })), keyId: null, skipped: 0,
    },
  };
}

function splitOnce(target: string): [path: string, query: string] {
  const at = target.indexOf("?");
  return at === -1 ? [target, ""] : [target.slice(0, at), target.slice(at + 1)];
}
