import { AppError } from "#lib/errors.ts";
import { type ApiOrigin, apiIdOfHost, versionOfHost } from "#lib/http/api-origin.ts";
import type { Host } from "#lib/http/host.ts";
import { type CallPath, splitCallPath } from "./call-path.ts";

/**
 * The call that a request is, told by its host and its path before any I/O; null: the platform's. Throws `not_found` for what is asked of
 * the wrong host: where APIs have an origin of their own, nothing of the platform is there, and no API elsewhere.
 */
export function findCall(host: Host | null, target: string, origin: ApiOrigin): CallPath | null {
  const call = splitCallPath(target);
  if (origin.kind === "shared" || origin.hostName === null) return call;
  const isApiHost = host !== null && (host.name === origin.hostName || (origin.kind === "wildcard" && host.name.endsWith(`.${origin.hostName}`)));
  if (!isApiHost) {
    if (call) throw new AppError("not_found", `APIs are not served at this address. This one would be at ${origin.urlOf(call.apiId)}.`);
    return null;
  }
  if (origin.kind === "host") {
    if (call) return call;
    throw new AppError("not_found", `Only APIs are served at this address, each under its id: ${origin.urlOf("api_…")}.`);
  }
  const apiId = apiIdOfHost(host, origin);
  if (!apiId) throw new AppError("not_found", `Only APIs are served at this address, each on its own host: ${origin.urlOf("api_…")}.`);
  const version = versionOfHost(host);
  return { apiId, ...(version ? { version } : {}), target: wholePath(target) };
}

/** Of an absolute-form target the path; `/` when it has none. */
function wholePath(target: string): string {
  const path = target[0] === "/" ? target : target.replace(/^https?:\/\/[^/?#]*/i, "");
  return path[0] === "/" ? path : `/${path}`;
}
