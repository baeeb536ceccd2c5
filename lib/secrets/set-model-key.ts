import { sql } from "kysely";
import { z } from "zod";
import { type Actor, requireScope } from "#lib/auth/actor.ts";
import { asUser } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import { AppError } from "#lib/errors.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { seal } from "./seal.ts";

const modelKeySchema = z.string().trim().regex(/^sk-ant-[A-Za-z0-9_-]{8,300}$/, "an Anthropic key starts with sk-ant-");
/** Binds the sealed key to its workspace. */
export const modelKeyContext = (workspaceId: string): string => `anthropic-key ${workspaceId}`;

export interface SetModelKeyDeps {
  db: Database;
  encryptionKey: string | undefined;
  /** Whether Claude's API knows the key; null when it can't be asked now. */
  isKeyAccepted(apiKey: string): Promise<boolean | null>;
}

/** Stores the workspace's own Anthropic key, sealed; it replaces the one before. Throws `invalid` for a key that isn't one, `forbidden`, `unavailable`. */
export async function setModelKey(input: { key: string }, actor: Actor, deps: SetModelKeyDeps): Promise<void> {
  requireScope(actor, "secrets:write");
  const key = parseInput(modelKeySchema, input.key);
  if (deps.encryptionKey === undefined) throw new AppError("unavailable", "This server can't keep secrets: its operator has to set ENCRYPTION_KEY.");
  if ((await deps.isKeyAccepted(key)) === false) throw new AppError("invalid", "Claude's API does not accept this key. Copy it again from the Anthropic console.");
  const sealed = seal(key, modelKeyContext(actor.workspaceId), deps.encryptionKey);
  await asUser(actor, deps.db, (tx) => sql`select private.set_model_key(${actor.workspaceId}::uuid, ${sealed}, ${key.slice(-4)})`.execute(tx));
}
