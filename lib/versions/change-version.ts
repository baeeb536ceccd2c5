import { sql } from "kysely";
import { requireOwnApi } from "#lib/apis/runtime-of.ts";
import { requireScope, type Actor } from "#lib/auth/actor.ts";
import type { Clock } from "#lib/clock.ts";
import { asUser } from "#lib/db/as-user.ts";
import { AppError } from "#lib/errors.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { getVersion } from "./get-version.ts";
import type { VersionDeps } from "./list-versions.ts";
import { type ChangeVersion, changeVersionSchema, type VersionDetail } from "./release-schema.ts";

/** Marks an earlier version as deprecated, for who still calls it by its number, or takes that back. Throws `not_found`, `conflict` for one that was never live or is live now. */
export async function changeVersion(input: { apiId: string; number: number } & ChangeVersion, actor: Actor, deps: VersionDeps & { clock: Clock }): Promise<VersionDetail> {
  requireScope(actor, "apis:write");
  const { deprecated, sunset = null } = parseInput(changeVersionSchema, input);
  const { apiId } = await requireOwnApi(input.apiId, actor, deps);
  const version = await getVersion({ apiId, number: input.number }, actor, deps);
  if (version.state !== "earlier") throw new AppError("conflict", `Version ${version.number} is ${version.state === "live" ? "live" : `a ${version.state === "draft" ? "draft" : "discarded draft"}`}. Only a version that was live before can be deprecated.`);
  // When it was deprecated stays told, whatever becomes of its end.
  const since = deprecated ? (version.deprecatedAt ?? new Date(deps.clock.now()).toISOString()) : null;
  if (sunset !== null && (since === null || Date.parse(sunset) < Date.parse(since))) throw invalid(since === null ? "Only a deprecated version has an end." : "It ends after it was deprecated.");
  await asUser(actor, deps.db, (tx) => sql`select private.deprecate_version(${apiId}, ${version.number}::integer, ${since}::timestamptz, ${sunset}::timestamptz)`.execute(tx));
  return getVersion({ apiId, number: version.number }, actor, deps);
}

const invalid = (message: string): AppError => new AppError("invalid", message, { extensions: { errors: [{ path: "sunset", message }] } });
