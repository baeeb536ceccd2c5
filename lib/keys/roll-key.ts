import { sql } from "kysely";
import { requireScope, type Actor } from "#lib/auth/actor.ts";
import { asUser } from "#lib/db/as-user.ts";
import { AppError } from "#lib/errors.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import type { CreateKeyDeps } from "./create-key.ts";
import { toKey } from "./key-row.ts";
import { newKeyRow } from "./new-key-row.ts";
import { ownKey } from "./own-key.ts";
import { rollKeySchema, type CreatedKey, type RollKeyInput } from "./schema.ts";

/**
 * Replaces a key by a new one that may do the same. The old one works until the grace is over: who uses it changes over without a failed call.
 * Throws `not_found`, `forbidden` (also for a scope that the actor lacks), `conflict` for one that does not work, or was rolled already.
 */
export async function rollKey(input: { keyId: string } & RollKeyInput, actor: Actor, deps: CreateKeyDeps): Promise<CreatedKey> {
  requireScope(actor, "keys:write");
  const { graceSeconds } = parseInput(rollKeySchema, { graceSeconds: input.graceSeconds });
  const now = deps.clock.now();
  return asUser(actor, deps.db, async (tx) => {
    const old = await ownKey(input.keyId, actor, tx);
    if (old.is_bootstrap) throw new AppError("conflict", "This key is one of VALID_API_KEYS: put another one there to replace it.");
    const { secret, visible, row } = newKeyRow(old.kind, deps.peppers);
    const { rows } = await sql<{ isRolled: boolean }>`select private.roll_key(${old.id}::uuid, ${JSON.stringify(row)}::text::jsonb, ${graceSeconds}) as "isRolled"`.execute(tx);
    if (!rows[0]?.isRolled) throw new AppError("conflict", whyNot(old, now));
    return { ...toKey(old, now), ...visible, revision: 1, lastUsedAt: null, createdAt: new Date(now).toISOString(), secret };
  });
}

function whyNot(old: { disabled_at: Date | null; expires_at: Date | null; replaced_by: string | null }, now: number): string {
  if (old.replaced_by) return "This key was rolled already: roll the one that replaced it.";
  if (old.disabled_at) return "This key is disabled: enable it first, or create another.";
  if (old.expires_at && old.expires_at.getTime() <= now) return "This key has expired: create another.";
  return "This key was changed meanwhile. Look at it again.";
}
