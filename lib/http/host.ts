import { isIPv6 } from "node:net";

export interface Host {
  /** Lower case, without a trailing dot; IPv6 in brackets. */
  name: string;
  port: number | null;
}

const NAME = /^(?=.{1,253}$)[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)*$/;

/** Reads a Host header, or the authority of an address, strictly; null: two parsers could read it differently. */
export function parseHost(text: string): Host | null {
  const [, rawName = "", digits] = /^(\[[0-9a-fA-F:.]+\]|[^:[\]]+)(?::(\d{1,5}))?$/.exec(text) ?? [];
  const port = digits === undefined ? null : Number(digits);
  if (port !== null && (port === 0 || port > 65_535)) return null;
  const name = rawName.toLowerCase().replace(/\.$/, "");
  if (name[0] === "[" ? isIPv6(name.slice(1, -1)) : NAME.test(name)) return { name, port };
  return null;
}
