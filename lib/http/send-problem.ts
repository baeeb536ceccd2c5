import type { IncomingMessage, ServerResponse } from "node:http";
import { requestIdFrom } from "#lib/id.ts";
import { problemReply } from "./problem.ts";
import { headerOf } from "./raw-headers.ts";

/** Answers with the one error body. */
export function sendProblem(request: IncomingMessage, response: ServerResponse, error: unknown): void {
  const requestId = requestIdFrom(headerOf(request.rawHeaders, "x-request-id"));
  const problem = problemReply(error, requestId, (request.url ?? "/").split("?")[0] ?? "/");
  response.writeHead(problem.status, [...problem.headers, "X-Request-ID", requestId, "X-Content-Type-Options", "nosniff"]);
  response.end(request.method === "HEAD" ? undefined : problem.body);
}
