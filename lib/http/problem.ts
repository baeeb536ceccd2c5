import { AppError, toProblem } from "#lib/errors.ts";

export interface ProblemReply {
  status: number;
  /** Flat name, value list. */
  headers: string[];
  body: Buffer;
}

/** The one error body (RFC 9457) with its headers. `instance` is the path, without the query. */
export function problemReply(error: unknown, requestId: string, instance: string): ProblemReply {
  const problem = toProblem(error, requestId, instance);
  const body = Buffer.from(JSON.stringify(problem));
  const headers = ["Content-Type", "application/problem+json", "Content-Length", String(body.length), "Cache-Control", "no-store"];
  if (problem.status === 401) headers.push("WWW-Authenticate", "Bearer");
  for (const [name, value] of Object.entries(error instanceof AppError ? error.headers : {})) headers.push(name, value);
  return { status: problem.status, headers, body };
}
