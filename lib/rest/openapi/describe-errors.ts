import { ERROR_STATUS, ERROR_TITLE, type ErrorCode } from "#lib/errors.ts";
import type { AnyOperation } from "../operations.ts";
import { isOnce } from "./is-once.ts";
import type { Schema } from "./to-schema.ts";

const REQUEST_ID = "0b7cbb1c-2f2e-4b4e-9a53-6c6f5b1f7d10";

/** What each error is about, for somebody who has just got it. */
const WHY: Record<ErrorCode, string> = {
  malformed: "The request can't be read: a body that is no JSON, a header that has no such form, or two credentials that differ.",
  unauthenticated: "There is no credential, or it is mistyped, expired or revoked.",
  spend_cap: "What the workspace may spend on a model is spent.",
  forbidden: "The credential is valid but may not do this: `scope` names the scope that is missing.",
  not_found: "There is nothing by this id, or it is another workspace's.",
  method_not_allowed: "This address takes other methods: `Allow` lists them.",
  conflict: "It is not in a state for that, or the first request with this Idempotency-Key is still in flight.",
  gone: "The API was deleted.",
  precondition_failed: "Somebody changed it since the ETag in If-Match was read. Read it again.",
  too_large: "The body is larger than this operation takes.",
  unsupported_media_type: "The body is of another media type than this operation takes.",
  invalid: "The content is not valid: `errors` lists each field, or the Idempotency-Key was used with another request.",
  generation_refused: "The description can't be built: `message` says why, `suggestions` what can, and `outline` what was understood of it: send it to POST /api/generate as you edited it.",
  generation_failed: "The build did not pass its tests; nothing was deployed.",
  paused: "The API is paused.",
  rate_limited: "A limit is reached: `limit`, `cap` and `used` name it. Retry after as many seconds as `Retry-After` says.",
  internal: "Something went wrong on our side. `request_id` names this call.",
  bad_gateway: "The API crashed or answered with something unreadable.",
  unavailable: "Not available right now, while something restarts. Retry after as many seconds as `Retry-After` says.",
  deadline: "The API took longer than it may.",
};

/** The responses of every error, as components; those of one status that an operation can give stand together. */
export const errorResponses = (): Schema => Object.fromEntries((Object.keys(ERROR_STATUS) as ErrorCode[]).map((code) => [code, response([code])]));

/** The errors that the door and the verbs of this kind give, one response per status. */
export function describeErrors(operation: AnyOperation): Schema {
  const byStatus = Map.groupBy(new Set(codesOf(operation)), (code) => ERROR_STATUS[code]);
  return Object.fromEntries([...byStatus].toSorted(([a], [b]) => a - b).map(([status, codes]) => [String(status), codes[1] ? response(codes) : { $ref: `#/components/responses/${codes[0]}` }]));
}

function codesOf(operation: AnyOperation): ErrorCode[] {
  const { scope, body, upload, path, method, query, events, etag, errors = [] } = operation;
  const takesBody = body !== undefined || upload !== undefined;
  return [
    ...(scope === null && !body ? [] : (["malformed"] as const)), ...(scope === null ? [] : (["unauthenticated", "forbidden"] as const)), ...(path.includes("{") ? (["not_found"] as const) : []),
    ...(path.includes("/apis/") ? (["gone"] as const) : []), ...((method === "POST" && path.includes("{")) || isOnce(operation) ? (["conflict"] as const) : []), ...(takesBody ? (["too_large"] as const) : []),
    ...(upload ? (["unsupported_media_type"] as const) : []), ...(takesBody || query || isOnce(operation) ? (["invalid"] as const) : []),
    ...(method === "POST" && events ? (["generation_refused", "generation_failed", "spend_cap"] as const) : []),
    ...(etag && method !== "GET" ? (["precondition_failed"] as const) : []), ...(/\/(try|runtime\/(wake|restart))$/.test(path) ? (["paused", "bad_gateway", "deadline"] as const) : []),
    ...errors, "rate_limited", "internal", "unavailable",
  ];
}

function response(codes: readonly ErrorCode[]): Schema {
  const retries = codes.some((code) => ["rate_limited", "unavailable", "conflict"].includes(code));
  return {
    description: codes.map((code) => (codes.length > 1 ? `\`${code}\`: ${WHY[code]}` : WHY[code])).join("\n\n"),
    headers: {
      "X-Request-ID": { $ref: "#/components/headers/X-Request-ID" }, ...(retries ? { "Retry-After": { description: "Seconds to wait.", schema: { type: "integer" } } } : {}),
      ...(codes.includes("unauthenticated") ? { "WWW-Authenticate": { description: "Bearer", schema: { type: "string" } } } : {}),
    },
    content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" }, ...(codes[1] ? { examples: Object.fromEntries(codes.map((code) => [code, { value: example(code) }])) } : codes[0] ? { example: example(codes[0]) } : {}) } },
  };
}

const example = (code: ErrorCode): Schema => ({
  type: `/docs/errors#${code}`, title: ERROR_TITLE[code], status: ERROR_STATUS[code], detail: WHY[code], instance: "/api/v1/apis", error: code, message: WHY[code], request_id: REQUEST_ID,
  ...(code === "invalid" ? { errors: [{ path: "name", message: "Give the key a name." }] } : {}),
});

/** RFC 9457, with the fields that existing clients read. */
export function problemSchema(): Schema {
  const text = (description: string): Schema => ({ type: "string", description });
  return {
    type: "object", description: "RFC 9457, with the fields that existing clients read. An error may add its own: the limit, the errors of the content.",
    required: ["type", "title", "status", "detail", "instance", "error", "message", "request_id"],
    properties: {
      type: text("Where this error is explained."), title: text("What kind of error it is."), status: { type: "integer", description: "The HTTP status." }, detail: text("What happened, why, and what to do."),
      instance: text("The path that was asked."), error: { type: "string", enum: Object.keys(ERROR_STATUS), description: "What programs decide by." }, message: text("The same as `detail`."), request_id: text("Names this call in logs: send it to us."),
      errors: { type: "array", description: "Of `invalid`: what is wrong, and where.", items: { type: "object", required: ["path", "message"], properties: { path: text("The field."), message: text("What is wrong with it.") } } },
    },
    additionalProperties: true,
  };
}
