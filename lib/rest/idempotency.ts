import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { Actor } from "#lib/auth/actor.ts";
import { asUser } from "#lib/db/as-user.ts";
import { AppError, type ErrorCode, ERROR_STATUS } from "#lib/errors.ts";
import { followGeneration } from "#lib/generation/follow-generation.ts";
import { sseResponse } from "#lib/http/sse.ts";
import type { WebDeps } from "#lib/deps.ts";
import { asSse } from "./operations/as-sse.ts";

interface Repeatable<Output> {
  key: string;
  /** What makes it this request: where it goes, what it accepts, its body. */
  of: readonly string[];
  /** Of a success. */
  status: number;
  headers?(output: Output): Record<string, string>;
  /** What of it is kept. */
  toldAgain(output: Output): unknown;
  holdEveryMs?: number;
}
interface Call {
  deps: Pick<WebDeps, "db" | "log" | "changes">;
  request: globalThis.Request;
}
interface Taken {
  state: "new" | "in_flight" | "other" | "done";
  status: number | null;
  headers: Record<string, string> | null;
  body: string | null;
}
type Stored = { status: number; headers: Record<string, string>; body: string };

/**
 * Runs a request with an Idempotency-Key once a day: the same key and body of the same person or management key get the same reply, without a secret that is told once. A
 * stream is told again from its first event. Throws `conflict` while the first is in flight, `invalid` for another body.
 */
export async function once<Output>({ key, of, status, headers, toldAgain, holdEveryMs = HOLD_EVERY_MS }: Repeatable<Output>, run: () => Promise<Output | globalThis.Response>, actor: Actor, call: Call): Promise<Output | globalThis.Response> {
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) throw new AppError("malformed", "An Idempotency-Key has 1 to 255 visible ASCII characters and no spaces.");
  const hash = createHash("sha256").update(JSON.stringify([whoIs(actor), ...of])).digest("hex");
  const { rows: [taken] } = await asUser(actor, call.deps.db, (tx) => sql<Taken>`select * from private.take_idempotency_key(${actor.workspaceId}::uuid, ${key}, ${hash})`.execute(tx));
  if (taken?.state === "other") throw new AppError("invalid", "This Idempotency-Key was used with another request in the last 24 hours, or by somebody else of this workspace. Use a new key for a new request.");
  if (taken?.state === "in_flight") throw new AppError("conflict", "The first request with this Idempotency-Key is still in flight. Wait for it.", { headers: { "Retry-After": "2" } });
  if (taken?.state === "done") return replay(taken, actor, call);
  const keep = keeperOf(key, hash, actor, call);
  const release = hold(key, hash, actor, call, holdEveryMs);
  let output: Output | globalThis.Response;
  try {
    output = await run().finally(release);
  } catch (error) {
    // What may go better next time is not kept.
    await keep(error instanceof AppError && KEPT.has(error.code) ? { status: error.status, headers: error.headers, body: JSON.stringify({ code: error.code, message: error.message, extensions: error.extensions }) } : null);
    throw error;
  }
  await keep(output instanceof globalThis.Response ? await ofResponse(output) : { status, headers: headers?.(output) ?? {}, body: JSON.stringify(toldAgain(output) ?? null) });
  return output;
}

/** A key that nobody held for ten minutes is free again, because whoever took it has died: a build may take longer, so it says that it goes on. Returns the way to end that. */
function hold(key: string, hash: string, actor: Actor, { deps }: Call, everyMs: number): () => void {
  const timer = setInterval(() => {
    asUser(actor, deps.db, (tx) => sql`select private.hold_idempotency_key(${actor.workspaceId}::uuid, ${key}, ${hash})`.execute(tx)).catch((error: unknown) => deps.log.warn("idempotency key not held", { workspaceId: actor.workspaceId, error }));
  }, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}
const HOLD_EVERY_MS = 60_000;

/** A reply is told again only to whoever got it: others of the workspace may not see all of it. */
const whoIs = (actor: Actor): string => (actor.kind === "managementKey" ? `key ${actor.keyId}` : `user ${actor.userId}`);

/** A reply this long is not kept: whoever repeats its request is told that it was carried out. */
const MAX_KEPT_CHARACTERS = 256 * 1024;
const TOO_LONG = { code: "conflict", message: "The first request with this Idempotency-Key was carried out; its reply was too long to be kept. Read what became of it.", extensions: {} };

/** What can't be kept does not take the reply away from whoever waits for it: the key stays in flight for a while, and nothing is built twice. */
const keeperOf = (key: string, hash: string, actor: Actor, { deps }: Call) => async (whole: Stored | null): Promise<void> => {
  const reply = whole && whole.body.length > MAX_KEPT_CHARACTERS ? { status: ERROR_STATUS.conflict, headers: {}, body: JSON.stringify(TOO_LONG) } : whole;
  try {
    await asUser(actor, deps.db, (tx) =>
      sql`select private.keep_idempotent_reply(${actor.workspaceId}::uuid, ${key}, ${hash}, ${reply?.status ?? null}::integer, ${JSON.stringify(reply?.headers ?? {})}::text::jsonb, ${reply?.body ?? null}::text)`.execute(tx));
  } catch (error) {
    deps.log.error("idempotent reply not kept", { workspaceId: actor.workspaceId, error });
  }
};

const KEPT = new Set<ErrorCode>(["invalid", "generation_refused", "generation_failed"]);

/** What is kept of a Response: of a stream its build, of a small JSON all of it with what it says of itself. */
async function ofResponse(response: globalThis.Response): Promise<Stored | null> {
  const generationId = response.headers.get("x-generation-id");
  if (generationId) return { status: response.status, headers: { "X-Generation-ID": generationId }, body: "" };
  if (!response.headers.get("content-type")?.startsWith("application/json")) return null;
  const headers = Object.fromEntries(["ETag", "Location"].flatMap((name) => (response.headers.has(name) ? [[name, response.headers.get(name) ?? ""]] : [])));
  return { status: response.status, headers, body: await response.clone().text() };
}

function replay(taken: Taken, actor: Actor, { deps, request }: Call): globalThis.Response {
  const replayed = { ...taken.headers, "Idempotent-Replayed": "true" };
  const generationId = taken.headers?.["X-Generation-ID"];
  if (generationId) return sseResponse((signal) => asSse(followGeneration({ generationId }, actor, deps, signal)), request, replayed);
  const stored: unknown = JSON.parse(taken.body ?? "null");
  if (isError(stored)) throw new AppError(stored.code, stored.message, { extensions: stored.extensions, headers: replayed });
  if (taken.status === 204) return new Response(null, { status: 204, headers: replayed });
  return new Response(taken.body, { status: taken.status ?? 200, headers: { ...replayed, "Content-Type": "application/json", "Cache-Control": "no-store" } });
}

const isError = (value: unknown): value is { code: ErrorCode; message: string; extensions: Record<string, unknown> } =>
  typeof value === "object" && value !== null && "code" in value && typeof value.code === "string" && value.code in ERROR_STATUS && "extensions" in value;
