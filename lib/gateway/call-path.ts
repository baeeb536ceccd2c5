import { AppError } from "#lib/errors.ts";
import { isApiId } from "#lib/id.ts";

export const MAX_URL_BYTES = 16 * 1024;
export const MAX_HEADER_BYTES = 32 * 1024;
const API_ID_LENGTH = 20;

export interface CallPath {
  apiId: string;
  /** What an address names after the id: `/{apiId}~4-0123456789abcdef`, a draft (lib/http/draft-name.ts), or `/{apiId}~4`. Absent: the address of the API. */
  version?: string;
  /** Path and query after the prefix, byte for byte; `/` for the bare id. */
  target: string;
}

/** Whether a request target is a call to an API, by form alone; null: not ours. Absolute-form targets count by their path. */
export function splitCallPath(requestTarget: string): CallPath | null {
  const origin = /^https?:\/\/[^/?#]*/i.exec(requestTarget)?.[0] ?? "";
  const path = requestTarget.slice(origin.length);
  if (path[0] !== "/") return null;
  const apiId = path.slice(1, 1 + API_ID_LENGTH);
  const rest = path.slice(1 + API_ID_LENGTH);
  if (!isApiId(apiId)) return null;
  if (rest[0] === "~") return splitVersion(apiId, rest);
  if (rest !== "" && rest[0] !== "/" && rest[0] !== "?") return null;
  return { apiId, target: rest[0] === "/" ? rest : `/${rest}` };
}

function splitVersion(apiId: string, rest: string): CallPath | null {
  const [, version, target = ""] = /^~([1-9]\d{0,8}(?:-[0-9a-f]{16})?)(?=[/?]|$)([^]*)$/.exec(rest) ?? [];
  return version === undefined ? null : { apiId, version, target: target[0] === "/" ? target : `/${target}` };
}

/** The path of a target, without its query. */
export const pathOf = (target: string): string => {
  const query = target.indexOf("?");
  return query === -1 ? target : target.slice(0, query);
};

/** Throws `malformed` for a path that two parsers could read differently. The query is data of the API: it goes through as it is. */
export function checkTarget(target: string): void {
  if (target.length > MAX_URL_BYTES) throw new AppError("too_large", `The address has ${target.length} bytes; the limit is ${MAX_URL_BYTES}. Send large values in the body.`);
  const path = pathOf(target);
  if (/[\\\u0000]/.test(target.slice(0, path.length)) || /%00/.test(path)) throw malformed("a backslash or a NUL character");
  if (/[^\u0021-\u007e]/.test(target) || target.includes("#")) throw malformed("a character that must be percent-encoded");
  if (/%(?![0-9A-Fa-f]{2})/.test(path)) throw malformed("a % that is not followed by two hexadecimal digits");
  const readable = path.replace(/%2e/gi, ".").replace(/%2f|%5c/gi, "/");
  if (/(^|\/)\.\.(\/|$)/.test(readable)) throw malformed("`..`");
}

const malformed = (what: string): AppError => new AppError("malformed", `The path contains ${what}. Correct it and send the call again.`);
