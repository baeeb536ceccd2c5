import { requireScope, type Actor } from "#lib/auth/actor.ts";
import { asUser } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import { apiProgress } from "./api-progress.ts";

export interface Message {
  content: string;
  type: "user" | "assistant";
}

/** What was asked of an API, oldest first, each followed by what became of it. Throws `not_found`, `forbidden`. */
export async function messageHistory(input: { apiId: string }, actor: Actor, deps: { db: Database; publicUrl: string }): Promise<Message[]> {
  requireScope(actor, "generations:read");
  await apiProgress(input, actor, deps);
  const builds = await asUser(actor, deps.db, (tx) => tx.selectFrom("generations as g").leftJoin("versions as v", (join) => join.onRef("v.id", "=", "g.version_id").onRef("v.workspace_id", "=", "g.workspace_id"))
    .select(["g.prompt", "g.status", "g.message", "v.number", "v.summary"]).where("g.api_id", "=", input.apiId).where("g.workspace_id", "=", actor.workspaceId).orderBy("g.created_at").orderBy("g.id").limit(1_000).execute());
  return builds.flatMap((build): Message[] => [{ content: build.prompt, type: "user" }, ...(build.status === "running" ? [] : [{ content: answerOf(build), type: "assistant" as const }])]);
}

function answerOf({ status, message, number, summary }: { status: string; message: string | null; number: number | null; summary: string | null }): string {
  const made = number === null ? [] : [status === "live" ? `Version ${number} went live.` : `Version ${number} is a draft.`, summary ?? ""];
  const words = [...made, message ?? ""].filter((text) => text !== "").join(" ");
  return words || (status === "cancelled" ? "The build was cancelled." : "The build came to nothing.");
}
