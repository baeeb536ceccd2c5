import { isIP } from "node:net";

const LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
const NAME = new RegExp(`^(?:${LABEL}\\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$`);
/** Names that lead inside a network, or nowhere (RFC 6761, 6762, 7686, 8375, ICANN's private-use `internal`). */
const INSIDE = /(^|\.)(localhost|localdomain|local|internal|intranet|private|corp|home|lan|arpa|onion|invalid)$/;
const DEFAULT_PORT = /:(80|443)$/;

/** The one spelling of a host that an API can reach, e.g. `api.example.com`; null with the reason when it can't be one. */
export function readHostName(text: string): { name: string } | { reason: string } {
  const name = text.trim().toLowerCase().replace(DEFAULT_PORT, "");
  if (isIP(name.replace(/^\[|\]$/g, "")) !== 0 || /^[\d.]+$/.test(name)) return { reason: "an address in numbers can't be approved: use the service's name" };
  if (/:\d+$/.test(name)) return { reason: "only the ports 80 and 443 can be reached" };
  if (name.length > 253 || !NAME.test(name)) return { reason: "a host is written like api.example.com" };
  if (INSIDE.test(name)) return { reason: "this name leads inside a network, not to a public service" };
  return { name };
}
