import { sql } from "kysely";
import { asUser } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import type { Actor } from "./actor.ts";

/** The actor of a signed-in person, in the workspace that it prefers, when it is a member there, else its personal one. Null when the account is gone. */
export async function findUserActor(user: { userId: string; email: string }, db: Database, preferredWorkspaceId = ""): Promise<Actor | null> {
  const unbound: Actor = { kind: "user", ...user, workspaceId: "" };
  const membership = await asUser(unbound, db, (tx) =>
    tx.selectFrom("workspace_members as m").innerJoin("workspaces as w", "w.id", "m.workspace_id").select("m.workspace_id")
      .where("m.user_id", "=", user.userId).orderBy((eb) => eb(sql<string>`m.workspace_id::text`, "=", preferredWorkspaceId), "desc").orderBy("w.is_personal", "desc").orderBy("m.created_at").limit(1).executeTakeFirst(),
  );
  return membership ? { ...unbound, workspaceId: membership.workspace_id } : null;
}
