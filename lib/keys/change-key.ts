import { sql } from "kysely";
import { requireScope, type Actor } from "#lib/auth/actor.ts";
import type { Clock } from "#lib/clock.ts";
import { asUser } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import { AppError } from "#lib/errors.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { type KeyRow, toKey } from "./key-row.ts";
import { ownKey } from "./own-key.ts";
import { changeKeySchema, type ChangeKeyInput, type Key } from "./schema.ts";

export interface ChangeKeyOptions {
  keyId: string;
  changes: ChangeKeyInput;
  /** Whether this revision is the one that the caller has seen; absent: any is. */
  isExpected?: ((revision: number) => boolean) | undefined;
}

/**
 * Changes what a key may do; every gateway knows within a second. Throws `not_found`, `invalid`, `precondition_failed` when somebody else changed
 * it meanwhile, `forbidden` (also for a scope that the key would have and the actor lacks: who changes a key could have made it).
 */
export async function changeKey({ keyId, changes, isExpected }: ChangeKeyOptions, actor: Actor, deps: { db: Database; clock: Clock }): Promise<Key> {
  requireScope(actor, "keys:write");
  const wanted = parseInput(changeKeySchema, changes);
  const now = deps.clock.now();
  return asUser(actor, deps.db, async (tx) => {
    const key = await ownKey(keyId, actor, tx);
    if (isExpected && !isExpected(key.revision)) throw stale();
    refuseWhatItIsNot(key, wanted, now);
    for (const scope of wanted.scopes ?? []) requireScope(actor, scope);
    const { rows } = await sql<{ outcome: string }>`select private.change_key(${key.id}::uuid, ${JSON.stringify(wanted)}::text::jsonb, ${isExpected ? key.revision : null}::integer) as outcome`.execute(tx);
    if (rows[0]?.outcome === "stale") throw stale();
    return toKey(await ownKey(keyId, actor, tx), now);
  });
}

const stale = (): AppError => new AppError("precondition_failed", "This key was changed since you read it. Read it again and repeat your change.");

function refuseWhatItIsNot(key: KeyRow, wanted: ChangeKeyInput, now: number): void {
  const rules = (["callsPerHour", "allowedOrigins", "allowedAddresses"] as const).find((name) => wanted[name] !== undefined);
  if (key.kind === "call" && wanted.scopes) throw invalid("scopes", "A call key has no scopes: it calls its API and nothing else.");
  if (key.kind === "management" && rules) throw invalid(rules, "Only a call key can be held to calls per hour, pages and addresses.");
  if (wanted.expiresAt === undefined) return;
  if (key.replaced_by) throw invalid("expiresAt", "This key was rolled and ends with its grace. Change the key that replaced it.");
  if (wanted.expiresAt !== null && Date.parse(wanted.expiresAt) <= now) throw invalid("expiresAt", "The expiry lies in the past. To end the key now, revoke it.");
}

const invalid = (path: string, message: string): AppError => new AppError("invalid", message, { extensions: { errors: [{ path, message }] } });
