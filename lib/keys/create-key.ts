import { sql } from "kysely";
import { requireScope, type Actor } from "#lib/auth/actor.ts";
import type { Clock } from "#lib/clock.ts";
import { asUser, type UserTransaction } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import { AppError } from "#lib/errors.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { isApiId } from "#lib/id.ts";
import type { Pepper } from "./key-format.ts";
import { newKeyRow } from "./new-key-row.ts";
import { createKeySchema, type CreatedKey, type CreateKeyInput } from "./schema.ts";

export interface CreateKeyDeps {
  db: Database;
  clock: Clock;
  /** Newest first: that one hashes new keys. */
  peppers: readonly Pepper[];
}

const NO_RULES = { callsPerHour: null, allowedOrigins: [], allowedAddresses: [] };

/** Creates a key. The secret is returned once; only its HMAC is stored. Throws `forbidden` without `keys:write` or for a scope that the actor lacks. */
export async function createKey(input: CreateKeyInput, actor: Actor, deps: CreateKeyDeps): Promise<CreatedKey> {
  requireScope(actor, "keys:write");
  const wanted = parseInput(createKeySchema, input);
  if (wanted.expiresAt && Date.parse(wanted.expiresAt) <= deps.clock.now()) throw new AppError("invalid", "The expiry lies in the past.", { extensions: { errors: [{ path: "expiresAt", message: "The expiry lies in the past." }] } });
  const scopes = wanted.kind === "management" ? wanted.scopes : [];
  for (const scope of scopes) requireScope(actor, scope);
  const key = newKeyRow(wanted.kind, deps.peppers);
  const apiId = wanted.kind === "call" ? wanted.apiId : null;
  const rules = wanted.kind === "call" ? { callsPerHour: wanted.callsPerHour ?? null, allowedOrigins: wanted.allowedOrigins, allowedAddresses: wanted.allowedAddresses } : NO_RULES;
  const row = { ...key.row, kind: wanted.kind, apiId, name: wanted.name, scopes, expiresAt: wanted.expiresAt ?? null, ...rules };
  const apiName = await asUser(actor, deps.db, async (tx) => {
    const api = apiId === null ? undefined : await findApi(apiId, actor, tx);
    await sql`select private.create_key(${actor.workspaceId}::uuid, ${JSON.stringify(row)}::text::jsonb)`.execute(tx);
    return api?.name ?? null;
  });
  return {
    ...key.visible, kind: wanted.kind, name: wanted.name, apiId, apiName, scopes, state: "active", ...rules, isLeaked: false, isReplaced: false, isFromSettings: false, revision: 1,
    expiresAt: wanted.expiresAt ? new Date(wanted.expiresAt).toISOString() : null, lastUsedAt: null, createdAt: new Date(deps.clock.now()).toISOString(), secret: key.secret,
  };
}

async function findApi(apiId: string, actor: Actor, tx: UserTransaction): Promise<{ name: string }> {
  const api = isApiId(apiId)
    ? await tx.selectFrom("apis").select("name").where("id", "=", apiId).where("workspace_id", "=", actor.workspaceId).where("deleted_at", "is", null).executeTakeFirst()
    : undefined;
  if (!api) throw new AppError("not_found", "There is no such API in this workspace.");
  return api;
}
