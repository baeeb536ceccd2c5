import { Agent, request } from "undici";
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

const MAX_REPLY_BYTES = 1024 * 1024;
const DEADLINE_MS = 30_000;

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
  const address = await deps.runtime.wake(input.apiId);
  const requestId = newUuid();
  const agent = new Agent({ connect: { socketPath: address.socketPath } });
  try {
    const response = await request(`http://runtime${input.path}`, {
      method: input.method,
      headers: { ...input.headers, "x-request-id": requestId, "x-consumer-id": consumerId(api.workspace_id, input.apiId, deps.consumerSecret) },
      body: input.body ?? null,
      dispatcher: agent,
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
    const headers = Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : (value ?? "")]));
    const body = await readLimited(response.body);
    await deps.runtime.touch([input.apiId]);
    return { status: response.statusCode, headers, body, ms: Math.round((performance.now() - startedAt) * 10) / 10, requestId, isCold: address.isCold };
  } catch (error) {
    if (error instanceof AppError) throw error;
    if (error instanceof Error && error.name === "TimeoutError") throw new AppError("deadline", "The API did not answer within 30 seconds.", { cause: error });
    const end = await deps.runtime.explainLost({ apiId: input.apiId, versionId: address.versionId, socketPath: address.socketPath, requestId, method: input.method, target: input.path }).catch(() => null);
    throw new AppError(end?.code ?? "bad_gateway", end ? `The API was stopped before it had answered. ${end.reason}` : "The API closed the connection without an answer: it may have crashed. Its logs say why.", { cause: error });
  } finally {
    void agent.destroy();
  }
}

async function readLimited(body: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > MAX_REPLY_BYTES) return `${Buffer.concat(chunks).toString("utf8")}\n… cut after 1 MB`;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
