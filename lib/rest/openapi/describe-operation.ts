import type { AnyOperation } from "../operations.ts";
import { describeErrors } from "./describe-errors.ts";
import { describeParameters } from "./describe-parameters.ts";
import { scopesOf } from "../scopes-of.ts";
import { isOnce } from "./is-once.ts";
import { BYTES, type Schema, toSchema } from "./to-schema.ts";

const SECURITY = [{ bearer: [] }, { apiKey: [] }, { session: [] }];
const NO_KEY_SECURITY = [{ bearer: [] }, { session: [] }];

/** One operation of the document. */
export function describeOperation(operationId: string, tag: string, operation: AnyOperation): Schema {
  const { summary, description, scope, successStatus = 200 } = operation;
  const parameters = describeParameters(operation);
  return {
    operationId, summary, tags: [tag], description: `${description ?? `${summary}.`} ${whoMay(operation)}`,
    security: scope === null ? [] : scope === "admin" || scope === "account" ? NO_KEY_SECURITY : SECURITY,
    ...(parameters.length > 0 ? { parameters } : {}), ...requestOf(operation),
    responses: { [String(successStatus)]: success(operation), ...describeErrors(operation) },
  };
}

function whoMay(operation: AnyOperation): string {
  const { scope } = operation;
  if (scope === null) return "Anybody may call it.";
  if (scope === "account") return "For a person: a session, or its access token as the bearer. Management keys may not.";
  if (scope === "admin") return "For administrators: a session, its access token, or the installation's ADMIN_API_KEY as the bearer.";
  const [own, ...others] = scopesOf(operation).map((name) => `\`${name}\``);
  return others.length > 0 ? `Needs the scopes ${[own, ...others.slice(0, -1)].join(", ")} and ${others.at(-1)}.` : `Needs the scope ${own}.`;
}

function requestOf({ body, example, upload = [] }: AnyOperation): Schema {
  const content = {
    ...(body ? { "application/json": { schema: toSchema(body, "input"), ...(example === undefined ? {} : { example }) } } : {}),
    ...Object.fromEntries(upload.map((type) => [type, { schema: BYTES }])),
  };
  return Object.keys(content).length > 0 ? { requestBody: { required: true, content } } : {};
}

function success(operation: AnyOperation): Schema {
  const { summary, output, events, media = [], successStatus, path, method, query, etag, answer } = operation;
  const isPaged = method === "GET" && query !== undefined && "cursor" in query.shape;
  const header = (name: string): Schema => ({ [name]: { $ref: `#/components/headers/${name}` } });
  const headers = { ...header("X-Request-ID"), ...(isPaged ? header("Link") : {}), ...(etag ? header("ETag") : {}), ...("location" in operation ? header("Location") : {}), ...(isOnce(operation) ? header("Idempotent-Replayed") : {}) };
  if (successStatus === 204) return { description: "Done: there is nothing more to say.", headers };
  const end = path.endsWith("/logs/live") ? "It goes on until `end`: then connect again." : "The last is `live`, `draft` or `failed`.";
  return {
    description: events ? `A stream of server-sent events: \`id\` is the number, \`event\` the type, \`data\` this JSON. ${end}${output ? " With Accept: application/json the result alone." : ""}` : `${summary}: the reply.`,
    headers,
    content: {
      ...(events ? { "text/event-stream": { schema: toSchema(events, "output") } } : {}), ...(output ? { "application/json": { schema: toSchema(output, "output"), ...(answer === undefined ? {} : { example: answer }) } } : {}),
      ...Object.fromEntries(media.map((type) => [type, { schema: BYTES }])),
    },
  };
}
