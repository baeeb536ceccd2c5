import { isAuthRetryableFetchError } from "@supabase/supabase-js";
import { sql } from "kysely";
import type { Database } from "#lib/db/connect.ts";
import { isUuid } from "#lib/id.ts";
import { looksLikeKey, parseKey, possibleHashes, type Pepper } from "#lib/keys/key-format.ts";
import type { Actor } from "./actor.ts";
import { authFailure } from "./auth-failure.ts";
import { statelessClient, type SupabaseSettings } from "./stateless-client.ts";
import { findUserActor } from "./user-actor.ts";

export interface BearerDeps {
  db: Database;
  peppers: readonly Pepper[];
  supabase: SupabaseSettings;
}

/** Who a bearer is: a session's access token or a management key (`apim_…`). Null when it is mistyped, expired, revoked or of another kind. */
export async function actorFromBearer(token: string, deps: BearerDeps): Promise<Actor | null> {
  if (looksLikeKey(token)) return parseKey(token) === "management" ? actorOfManagementKey(token, deps) : null;
  return /^[\w-]+\.[\w-]+\.[\w-]+$/.test(token) ? actorOfAccessToken(token, deps) : null;
}

async function actorOfManagementKey(secret: string, { db, peppers }: BearerDeps): Promise<Actor | null> {
  const hashes = possibleHashes(secret, peppers).map((hash) => hash.toString("hex")).join(",");
  const { rows } = await sql<{ key_id: string; workspace_id: string; user_id: string; scopes: string[] }>`
    select * from private.find_management_key(array(select decode(h, 'hex') from unnest(string_to_array(${hashes}, ',')) h))`.execute(db);
  const key = rows[0];
  return key ? { kind: "managementKey", userId: key.user_id, workspaceId: key.workspace_id, keyId: key.key_id, scopes: key.scopes } : null;
}

async function actorOfAccessToken(token: string, { db, supabase }: BearerDeps): Promise<Actor | null> {
  const { data, error } = await statelessClient(supabase).auth.getClaims(token);
  if (error && isAuthRetryableFetchError(error)) throw authFailure(error);
  const claims = data?.claims;
  if (error || claims?.role !== "authenticated" || !isUuid(claims.sub)) return null;
  return findUserActor({ userId: claims.sub, email: String(claims.email ?? "") }, db);
}
