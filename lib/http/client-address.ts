import { headersOf } from "./raw-headers.ts";

/**
 * Who connects. Behind `trustedHops` proxies of ours the address is the one that the outermost of them saw: counted from the right of
 * X-Forwarded-For, since everything further left is the client's own claim.
 */
export function clientAddress(socketAddress: string | undefined, rawHeaders: readonly string[], trustedHops: number): string {
  const direct = socketAddress ?? "unknown";
  if (trustedHops === 0) return direct;
  const chain = headersOf(rawHeaders, "x-forwarded-for").flatMap((value) => value.split(",")).map((part) => part.trim()).filter((part) => part !== "");
  return chain[Math.max(0, chain.length - trustedHops)] ?? direct;
}
