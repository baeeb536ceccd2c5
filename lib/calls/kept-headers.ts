import { keptText } from "./kept-body.ts";

/** Those that tell what was asked, not who asked: an API's own sign-in may be in any other. */
const KEPT = new Set(["accept", "accept-encoding", "accept-language", "api-version", "content-length", "content-type", "idempotency-key", "if-match", "if-modified-since", "if-none-match", "if-unmodified-since", "origin", "prefer", "range", "user-agent"]);
const MAX_HEADERS = 60;
const MAX_VALUE = 500;

/** A call's headers as they are kept, from a flat list (name, value, …): those that are harmless, and the names of the others. */
export function keptRequestHeaders(raw: readonly string[]): { headers: Record<string, string>; otherHeaders: string[] } {
  const all = pairs(raw);
  return {
    headers: Object.fromEntries(all.filter(([name]) => KEPT.has(name))),
    otherHeaders: [...new Set(all.filter(([name]) => !KEPT.has(name)).map(([name]) => name))].filter((name) => name !== "host" && name !== "connection"),
  };
}

/** An answer's headers: what could act on a browser is already gone. */
export const keptReplyHeaders = (raw: readonly string[]): Record<string, string> => Object.fromEntries(pairs(raw).map(([name, value]) => [name, /cookie|token|secret|authorization|api-?key/.test(name) ? "[hidden]" : value]));

function pairs(raw: readonly string[]): [name: string, value: string][] {
  const found: [string, string][] = [];
  for (let at = 0; at + 1 < raw.length && found.length < MAX_HEADERS; at += 2) found.push([(raw[at] ?? "").toLowerCase().slice(0, 100), keptText((raw[at + 1] ?? "").slice(0, MAX_VALUE))]);
  return found;
}
