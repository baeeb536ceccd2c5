import type { Actor } from "#lib/auth/actor.ts";
import { connect, typed, type Database, type Sql } from "#lib/db/connect.ts";
import { startTestDatabase, type TestDatabase, type TestUser } from "./test-database.ts";

export interface VerbFixture {
  database: TestDatabase;
  /** The database's owner: prepares rows and proves that they exist. */
  admin: Sql;
  /** As web sees it. */
  db: Database;
  makeActor(): Promise<TestUser & { actor: Actor }>;
  stop(): Promise<void>;
}

/** What tests of verbs need: a database, web's connection to it, and actors. */
export async function startVerbFixture(): Promise<VerbFixture> {
  const database = await startTestDatabase();
  const admin = connect(database.adminUrl, "test-admin", 2);
  const web = connect(database.webUrl, "test-web", 4);
  return {
    database, admin, db: typed(web),
    makeActor: async () => {
      const user = await database.makeUser();
      return { ...user, actor: { kind: "user", userId: user.userId, email: user.email, workspaceId: user.workspaceId } };
    },
    stop: async () => {
      await Promise.all([admin.end(), web.end()]);
      await database.stop();
    },
  };
}

/** The scopes of a management key in the user's workspace; the key is stored, so that row-level security believes it. */
export async function makeKeyActor(admin: Sql, user: TestUser, scopes: string[]): Promise<Actor> {
  const [row] = await admin<{ id: string }[]>`insert into public.keys (workspace_id, kind, name, prefix, last_four, key_hash, scopes, created_by)
    values (${user.workspaceId}, 'management', 'CI', 'apim_12345678', 'wxyz', ${Buffer.from(crypto.randomUUID())}, ${scopes}, ${user.userId}) returning id`;
  return { kind: "managementKey", userId: user.userId, workspaceId: user.workspaceId, keyId: row?.id ?? "", scopes };
}
