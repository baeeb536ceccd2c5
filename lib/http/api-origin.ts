import { type Host, parseHost } from "./host.ts";

/** Where APIs are called: at the platform's own address, on a host of their own, or each on its own host. */
export interface ApiOrigin {
  kind: "shared" | "host" | "wildcard";
  /** `apis.example.com`, or what follows the id for `wildcard`; null: any host. */
  hostName: string | null;
  /** Of an API, or of a draft of it: `api_…~4-…`. */
  urlOf(apiId: string): string;
  /** Header lines, flat, that tell an API the address it is called at. */
  headersFor(apiId: string): string[];
}

/** `apiOrigin`: `https://apis.example.com`, or `https://*.apis.example.com` for a host of each API's own. Throws with words for anything else. */
export function apiOriginOf({ publicUrl, apiOrigin }: { publicUrl: string; apiOrigin?: string | undefined }): ApiOrigin {
  const [, scheme = "", wildcard = "", authority = ""] = /^(https?):\/\/(\*\.)?([^/?#]+)\/?$/.exec(apiOrigin ?? publicUrl) ?? [];
  if (apiOrigin === undefined) return shared(publicUrl);
  const host = parseHost(authority);
  if (!host) throw new Error("API_ORIGIN has to be an origin, like https://apis.example.com or https://*.apis.example.com.");
  if (host.name === platformHost(publicUrl)) throw new Error("API_ORIGIN has to be on another host than PUBLIC_URL: cookies are shared between the ports of a host. Leave it empty to serve APIs at PUBLIC_URL.");
  const at = host.port === null ? host.name : `${host.name}:${host.port}`;
  return wildcard === ""
    ? { kind: "host", hostName: host.name, urlOf: (apiId) => `${scheme}://${at}/${apiId}`, headersFor: (apiId) => addressHeaders(scheme, at, `/${apiId}`) }
    // An underscore is no letter of a host name that browsers and certificates agree on.
    : { kind: "wildcard", hostName: host.name, urlOf: (apiId) => `${scheme}://${labelOf(apiId)}.${at}`, headersFor: (apiId) => addressHeaders(scheme, `${labelOf(apiId)}.${at}`, "") };
}

function shared(publicUrl: string): ApiOrigin {
  const { host, protocol } = new URL(publicUrl);
  return { kind: "shared", hostName: null, urlOf: (apiId) => `${publicUrl}/${apiId}`, headersFor: (apiId) => addressHeaders(protocol.slice(0, -1), host, `/${apiId}`) };
}

const addressHeaders = (scheme: string, host: string, prefix: string): string[] => ["Host", host, "X-Forwarded-Proto", scheme, "X-Forwarded-Host", host, "X-Forwarded-Prefix", prefix];

const labelOf = (apiId: string): string => apiId.replace("_", "-").replace("~", "--");
const platformHost = (publicUrl: string): string | undefined => parseHost(new URL(publicUrl).host)?.name;

/** The id that a host of `wildcard` names, by form alone: `api-….apis.example.com`; null: none. */
export function apiIdOfHost(host: Host | null, origin: ApiOrigin): string | null {
  if (origin.kind !== "wildcard" || !host?.name.endsWith(`.${origin.hostName}`)) return null;
  const label = host.name.slice(0, -(origin.hostName?.length ?? 0) - 1);
  return /^api[-_][a-z0-9]{16}(?:--[1-9]\d{0,8}(?:-[0-9a-f]{16})?)?$/.test(label) ? label.slice(0, 20).replace("-", "_") : null;
}

/** The version that such a host names: `api-…--4-….apis.example.com`. */
export const versionOfHost = (host: Host | null): string | null => /^[^.]{20}--([1-9]\d{0,8}(?:-[0-9a-f]{16})?)\./.exec(host?.name ?? "")?.[1] ?? null;
