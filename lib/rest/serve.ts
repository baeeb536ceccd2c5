import type { z } from "zod";
import { requirePerson } from "#lib/accounts/require-person.ts";
import { type Actor, requireScope, type Scope } from "#lib/auth/actor.ts";
import { AppError, type ErrorCode, toProblem } from "#lib/errors.ts";
import { requestIdFrom } from "#lib/id.ts";
import { requestOrigin } from "#lib/http/request-origin.ts";
import { once } from "./idempotency.ts";
import { actorOfRequest, type GetSession } from "./actor-of-request.ts";
import { invalidInput, readBody } from "./read-body.ts";
import { readText } from "./read-text.ts";
import { requireAdmin } from "./require-admin.ts";
import { scopesOf } from "./scopes-of.ts";
import type { WebDeps } from "#lib/deps.ts";

export interface Described<Body> {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** With OpenAPI parameters, e.g. `/api/v1/apis/{id}`. */
  path: string;
  summary: string;
  /** What the summary has no room for, in whole sentences. */
  description?: string;
  body?: z.ZodType<Body>;
  /** A body that the schema accepts: shown in the document, and what the tests of the doors send. */
  example?: unknown;
  /** A body that is not JSON, by its media types: `run` reads `request.body` itself and holds it to its limit. */
  upload?: readonly string[];
  /** What a success can be beside JSON, by its media types: a Response of its own. */
  media?: readonly string[];
  /** What the query may hold; `run` reads it with readQuery. */
  query?: z.ZodObject;
  /** What a success answers with; absent: nothing. */
  output?: z.ZodType;
  /** A success as the document shows it. */
  answer?: unknown;
  /** A success is a stream of these server-sent events, unless the caller accepts only JSON and there is an `output`. */
  events?: z.ZodType;
  successStatus?: number;
  /** A success carries the ETag of what it tells; one that changes it heeds If-Match. */
  etag?: boolean;
  /** Beside those that every operation of its kind gives. */
  errors?: readonly ErrorCode[];
}
/** One operation of the REST API, as data: routes, tests and the OpenAPI document are made from it. */
export interface Operation<Body, Output> extends Described<Body> {
  /** `account`: for a person who is signed in, not for management keys. */
  scope: Scope | "account";
  /** Beside it, and beside what seeing the thing in the path takes (scopes-of.ts). */
  alsoNeeds?: readonly Scope[];
  /** A POST that does the same when it is sent twice. Every other one takes an Idempotency-Key. */
  isRepeatable?: true;
  /** What a repeated Idempotency-Key is told, when that is not the whole reply: without the secret that is told once. Only this is kept. */
  toldAgain?(output: Output): unknown;
  /** Where what it made is read. */
  location?(output: Output): string;
  /** Returns the JSON to answer with, or a Response of its own (streams). */
  run(call: OperationCall<Body>): Promise<Output | Response>;
}
/** One that anybody may call, without a credential. */
export interface PublicOperation<Output, Body = undefined> extends Described<Body> {
  scope: null;
  /** `signedIn`: who calls, for what only they may see; throws `unauthenticated`. */
  run(call: Omit<OperationCall<Body>, "actor"> & { signedIn: () => Promise<Actor> }): Promise<Output | Response> | Output | Response;
}
/** One for administrators, who act on all workspaces. */
export interface AdminOperation<Output> extends Described<undefined> {
  scope: "admin";
  run(call: Omit<OperationCall<undefined>, "actor">): Promise<Output | Response>;
}
export interface OperationCall<Body> {
  body: Body;
  params: Record<string, string>;
  query: URLSearchParams;
  request: Request;
  requestId: string;
  actor: Actor;
  deps: WebDeps;
}

/** The handler of a Next route: authenticate, parse, run, answer; every error is a problem body. */
export function serve<Body, Output>(operation: Operation<Body, Output> | AdminOperation<Output> | PublicOperation<Output, Body>, getDeps: () => WebDeps, getSession: GetSession) {
  return async (request: Request, context: { params: Promise<Record<string, string>> }): Promise<Response> => {
    const requestId = requestIdFrom(request.headers.get("x-request-id"));
    const { pathname, searchParams } = new URL(request.url);
    try {
      const deps = getDeps();
      const call = { params: await context.params, query: searchParams, request, requestId, deps };
      if (operation.scope === "admin") await requireAdmin(request, deps, getSession);
      const output = operation.scope === "admin" ? await operation.run({ ...call, body: undefined })
        : operation.scope === null ? await operation.run({ ...call, signedIn: () => actorOfRequest(request, deps, getSession), body: readBody(operation.body ? await readText(request) : "", operation.body) }) : await runAs(operation, call, getSession);
      if (output instanceof Response) {
        output.headers.set("X-Request-ID", requestId);
        return output;
      }
      const status = operation.successStatus ?? 200;
      return status === 204 ? new Response(null, { status, headers: { "X-Request-ID": requestId } }) : json(output, status, requestId);
    } catch (error) {
      return problemResponse(error, requestId, pathname, (cause) => getDeps().log.error("rest.failed", { requestId, path: operation.path, error: cause }));
    }
  };
}

/** What an address answers to a method that it doesn't serve. */
export function serveMethodNotAllowed(allowed: readonly string[]) {
  const allow = allowed.includes("GET") ? ["GET", "HEAD", ...allowed.filter((method) => method !== "GET")] : allowed;
  return async (request: Request): Promise<Response> => problemResponse(
    new AppError("method_not_allowed", `${request.method} does nothing here: this address takes ${allow.join(", ")}.`, { headers: { Allow: [...allow, "OPTIONS"].join(", ") } }),
    requestIdFrom(request.headers.get("x-request-id")), new URL(request.url).pathname, () => {},
  );
}

async function runAs<Body, Output>(operation: Operation<Body, Output>, call: Omit<OperationCall<Body>, "actor" | "body">, getSession: GetSession): Promise<Output | Response> {
  const actor = { ...(await actorOfRequest(call.request, call.deps, getSession)), from: requestOrigin(call.request.headers, call.requestId) };
  if (operation.scope === "account") requirePerson(actor);
  for (const scope of scopesOf(operation)) requireScope(actor, scope);
  const text = operation.body ? await readText(call.request) : "";
  const run = async (): Promise<Output | Response> => operation.run({ ...call, actor, body: readBody(text, operation.body) });
  const { headers, url } = call.request;
  const key = headers.get("idempotency-key");
  if (key !== null && operation.upload) throw new AppError("malformed", "An upload takes no Idempotency-Key: it is read as it comes, so that two of them can't be told from each other. Send it without.");
  const { pathname, search } = new URL(url);
  const status = operation.successStatus ?? 200;
  const told = (output: Output) => (operation.toldAgain ? operation.toldAgain(output) : output);
  const place = (output: Output): Record<string, string> => (operation.location ? { Location: operation.location(output) } : {});
  const output = key === null || !takesIdempotencyKey(operation) ? await run()
    : await once({ key, of: [operation.method, pathname + search, headers.get("accept") ?? "", text], status, headers: place, toldAgain: told }, run, actor, call);
  return output instanceof Response || !operation.location ? output : Response.json(output, { status, headers: { "Cache-Control": "no-store", ...place(output) } });
}

/** An upload is read as it comes, so that two of them can't be told from each other. */
export const takesIdempotencyKey = ({ method, isRepeatable, upload }: { method: string; isRepeatable?: true; upload?: readonly string[] }): boolean => method === "POST" && !isRepeatable && !upload;

const json = (value: unknown, status: number, requestId: string): Response =>
  new Response(JSON.stringify(value), { status, headers: { "Content-Type": "application/json", "Cache-Control": "no-store", "X-Request-ID": requestId } });

export function problemResponse(error: unknown, requestId: string, instance: string, onUnknown: (error: unknown) => void): Response {
  const known = withDatabaseErrors(error);
  if (!(known instanceof AppError)) onUnknown(error);
  const problem = toProblem(known, requestId, instance);
  const headers = new Headers({ "Content-Type": "application/problem+json", "Cache-Control": "no-store", "X-Request-ID": requestId });
  if (known instanceof AppError) for (const [name, value] of Object.entries(known.headers)) headers.set(name, value);
  if (problem.status === 401) headers.set("WWW-Authenticate", "Bearer");
  return new Response(JSON.stringify(problem), { status: problem.status, headers });
}

/** What row-level security and the functions refuse is `forbidden`, a text that Postgres can't hold `invalid`; a database that is away is `unavailable`. */
function withDatabaseErrors(error: unknown): unknown {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "42501") return new AppError("forbidden", "Your role in this workspace doesn't allow that.", { cause: error });
  if (code === "22021" || code === "22P05") return new AppError("invalid", "A text of this request holds a NUL character, which can't be stored.", { cause: error });
  if (/^(ECONNREFUSED|CONNECT_TIMEOUT|CONNECTION_CLOSED|CONNECTION_ENDED|57P0[123])$/.test(code)) {
    return new AppError("unavailable", "The database can't be reached right now. Try again in a few seconds.", { headers: { "Retry-After": "3" }, cause: error });
  }
  return error;
}

/** The query in its schema's form. Throws `invalid` with each parameter's name. */
export function readQuery<Schema extends z.ZodObject>(schema: Schema, query: URLSearchParams): z.output<Schema> {
  const parsed = schema.safeParse(Object.fromEntries(query));
  if (parsed.success) return parsed.data;
  throw invalidInput(parsed.error);
}
