import { isAuthRetryableFetchError } from "@supabase/supabase-js";
import { type RawBuilder, sql } from "kysely";
import type { Database } from "#lib/db/connect.ts";
import { AppError } from "#lib/errors.ts";
import { isUuid } from "#lib/id.ts";
import { looksLikeKey, newestOf, parseKey, possibleHashes, type Pepper } from "#lib/keys/key-format.ts";
import type { Actor } from "./actor.ts";
import { authFailure } from "./auth-failure.ts";
import { digestOf, isSameDigest } from "./is-admin-key.ts";
import { statelessClient, type SupabaseSettings } from "./stateless-client.ts";
import { findUserActor } from "./user-actor.ts";

export interface BearerDeps {
  db: Database;
  peppers: readonly Pepper[];
  /** Digests of VALID_API_KEYS. */
  bootstrapKeys?: readonly Buffer[];
  supabase: SupabaseSettings;
}

/** Who a bearer is: a session's access token, a management key (`apim_…`) or one of VALID_API_KEYS. `workspaceId`: where a session means to work, if not in its personal workspace. Null when it is mistyped, expired, revoked or of another kind. Throws `forbidden` for one of VALID_API_KEYS that acts for nobody. */
export async function actorFromBearer(token: string, deps: BearerDeps, workspaceId?: string): Promise<Actor | null> {
  if (isBootstrapKey(token, deps.bootstrapKeys ?? [])) return actorOfBootstrapKey(token, deps);
  if (looksLikeKey(token)) return parseKey(token) === "management" ? actorOfManagementKey(token, deps) : null;
  return /^[\w-]+\.[\w-]+\.[\w-]+$/.test(token) ? actorOfAccessToken(token, deps, workspaceId) : null;
}

/** In constant time, all of them: which one it nearly was is not told. */
function isBootstrapKey(token: string, keys: readonly Buffer[]): boolean {
  const digest = digestOf(token);
  return keys.reduce((isFound, key) => isSameDigest(key, digest) || isFound, false);
}

function actorOfManagementKey(secret: string, deps: BearerDeps): Promise<Actor | null> {
  return actorOfKey((hashes) => sql`private.find_management_key(${hashes}, ${newestOf(deps.peppers).version}::integer)`, secret, deps);
}

/** It acts for the first administrator's workspace, with a row of its own among the keys there. Whoever sends it may know why it does nothing. */
async function actorOfBootstrapKey(secret: string, deps: BearerDeps): Promise<Actor> {
  const actor = await actorOfKey((hashes) => sql`private.use_bootstrap_key(${hashes}, ${newestOf(deps.peppers).version}::integer, ${secret.slice(-4)})`, secret, deps);
  if (actor) return actor;
  throw new AppError("forbidden", "This key of VALID_API_KEYS acts for the first administrator's workspace: there is no administrator yet (npm run admin -- grant <email>), or the key was revoked, disabled or has expired there.");
}

async function actorOfKey(find: (hashes: RawBuilder<unknown>) => RawBuilder<unknown>, secret: string, { db, peppers }: BearerDeps): Promise<Actor | null> {
  const hashes = possibleHashes(secret, peppers).map((hash) => hash.toString("hex")).join(",");
  const found = find(sql`array(select decode(h, 'hex') from unnest(string_to_array(${hashes}, ',')) h)`);
  const { rows: [key] } = await sql<{ key_id: string; workspace_id: string; user_id: string; scopes: string[] }>`select * from ${found}`.execute(db);
  return key ? { kind: "managementKey", userId: key.user_id, workspaceId: key.workspace_id, keyId: key.key_id, scopes: key.scopes } : null;
}

async function actorOfAccessToken(token: string, { db, supabase }: BearerDeps, workspaceId?: string): Promise<Actor | null> {
  const { data, error } = await statelessClient(supabase).auth.getClaims(token);
  if (error && isAuthRetryableFetchError(error)) throw authFailure(error);
  const claims = data?.claims;
  if (error || claims?.role !== "authenticated" || !isUuid(claims.sub)) return null;
  const actor = await findUserActor({ userId: claims.sub, email: String(claims.email ?? "") }, db, workspaceId);
  if (actor && workspaceId !== undefined && actor.workspaceId !== workspaceId) throw new AppError("not_found", "X-Workspace-ID names a workspace that does not exist, or in which you do not work.");
  return actor;
}
