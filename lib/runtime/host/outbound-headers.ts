import type { IncomingHttpHeaders } from "node:http";
import { PLATFORM_HEADER } from "./egress.ts";

/** Set by whoever speaks on a connection, never passed on (RFC 9110, 7.6.1), and what would name the platform to a host. */
const HOP_BY_HOP = new Set(["connection", "keep-alive", "proxy-authenticate", "proxy-authorization", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade", "http2-settings", "expect", "content-length"]);
const NOT_SENT = new Set(["host", "accept-encoding", "forwarded", "via", "x-real-ip", "cf-connecting-ip"]);
const NOT_RETURNED = new Set(["alt-svc", "content-encoding"]);

/** What a host is sent: the code's headers without those of the connection. The reply comes unpacked, so that its size is what it is. */
export function headersToSend(headers: IncomingHttpHeaders, host: string, bodyBytes: number, method: string): Record<string, string | string[]> {
  const kept = keep(headers, (name) => !NOT_SENT.has(name) && !name.startsWith("x-forwarded-"));
  const sent: Record<string, string | string[]> = { "user-agent": "api-creator", accept: "*/*", ...kept, host, "accept-encoding": "identity", connection: "close" };
  if (bodyBytes > 0 || !["GET", "HEAD", "OPTIONS", "DELETE"].includes(method)) sent["content-length"] = String(bodyBytes);
  return sent;
}

export const headersToReturn = (headers: IncomingHttpHeaders): Record<string, string | string[]> => keep(headers, (name) => !NOT_RETURNED.has(name));

function keep(headers: IncomingHttpHeaders, isKept: (name: string) => boolean): Record<string, string | string[]> {
  const named = new Set(String(headers.connection ?? "").toLowerCase().split(",").map((name) => name.trim()));
  const kept: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined && !HOP_BY_HOP.has(name) && !named.has(name) && !name.startsWith(PLATFORM_HEADER) && isKept(name)) kept[name] = value;
  }
  return kept;
}
