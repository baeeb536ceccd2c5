import type { IncomingMessage, ServerResponse } from "node:http";
import { problemReply } from "#lib/http/problem.ts";
import { headerOf } from "#lib/http/raw-headers.ts";
import { requestIdFrom } from "#lib/id.ts";

/** Answers with the one error body. */
export function sendProblem(request: IncomingMessage, response: ServerResponse, error: unknown): void {
  const requestId = requestIdFrom(headerOf(request.rawHeaders, "x-request-id"));
  const problem = problemReply(error, requestId, (request.url ?? "/").split("?")[0] ?? "/");
  response.writeHead(problem.status, [...problem.headers, "X-Request-ID", requestId, "X-Content-Type-Options", "nosniff"]);
  response.end(request.method === "HEAD" ? undefined : problem.body);
}
