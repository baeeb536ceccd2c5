import { isIP } from "node:net";
import { headersOf } from "./raw-headers.ts";

/**
 * Who connects. Behind `trustedHops` proxies of ours the address is the one that the outermost of them saw: counted from the right of
 * X-Forwarded-For, since everything further left is the client's own claim. What is no address there is answered by the one that we see.
 * `Forwarded` is never believed: a proxy that only writes X-Forwarded-For hands on whatever a client says in it.
 */
export function clientAddress(socketAddress: string | undefined, rawHeaders: readonly string[], trustedHops: number): string {
  const direct = socketAddress ?? "unknown";
  if (trustedHops === 0) return direct;
  const chain = headersOf(rawHeaders, "x-forwarded-for").flatMap((value) => value.split(",")).map((part) => part.trim()).filter((part) => part !== "");
  return addressIn(chain[Math.max(0, chain.length - trustedHops)] ?? "") ?? direct;
}

/** `192.0.2.7`, `192.0.2.7:4711`, `2001:db8::1`, `[2001:db8::1]`, `[2001:db8::1]:4711`, in quotes or not, as proxies write them. */
function addressIn(entry: string): string | null {
  const [, bare = entry] = /^"(.*)"$/.exec(entry) ?? [];
  const [, address = bare] = /^\[([^\]]*)\](?::\d{1,5})?$/.exec(bare) ?? /^([^:]+):\d{1,5}$/.exec(bare) ?? [];
  return isIP(address) !== 0 && !address.includes("%") ? address : null;
}
