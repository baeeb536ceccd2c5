import type { Clock } from "#lib/clock.ts";
import type { ApiRecord, VersionRecord } from "#lib/db/gateway-db.ts";
import { AppError } from "#lib/errors.ts";
import type { ApiOrigin } from "#lib/http/api-origin.ts";
import { draftName } from "#lib/http/draft-name.ts";
import { headerOf, headersOf } from "#lib/http/raw-headers.ts";
import { versionName } from "#lib/runtime/runtime-name.ts";
import type { Exchange, IncomingCall } from "./exchange.ts";
import { VerifiedCache } from "./verified-cache.ts";
import { when } from "./when.ts";

/** A version that a call named: a draft by its address, `/{apiId}~4-…`, another one by the header `API-Version: 4`. */
export interface ChosenVersion {
  versionId: string;
  number: number;
  isDraft: boolean;
  /** How a call has to name it while it is a draft. */
  draftName: string;
  /** The name of its runtime while it isn't the live version. */
  runtime: string;
  /** That its answers carry: which version served, and whether to leave it. */
  headers: readonly string[];
}
export interface ChosenVersionDeps {
  versions: ChosenVersions;
}

const MAX_VERSIONS = 20_000;
const MAX_MISSING = 2_000;

/** Numbers of versions and what they stand for: a warm call asks nobody. */
export class ChosenVersions {
  readonly #cache: VerifiedCache<ChosenVersion & { apiId: string }>;
  readonly #options: { findVersion(apiId: string, number: number): Promise<VersionRecord | null>; origin: ApiOrigin };

  constructor(options: { findVersion(apiId: string, number: number): Promise<VersionRecord | null>; origin: ApiOrigin; clock: Clock; heardUntil(): number }) {
    this.#options = options;
    this.#cache = new VerifiedCache({ clock: options.clock, heardUntil: options.heardUntil, tagsOf: ({ apiId }) => [apiId], maxFound: MAX_VERSIONS, maxMissing: MAX_MISSING });
  }

  find(apiId: string, number: number): ChosenVersion | null | Promise<ChosenVersion | null> {
    return this.#cache.find(`${apiId} ${number}`, async () => {
      const found = await this.#options.findVersion(apiId, number);
      return found && { ...found, apiId, draftName: draftName(found.number, found.versionId), runtime: versionName(apiId, found.versionId, found.isDraft), headers: headersFor(found, this.#options.origin.urlOf(apiId)) };
    });
  }

  /** The API has changed. */
  invalidate(apiId: string): void {
    this.#cache.invalidate(apiId);
  }

  distrust(): void {
    this.#cache.distrust();
  }
}

/** What the call says of versions; empty: nothing, so the live one serves it. */
export function wantedVersions({ version, rawHeaders }: IncomingCall): readonly string[] {
  if (version === undefined && headerOf(rawHeaders, "api-version") === undefined) return NONE;
  const named = headersOf(rawHeaders, "api-version");
  return version === undefined ? named : [version, ...named];
}
const NONE: readonly string[] = [];

/** The version that the call names. A draft is for keys of its workspace, and for those who were told its address. Throws `malformed`, `unauthenticated`, and `not_found` for one that there isn't. */
export function chooseVersion(exchange: Exchange, api: ApiRecord, wanted: readonly string[], { versions }: ChosenVersionDeps): ChosenVersion | Promise<ChosenVersion> {
  const [text = "", ...others] = wanted.map((value) => value.trim());
  if (others.some((other) => other !== text)) throw new AppError("malformed", "This call names two versions. Name one, in API-Version or by a draft's address.");
  const number = /^([1-9]\d{0,8})(?:-[0-9a-f]{16})?$/.exec(text)?.[1];
  if (number === undefined) throw new AppError("malformed", "API-Version has to be the number of a version, like 3. Leave it out to be served by the live one.");
  const { principal } = exchange;
  // What a route lets be called without a key is decided by the live version's document.
  if (principal?.kind !== "key") throw new AppError("unauthenticated", "A version is chosen with a key. Send one, or leave API-Version out.");
  return when(versions.find(api.apiId, Number(number)), (found) => {
    const isTold = text === found?.draftName;
    if (!found || (found.isDraft ? !isTold || principal.workspaceId !== api.workspaceId : text !== number && !isTold)) throw new AppError("not_found", `This API has no version ${text} that can be called. Leave API-Version out to be served by the live one.`);
    return found;
  });
}

/** RFC 9745 (a structured date), RFC 8594 (an HTTP date), RFC 5829 (where the successor is). */
function headersFor({ number, deprecatedAt, sunsetAt }: VersionRecord, url: string): string[] {
  const headers = ["API-Version", String(number)];
  if (deprecatedAt) headers.push("Deprecation", `@${Math.floor(deprecatedAt.getTime() / 1000)}`, "Link", `<${url}>; rel="successor-version"`);
  if (sunsetAt) headers.push("Sunset", sunsetAt.toUTCString());
  return headers;
}
