import { z } from "zod";
import { ERROR_STATUS, ERROR_TITLE, type ErrorCode } from "#lib/errors.ts";
import { type AnyOperation, OPERATIONS } from "./operations.ts";
import { takesIdempotencyKey } from "./serve.ts";

type Schema = Record<string, unknown>;

const TAGS: Record<keyof typeof OPERATIONS, string> = {
  Builds: "From a description to a live API: start, follow, answer, cancel.",
  "Generation API": "The five calls that existing clients make, in their own shapes: create, read, change, look back, delete.",
  Blueprints: "Tested APIs to start from.",
  APIs: "The workspace's APIs.",
  Keys: "Call keys and management keys.",
  "Hosts and secrets": "What an API reaches outside: approved hosts, secrets that go to them, and what it asked of them.",
  Audit: "What was changed in the workspace, by whom and from where.",
  Platform: "What programs need to know first.",
  Administration: "For administrators, over all workspaces.",
};
const SECURITY = [{ bearer: [] }, { apiKey: [] }, { session: [] }];
const ADMIN_SECURITY = [{ bearer: [] }, { session: [] }];

/** OpenAPI 3.1 of the REST API, made from the operations that the routes serve. */
export function openApiDocument(publicUrl: string): Schema {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [tag, operations] of Object.entries(OPERATIONS)) {
    for (const [id, operation] of Object.entries<AnyOperation>(operations)) {
      (paths[operation.path] ??= {})[operation.method.toLowerCase()] = describe(id, tag, operation);
    }
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "API Creator", version: "1.0.0", description: "Describe an API in plain English; it goes live once its tests have passed. Everything that the dashboard does, programs do here.",
      contact: { name: "API Creator", url: `${publicUrl}/docs` }, license: { name: "See the repository", url: `${publicUrl}/docs` },
    },
    servers: [{ url: publicUrl }],
    tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
    paths,
    components: {
      securitySchemes: {
        bearer: { type: "http", scheme: "bearer", description: "A management key (apim_…) or the access token of a session." },
        apiKey: { type: "apiKey", in: "header", name: "X-API-Key", description: "A management key." },
        session: { type: "apiKey", in: "cookie", name: "api-creator-session", description: "The dashboard's session; writes must come from its own pages." },
      },
      schemas: { Problem: problemSchema() },
      responses: Object.fromEntries(Object.entries(ERROR_TITLE).map(([code, title]) => [code, { description: title, headers: REQUEST_ID, content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } } }])),
    },
  };
}

const REQUEST_ID = { "X-Request-ID": { description: "Names this call in logs.", schema: { type: "string" } } };

function describe(operationId: string, tag: string, operation: AnyOperation): Schema {
  const { summary, description, scope, method } = operation;
  const parameters = parametersOf(operation);
  return {
    operationId, summary, tags: [tag],
    description: `${description ?? `${summary}.`} ${whoMay(scope)}`,
    security: scope === null ? [] : scope === "admin" ? ADMIN_SECURITY : SECURITY,
    ...(parameters.length > 0 ? { parameters } : {}),
    ...requestOf(operation),
    responses: { [String(operation.successStatus ?? 200)]: success(operation), ...errorsOf(operation, method) },
  };
}

function requestOf({ body, example, upload = [] }: AnyOperation): Schema {
  const content = {
    ...(body ? { "application/json": { schema: toSchema(body, "input"), ...(example === undefined ? {} : { example }) } } : {}),
    ...Object.fromEntries(upload.map((type) => [type, { schema: BYTES }])),
  };
  return Object.keys(content).length > 0 ? { requestBody: { required: true, content } } : {};
}

/** What is not JSON is described by its media type alone. */
const BYTES = { type: "string", format: "binary" };

function whoMay(scope: AnyOperation["scope"]): string {
  if (scope === null) return "Anybody may call it.";
  return scope === "admin" ? "For administrators: a session, its access token, or the installation's ADMIN_API_KEY as the bearer." : `Needs the scope \`${scope}\`.`;
}

/** Only those with a credential of a workspace: its keys are kept there. */
const isOnce = (operation: AnyOperation): boolean => operation.scope !== null && operation.scope !== "admin" && takesIdempotencyKey(operation);

function parametersOf(operation: AnyOperation): Schema[] {
  const { path, method, query, events, etag } = operation;
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({ name, in: "path", required: true, description: "The id, from the list.", schema: { type: "string" } }));
  const properties = query ? Object.entries(toSchema(query, "output")["properties"] ?? {}) : [];
  const inQuery = properties.map(([name, schema]: [string, Schema]) => ({ name, in: "query", required: false, ...(schema["description"] ? { description: schema["description"] } : {}), schema }));
  const header = (name: string, description: string): Schema => ({ name, in: "header", required: false, description, schema: { type: "string" } });
  return [
    ...inPath, ...inQuery,
    ...(events && method === "GET" ? [header("Last-Event-ID", "The number of the last event that was read: the stream goes on after it.")] : []),
    ...(etag && method !== "GET" ? [header("If-Match", "The ETag that was read: when somebody else changed it since, 412 and nothing is changed.")] : []),
    ...(isOnce(operation) ? [header("Idempotency-Key", "The same key and body get the first reply again for 24 hours, without the secret of a key that it told.")] : []),
  ];
}

function success({ output, events, media = [], successStatus, path, method, query, etag }: AnyOperation): Schema {
  if (successStatus === 204) return { description: "Done.", headers: REQUEST_ID };
  const isPaged = method === "GET" && query !== undefined && "cursor" in query.shape;
  return {
    description: events ? `A stream of server-sent events: \`id\` is the number, \`event\` the type, \`data\` this JSON. ${path.endsWith("/logs/live") ? "It goes on until `end`: then connect again." : "The last is `live` or `failed`."}${output ? " With Accept: application/json the result alone." : ""}` : "Done.",
    headers: { ...REQUEST_ID, ...(isPaged ? { Link: { description: "The next page: rel=\"next\".", schema: { type: "string" } } } : {}), ...(etag ? { ETag: { description: "Names this state.", schema: { type: "string" } } } : {}) },
    content: { ...(events ? { "text/event-stream": { schema: toSchema(events, "output") } } : {}), ...(output ? { "application/json": { schema: toSchema(output, "output") } } : {}), ...Object.fromEntries(media.map((type) => [type, { schema: BYTES }])) },
  };
}

/** The errors that the door and the verbs of this kind give, one response per status. */
function errorsOf(operation: AnyOperation, method: string): Schema {
  const { scope, body, upload, path, query, events, etag, errors = [] } = operation;
  const codes: ErrorCode[] = [
    ...(scope === null ? [] : (["malformed", "unauthenticated", "forbidden"] as const)), ...(path.includes("{") ? (["not_found"] as const) : []),
    ...(path.includes("/apis/") ? (["gone"] as const) : []), ...(method === "POST" && path.includes("{") ? (["conflict"] as const) : []), ...(body || upload ? (["too_large"] as const) : []),
    ...(body || upload || query || isOnce(operation) ? (["invalid"] as const) : []), ...(isOnce(operation) ? (["conflict"] as const) : []), ...(etag && method !== "GET" ? (["precondition_failed"] as const) : []), ...(method === "POST" && events ? (["spend_cap"] as const) : []), ...(/\/(try|runtime\/(wake|restart))$/.test(path) ? (["paused", "bad_gateway", "deadline"] as const) : []),
    ...errors, "rate_limited", "internal", "unavailable",
  ];
  return Object.fromEntries(codes.map((code) => [String(ERROR_STATUS[code]), { $ref: `#/components/responses/${code}` }]));
}

/** JSON Schema of 2020-12, which is OpenAPI 3.1's. What holds any JSON says nothing about it. */
function toSchema(schema: z.ZodType, io: "input" | "output"): Schema {
  const { $schema: _dialect, $defs: _definitions, ...made } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  return JSON.parse(JSON.stringify(made, (_key, value: unknown) => (typeof value === "object" && value !== null && "$ref" in value ? {} : value)));
}

function problemSchema(): Schema {
  const text = { type: "string" };
  return {
    type: "object", description: "RFC 9457, with the fields that existing clients read. An error may add its own: the limit, the errors of the content.",
    required: ["type", "title", "status", "detail", "instance", "error", "message", "request_id"],
    properties: {
      type: text, title: text, status: { type: "integer" }, detail: text, instance: text, error: { type: "string", enum: Object.keys(ERROR_STATUS) }, message: text, request_id: text,
      errors: { type: "array", items: { type: "object", required: ["path", "message"], properties: { path: text, message: text } } },
    },
    additionalProperties: true,
  };
}
