import { z } from "zod";
import { type Actor, requireScope } from "#lib/auth/actor.ts";
import { asUser } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import { AppError } from "#lib/errors.ts";
import { isApiId, newUuid } from "#lib/id.ts";
import { consumerId } from "#lib/keys/consumer-id.ts";
import type { RuntimeBackend } from "#lib/runtime/runtime.ts";
import { METHODS } from "#lib/versions/schema.ts";
import { apiNotFound } from "./get-api.ts";

export const tryApiSchema = z.object({
  method: z.enum(METHODS),
  path: z.string().regex(/^\/[^\s\\]*$/, "Start with / and leave no spaces").max(4_000),
  headers: z.record(z.string().regex(/^(content-type|accept|accept-language|if-match|if-none-match)$/i, "Only Content-Type, Accept and If-… can be set here"), z.string().max(1_000)).default({}),
  body: z.string().max(256 * 1024).optional(),
});
export type TryApiInput = z.infer<typeof tryApiSchema>;
export interface TryApiReply {
  status: number;
  headers: Record<string, string>;
  body: string;
  ms: number;
  requestId: string;
  isCold: boolean;
}

/**
 * Calls an API as its owner, without a key and unmetered: the dashboard's try-it form. The caller is the workspace's consumer, the same one
 * that its call keys have. Throws `not_found`, `gone`, `paused`, `unavailable`, `bad_gateway`, `deadline`.
 */
export async function tryApi(input: TryApiInput & { apiId: string }, actor: Actor, deps: { db: Database; runtime: RuntimeBackend; consumerSecret: string }): Promise<TryApiReply> {
  requireScope(actor, "apis:write");
  if (!isApiId(input.apiId)) throw apiNotFound();
  const api = await asUser(actor, deps.db, (tx) =>
    tx.selectFrom("apis").select(["status", "deleted_at", "workspace_id"]).where("id", "=", input.apiId).where("workspace_id", "=", actor.workspaceId).executeTakeFirst());
  if (!api) throw apiNotFound();
  if (api.deleted_at) throw new AppError("gone", "This API was deleted.");
  if (api.status === "paused") throw new AppError("paused", "This API is paused. Resume it to call it.");
  if (api.status === "failed") throw new AppError("unavailable", "This API was taken out of service. Its page says why; resume it to call it.");
  const startedAt = performance.now();
  const requestId = newUuid();
  const { isCold, ...reply } = await deps.runtime.callApi({
    apiId: input.apiId, requestId, method: input.method, target: input.path, body: input.body ?? null,
    headers: { ...input.headers, "x-request-id": requestId, "x-consumer-id": consumerId(api.workspace_id, input.apiId, deps.consumerSecret) },
  });
  return { ...reply, ms: Math.round((performance.now() - startedAt) * 10) / 10, requestId, isCold };
}
