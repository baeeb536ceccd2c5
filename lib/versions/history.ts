import { z } from "zod";
import { apiNotFound } from "#lib/apis/get-api.ts";
import { requireScope, type Actor } from "#lib/auth/actor.ts";
import { asUser } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import { isApiId } from "#lib/id.ts";
import { readEditBase } from "./edit-base.ts";
import { editRecordSchema } from "./edit-record.ts";
import type { Message } from "./history-schema.ts";

/** The newest that are told. */
const MOST = 200;

/**
 * What was asked of an API and what came of it, oldest first; also while its first build still runs. Throws `not_found` for a missing API and
 * for another workspace's.
 */
export async function apiHistory(input: { apiId: string }, actor: Actor, deps: { db: Database }): Promise<Message[]> {
  requireScope(actor, "generations:read");
  if (!isApiId(input.apiId)) throw apiNotFound();
  const rows = await asUser(actor, deps.db, (tx) =>
    tx.selectFrom("generations as g").leftJoin("versions as v", "v.id", "g.version_id")
      .select(["g.id", "g.prompt", "g.status", "g.message", "g.created_at", "g.finished_at", "v.number", "v.summary", "v.edit", "v.assumptions"])
      .where("g.api_id", "=", input.apiId).where("g.workspace_id", "=", actor.workspaceId).orderBy("g.created_at", "desc").orderBy("g.id").limit(MOST).execute());
  // One that was imported or forked has no build of its own.
  if (rows.length === 0) await readEditBase(input, actor, deps);
  return rows.toReversed().flatMap((row): Message[] => {
    const told = answerOf(row);
    const version = row.number;
    return [
      { type: "user", content: row.prompt, version, generationId: row.id, at: row.created_at.toISOString() },
      ...(told === null ? [] : [{ type: "assistant" as const, content: told, version, generationId: row.id, at: (row.finished_at ?? row.created_at).toISOString() }]),
    ];
  });
}

interface Answered {
  status: string;
  message: string | null;
  number: number | null;
  summary: string | null;
  edit: unknown;
  assumptions: unknown;
}

/** Null while it is built. */
function answerOf({ status, message, number, summary, edit: stored, assumptions }: Answered): string | null {
  if (status === "running") return null;
  if (number === null) return message ?? "Nothing came of this.";
  const edit = editRecordSchema.safeParse(stored).data;
  const lines = [
    `Version ${number}${status === "draft" ? ", a draft" : ""}: ${edit ? edit.changes.join("; ") || "nothing that is told apart" : (summary ?? "")}`,
    ...(edit?.contradicted ?? []).map(({ name, words }) => `No longer holds: ${name}${words === "" ? "" : ` ("${words}")`}`),
    ...(status === "draft" && message ? [message] : []),
    ...z.array(z.string()).catch([]).parse(assumptions),
  ];
  return lines.map((line) => (/[.!?)]$/.test(line) ? line : `${line}.`)).join("\n");
}
