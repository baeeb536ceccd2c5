import { sql } from "kysely";
import { requireOwnApi } from "#lib/apis/runtime-of.ts";
import { requireScope, type Actor } from "#lib/auth/actor.ts";
import type { Clock } from "#lib/clock.ts";
import { asUser } from "#lib/db/as-user.ts";
import { inTurn } from "#lib/db/in-turn.ts";
import { AppError } from "#lib/errors.ts";
import { type IsExpected, requireExpected } from "#lib/http/etag.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { editableOf, readVersion } from "./get-version.ts";
import type { VersionDeps } from "./list-versions.ts";
import { type ChangeVersion, changeVersionSchema, type VersionDetail } from "./release-schema.ts";

/**
 * Marks an earlier version as deprecated, for who still calls it by its number, or takes that back. Throws `not_found`, `precondition_failed`, `invalid`,
 * `conflict` for one that was never live or is live now.
 */
export async function changeVersion(input: { apiId: string; number: number; isExpected?: IsExpected } & ChangeVersion, actor: Actor, deps: VersionDeps & { clock: Clock }): Promise<VersionDetail> {
  requireScope(actor, "apis:write");
  const { deprecated, sunset = null } = parseInput(changeVersionSchema, input);
  const { apiId } = await requireOwnApi(input.apiId, actor, deps);
  return asUser(actor, deps.db, async (tx) => {
    await inTurn(`versions of ${apiId}`, tx);
    const version = await readVersion({ apiId, number: input.number }, actor, deps, tx);
    requireExpected(editableOf(version), input.isExpected, "This version was");
    // When it was deprecated stays told, whatever becomes of its end.
    const since = deprecated ? (version.deprecatedAt ?? new Date(deps.clock.now()).toISOString()) : null;
    if (version.state !== "earlier") throw notEarlier(version);
    if (sunset !== null && (since === null || Date.parse(sunset) < Date.parse(since))) throw invalid(since === null ? "Only a deprecated version has an end." : "It ends after it was deprecated.");
    const { rows: [row] } = await sql<{ done: boolean }>`select private.deprecate_version(${apiId}, ${version.number}::integer, ${since}::timestamptz, ${sunset}::timestamptz) as done`.execute(tx);
    // It went live since it was read.
    if (!row?.done) throw notEarlier({ ...version, state: "live" });
    return readVersion({ apiId, number: version.number }, actor, deps, tx);
  });
}

const STATES = { live: "live", draft: "a draft", discarded: "a discarded draft", earlier: "an earlier one" };
const notEarlier = ({ number, state }: VersionDetail): AppError => new AppError("conflict", `Version ${number} is ${STATES[state]}. Only a version that was live before can be deprecated.`);
const invalid = (message: string): AppError => new AppError("invalid", message, { extensions: { errors: [{ path: "sunset", message }] } });
