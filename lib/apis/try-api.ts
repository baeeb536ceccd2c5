import { z } from "zod";
import { type Actor, requireScope } from "#lib/auth/actor.ts";
import { asUser, type UserTransaction } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import { AppError } from "#lib/errors.ts";
import { isApiId, newUuid } from "#lib/id.ts";
import { consumerId } from "#lib/keys/consumer-id.ts";
import type { DirectReply, RuntimeBackend } from "#lib/runtime/runtime.ts";
import { versionName } from "#lib/runtime/runtime-name.ts";
import { METHODS } from "#lib/versions/schema.ts";
import { apiNotFound } from "./get-api.ts";
import { noteOwnerCall } from "./note-owner-call.ts";

/** The platform's own words, and what would change how the message itself is read. */
const RESERVED = /^(host|connection|content-length|transfer-encoding|te|trailer|upgrade|keep-alive|expect|via|forwarded|cookie2?|proxy-.*|x-forwarded-.*|x-real-ip|x-consumer-id|x-request-id|traceparent|tracestate|api-version|x-api-creator-.*|x-original-.*|x-rewrite-.*|x-middleware-.*)$/i;

export const tryApiSchema = z.object({
  method: z.enum(METHODS),
  path: z.string().regex(/^\/[^\s\\]*$/, "Start with / and leave no spaces").max(4_000),
  headers: z.record(
    z.string().regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$/, "A header's name has letters, digits and dashes").refine((name) => !RESERVED.test(name), "The platform sets this header itself"),
    z.string().regex(/^[\t\x20-\x7e\xa0-\xff]*$/, "A header's value is one line of plain characters").max(1_000),
  ).default({}),
  body: z.string().max(256 * 1024).optional(),
  version: z.number().int().min(1).optional().meta({ description: "The number of a draft or of a version that was live before. Absent: the live one." }),
});
export type TryApiInput = z.infer<typeof tryApiSchema>;

export const tryApiReplySchema = z.object({
  status: z.number().int(), headers: z.record(z.string(), z.string()), body: z.string(), ms: z.number(), requestId: z.string(), isCold: z.boolean(),
  wakeMs: z.number(),
  version: z.number().int().nullable().meta({ description: "The number of the version that answered." }),
});
export type TryApiReply = z.infer<typeof tryApiReplySchema>;
export interface TryApiDeps {
  db: Database;
  runtime: RuntimeBackend;
  consumerSecret: string;
}

/**
 * Calls an API as its owner, without a key and unmetered; the logs show it. The caller is the workspace's consumer, the same one
 * that its call keys have. Throws `not_found`, `gone`, `paused`, `unavailable`, `bad_gateway`, `deadline`.
 */
export async function tryApi(input: TryApiInput & { apiId: string }, actor: Actor, deps: TryApiDeps): Promise<TryApiReply> {
  requireScope(actor, "apis:write");
  if (!isApiId(input.apiId)) throw apiNotFound();
  const { apiId, body = null } = input;
  const { workspaceId, runtime } = await asUser(actor, deps.db, (tx) => placeOf(apiId, input.version, actor, tx));
  const requestId = newUuid();
  const call = { requestId, method: input.method, target: input.path, body, headers: { ...input.headers, "x-request-id": requestId, "x-consumer-id": consumerId(workspaceId, apiId, deps.consumerSecret) } };
  const createdAt = new Date();
  const startedAt = performance.now();
  const timeSince = (): number => Math.round((performance.now() - startedAt) * 10) / 10;
  const note = (outcome: DirectReply | AppError): Promise<number | null> => noteOwnerCall({ apiId, call: { ...call, headers: input.headers }, outcome, createdAt, durationMs: timeSince() }, actor, deps);
  const reply = await deps.runtime.callApi({ ...call, apiId: runtime }).catch(async (error: unknown) => {
    if (error instanceof AppError) await note(error);
    throw error;
  });
  const { versionId: _versionId, ...told } = reply;
  const ms = timeSince();
  return { ...told, ms, requestId, version: await note(reply) };
}

/** The runtime that serves the call, by the name that the runner knows it by. */
async function placeOf(apiId: string, number: number | undefined, actor: Actor, tx: UserTransaction): Promise<{ workspaceId: string; runtime: string }> {
  const api = await tx.selectFrom("apis").select(["status", "deleted_at", "workspace_id", "live_version_id"]).where("id", "=", apiId).where("workspace_id", "=", actor.workspaceId).executeTakeFirst();
  if (!api) throw apiNotFound();
  if (api.deleted_at) throw new AppError("gone", "This API was deleted.");
  if (api.status === "paused") throw new AppError("paused", "This API is paused. Resume it to call it.");
  if (api.status === "failed") throw new AppError("unavailable", "This API was taken out of service. Its page says why; resume it to call it.");
  if (number === undefined) return { workspaceId: api.workspace_id, runtime: apiId };
  const version = await tx.selectFrom("versions as v").select(["v.id", (eb) => eb.exists(eb.selectFrom("deployments as d").select("d.id").whereRef("d.version_id", "=", "v.id")).as("was_live")])
    .where("v.api_id", "=", apiId).where("v.workspace_id", "=", actor.workspaceId).where("v.number", "=", number).where("v.discarded_at", "is", null).executeTakeFirst();
  if (!version) throw new AppError("not_found", `This API has no version ${number} that can be called.`);
  return { workspaceId: api.workspace_id, runtime: version.id === api.live_version_id ? apiId : versionName(apiId, version.id, !version.was_live) };
}
