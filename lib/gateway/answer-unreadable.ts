import http from "node:http";
import type { Duplex } from "node:stream";
import { AppError } from "#lib/errors.ts";
import { endSocket } from "#lib/http/end-socket.ts";
import { problemReply } from "#lib/http/problem.ts";
import { newUuid } from "#lib/id.ts";
import { MAX_HEADER_BYTES, MAX_URL_BYTES } from "./call-path.ts";

/** The one error body on a connection that has no request to answer, which is closed then. */
export function answerUnreadable(error: NodeJS.ErrnoException | AppError, socket: Duplex): void {
  if (!socket.writable) return void socket.destroy();
  const requestId = newUuid();
  const problem = problemReply(error instanceof AppError ? error : refusalOf(error.code), requestId, "/");
  let head = `HTTP/1.1 ${problem.status} ${http.STATUS_CODES[problem.status]}\r\nConnection: close\r\nX-Content-Type-Options: nosniff\r\nX-Request-ID: ${requestId}\r\n`;
  for (let i = 0; i < problem.headers.length; i += 2) head += `${problem.headers[i]}: ${problem.headers[i + 1]}\r\n`;
  endSocket(socket, `${head}\r\n${problem.body.toString("utf8")}`);
}

function refusalOf(code: string | undefined): AppError {
  if (code === "HPE_HEADER_OVERFLOW") return new AppError("too_large", `The address or the headers are too long: at most ${MAX_URL_BYTES} and ${MAX_HEADER_BYTES} bytes.`);
  return new AppError("malformed", code === "ERR_HTTP_REQUEST_TIMEOUT" ? "The request did not arrive in time." : "This is not a well-formed HTTP request.");
}
