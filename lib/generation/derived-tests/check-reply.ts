import type { ScratchReply, ScratchRequest } from "#lib/runtime/runtime.ts";
import type { Json } from "#lib/versions/schema.ts";
import type { SchemaCheck } from "./json-schema.ts";
import { operationOf, replyOf, type Operation } from "./operations.ts";

/** Why a reply is not what the document promises, or null. */
export type ReplyCheck = (request: Pick<ScratchRequest, "method" | "path">, reply: ScratchReply) => string | null;

/** What any operation may answer without saying so: the platform or the framework says it before the operation is asked. */
const GENERAL = new Set([400, 405, 413, 414, 415, 429]);

/** Holds every reply to the document: its status is documented, its body fits the schema, and nothing ends in a 5xx. */
export function createReplyCheck(operations: readonly Operation[], fits: SchemaCheck): ReplyCheck {
  return (request, reply) => {
    if (reply.status >= 500) return `answered ${reply.status}: an API answers no request with a 5xx`;
    if (request.method === "HEAD" || request.method === "OPTIONS") return null;
    const operation = operationOf(operations, request.method, request.path);
    if (!operation) return null;
    const documented = replyOf(operation, reply.status);
    if (!documented) return GENERAL.has(reply.status) ? null : `answered ${reply.status}, which ${operation.title} does not document`;
    if (documented.schema === null) return null;
    if (!/^application\/(?:[\w.+-]+\+)?json\b/.test(reply.headers["content-type"] ?? "")) return `answered ${reply.status} as ${reply.headers["content-type"] ?? "no content type"}, but JSON is documented`;
    const body = readJson(reply.body);
    if (body === undefined) return `answered ${reply.status} with a body that is not JSON`;
    const problem = fits(documented.schema, body);
    return problem === null ? null : `the reply ${reply.status} does not fit the document: ${problem}`;
  };
}

/** Undefined when it isn't JSON. */
export function readJson(text: string): Json | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
