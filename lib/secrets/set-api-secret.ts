import { sql } from "kysely";
import type { z } from "zod";
import { declaredOutside } from "#lib/apis/declared-outside.ts";
import { requireScope, type Actor } from "#lib/auth/actor.ts";
import { asUser } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import { inTurn } from "#lib/db/in-turn.ts";
import { AppError } from "#lib/errors.ts";
import { type IsExpected, requireExpected } from "#lib/http/etag.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { apiSecretContext } from "./api-secret-context.ts";
import { readSecrets } from "./list-api-secrets.ts";
import { type ApiSecret, setApiSecretSchema } from "./schema.ts";
import { seal } from "./seal.ts";

/**
 * Stores a secret of an API, sealed; it replaces the one before. It goes to the named hosts only: without any, to those that the live
 * version declares by now, so that a later version's new host is not told. Returns the secrets as they are then. Throws `invalid`, `not_found`, `gone`, `forbidden`, `precondition_failed`, `unavailable`.
 */
export async function setApiSecret(input: z.input<typeof setApiSecretSchema> & { apiId: string; isExpected?: IsExpected }, actor: Actor, deps: { db: Database; encryptionKey: string | undefined }): Promise<ApiSecret[]> {
  requireScope(actor, "secrets:write");
  const { name, value, hosts } = parseInput(setApiSecretSchema, input);
  const { encryptionKey } = deps;
  return asUser(actor, deps.db, async (tx) => {
    await inTurn(`secrets of ${input.apiId}`, tx);
    const declared = await declaredOutside(input.apiId, actor, tx);
    requireExpected(await readSecrets(input.apiId, declared, actor, tx), input.isExpected, "The secrets of this API were");
    if (!declared.secretNames.includes(name)) throw wrong("name", `The live version names no secret ${name}. ${declared.secretNames.length > 0 ? `It names ${declared.secretNames.join(", ")}.` : ""}`.trim());
    const stranger = hosts?.find((host) => !declared.hosts.includes(host));
    if (stranger !== undefined) throw wrong("hosts", `The live version doesn't declare ${stranger}.`);
    if (encryptionKey === undefined) throw new AppError("unavailable", "This server can't keep secrets: its operator has to set ENCRYPTION_KEY.");
    const sealed = seal(value, apiSecretContext(input.apiId, name), encryptionKey);
    // As JSON: kysely's sql takes no arrays.
    const { rows: [row] } = await sql<{ stored: boolean }>`select private.set_secret(${input.apiId}, ${name}, ${sealed}, array(select jsonb_array_elements_text(${JSON.stringify(hosts ?? declared.hosts)}::text::jsonb))) as stored`.execute(tx);
    // It answers a role that may not even read secrets as if there were no such API.
    if (!row?.stored) throw new AppError("forbidden", "Your role in this workspace doesn't allow that.");
    return readSecrets(input.apiId, declared, actor, tx);
  });
}

const wrong = (path: string, message: string): AppError => new AppError("invalid", message, { extensions: { errors: [{ path, message }] } });
