import { apiNotFound } from "#lib/apis/get-api.ts";
import { requireOwnApi } from "#lib/apis/runtime-of.ts";
import { requireScope, type Actor } from "#lib/auth/actor.ts";
import { asUser, type UserTransaction } from "#lib/db/as-user.ts";
import { AppError } from "#lib/errors.ts";
import { originOf, type VersionDeps } from "./list-versions.ts";
import { versionDetailSchema, type VersionDetail } from "./release-schema.ts";
import { peopleOf, selectVersions, toVersionSummary } from "./version-row.ts";

/** One version with its source, document, tests and gate record. Throws `not_found`, `gone`. */
export async function getVersion(input: { apiId: string; number: number }, actor: Actor, deps: VersionDeps): Promise<VersionDetail> {
  requireScope(actor, "apis:read");
  const { apiId } = await requireOwnApi(input.apiId, actor, deps);
  return asUser(actor, deps.db, (tx) => readVersion({ apiId, number: input.number }, actor, deps, tx));
}

export async function readVersion({ apiId, number }: { apiId: string; number: number }, actor: Actor, deps: VersionDeps, tx: UserTransaction): Promise<VersionDetail> {
  const row = await selectVersions(tx, apiId, actor.workspaceId)
    .select(["v.source", "v.openapi", "v.contract_tests", "v.gate_record", "v.assumptions", "v.secret_names", "v.hosts"]).where("v.number", "=", number).executeTakeFirst();
  if (!row) throw versionNotFound(number);
  return versionDetailSchema.parse({
    ...toVersionSummary(row, { apiId, apiOrigin: originOf(deps), people: await peopleOf(apiId, tx) }), id: row.id, source: row.source, openapi: row.openapi, contractTests: row.contract_tests,
    gateRecord: row.gate_record, assumptions: row.assumptions, secretNames: row.secret_names, hosts: row.hosts,
  });
}

/** What can be changed of a version: its ETag names this. */
export const editableOf = ({ state, deprecatedAt, sunsetAt }: VersionDetail): unknown => [state, deprecatedAt, sunsetAt];

export const versionNotFound = (number: number): AppError => new AppError("not_found", `This API has no version ${number}.`);

/** The number that a path names. */
export function readVersionNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw apiNotFound();
  return Number(text);
}
