import http, { type IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { endSocket } from "#lib/http/end-socket.ts";
import { endToEndHeaders } from "#lib/http/raw-headers.ts";
import { originForm } from "./origin-form.ts";
import { requestWeb, type WebPlace } from "./web-place.ts";

/**
 * Hands on a WebSocket upgrade. The two connections become one only after web's 101: before it, whatever the client sends behind its
 * request would reach web as a request of its own, with headers that only we may set.
 */
export function upgradeToWeb(request: IncomingMessage, socket: Duplex, head: Buffer, { at, headers }: { at: WebPlace; headers: string[] }): void {
  const protocol = ["Connection", "Upgrade", "Upgrade", "websocket"];
  const upstream = requestWeb(at, { method: "GET", path: originForm(request.url ?? "/") ?? "/", headers: [...headers, ...protocol], setDefaultHeaders: false, agent: false });
  const close = (): void => {
    upstream.destroy();
    socket.destroy();
  };
  socket.on("error", close).once("close", close);
  upstream.once("error", close);
  upstream.once("upgrade", (answer, web, webHead) => {
    web.on("error", close).once("close", close);
    socket.write(`HTTP/1.1 101 Switching Protocols\r\n${linesOf([...endToEndHeaders(answer.rawHeaders, () => false), ...protocol])}\r\n`, "latin1");
    if (webHead.length > 0) socket.write(webHead);
    if (head.length > 0) web.write(head);
    socket.pipe(web).pipe(socket);
  });
  upstream.once("response", (answer) => {
    const kept = endToEndHeaders(answer.rawHeaders, () => false);
    socket.write(`HTTP/1.1 ${answer.statusCode ?? 502} ${http.STATUS_CODES[answer.statusCode ?? 502] ?? ""}\r\n${linesOf([...kept, "Connection", "close"])}\r\n`, "latin1");
    answer.pipe(socket, { end: false });
    answer.once("end", () => endSocket(socket));
  });
  upstream.end();
}

function linesOf(headers: string[]): string {
  let lines = "";
  for (let i = 0; i < headers.length; i += 2) lines += `${headers[i]}: ${headers[i + 1]}\r\n`;
  return lines;
}
