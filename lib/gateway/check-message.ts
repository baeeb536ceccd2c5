import type { IncomingMessage } from "node:http";
import { AppError } from "#lib/errors.ts";
import { type Host, parseHost } from "#lib/http/host.ts";
import { MAX_URL_BYTES } from "./call-path.ts";

/**
 * Whom a request is for. Throws `malformed` for what node's strict parser lets through although another parser could read it differently:
 * versions, framing, hosts and the form of the target. The connection must be closed then.
 */
export function checkMessage(request: IncomingMessage): Host | null {
  const { httpVersion, headers, url = "/", method } = request;
  if (httpVersion !== "1.1" && httpVersion !== "1.0") throw malformed("The version of HTTP has to be 1.1 or 1.0.");
  const coding = headers["transfer-encoding"];
  if (coding !== undefined && (coding.toLowerCase() !== "chunked" || httpVersion === "1.0")) throw malformed("The only transfer coding accepted is chunked, once, in HTTP/1.1.");
  if (url.length > MAX_URL_BYTES) throw new AppError("too_large", `The address has ${url.length} bytes; the limit is ${MAX_URL_BYTES}. Send large values in the body.`);
  const host = hostOf(request);
  if (url[0] === "/" || (url === "*" && method === "OPTIONS")) return host;
  const authority = /^https?:\/\/([^/?#]*)/i.exec(url)?.[1];
  const named = authority === undefined ? null : parseHost(authority);
  if (!named) throw malformed("The address of the request can't be read.");
  // RFC 9112 §3.2.2: a client sends the same in both. One that does not wants them to be taken for one another.
  if (host && (host.name !== named.name || host.port !== named.port)) throw malformed("The address names another host than the Host header.");
  return named;
}

function hostOf({ httpVersion, rawHeaders }: IncomingMessage): Host | null {
  let found: string | undefined;
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i] ?? "";
    if (name.length !== 4 || name.toLowerCase() !== "host") continue;
    if (found !== undefined) throw malformed("There is more than one Host header.");
    found = rawHeaders[i + 1] ?? "";
  }
  if (found === undefined && httpVersion === "1.0") return null;
  const host = parseHost(found ?? "");
  if (!host) throw malformed("The Host header can't be read.");
  return host;
}

const malformed = (message: string): AppError => new AppError("malformed", message);
