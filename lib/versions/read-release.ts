import { z } from "zod";
import { apiNotFound } from "#lib/apis/get-api.ts";
import type { ApiStatus } from "#lib/apis/schema.ts";
import type { Actor } from "#lib/auth/actor.ts";
import { asUser } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import { AppError } from "#lib/errors.ts";
import { isApiId } from "#lib/id.ts";
import { versionNotFound } from "./get-version.ts";
import type { VersionState } from "./release-schema.ts";
import { stateOf } from "./version-row.ts";

export interface ReleasedVersion {
  id: string;
  number: number;
  state: VersionState;
  source: Record<string, string>;
  openapi: unknown;
  deployedAt: Date | null;
}
/** What callers and stored documents are compared with. */
export type ReleaseContent = Pick<ReleasedVersion, "source" | "openapi">;
export interface Release {
  apiId: string;
  status: ApiStatus;
  /** The live version; null: none is. */
  from: ReleasedVersion | null;
  to: ReleasedVersion;
}

/** What a deployment of version `number` would change, read in one transaction: somebody waits for a rollback. Throws `not_found`, `gone`. */
export async function readRelease(input: { apiId: string; number: number }, actor: Actor, deps: { db: Database }): Promise<Release> {
  const { api, versions } = await readVersions(input.apiId, input.number, actor, deps);
  const to = versions.find((version) => version.number === input.number);
  if (!to) throw versionNotFound(input.number);
  return { apiId: input.apiId, status: api.status, from: liveOf(versions), to };
}

/** The live version; null: none is. Throws `not_found`, `gone`. */
export const readLive = async (apiId: string, actor: Actor, deps: { db: Database }): Promise<ReleasedVersion | null> => liveOf((await readVersions(apiId, 0, actor, deps)).versions);

const liveOf = (versions: ReleasedVersion[]): ReleasedVersion | null => versions.find(({ state }) => state === "live") ?? null;

/** The live version, and the one of this number. */
async function readVersions(apiId: string, number: number, actor: Actor, deps: { db: Database }): Promise<{ api: { status: ApiStatus }; versions: ReleasedVersion[] }> {
  if (!isApiId(apiId)) throw apiNotFound();
  const [api, rows] = await asUser(actor, deps.db, async (tx) => Promise.all([
    tx.selectFrom("apis").select(["status", "deleted_at", "live_version_id"]).where("id", "=", apiId).where("workspace_id", "=", actor.workspaceId).executeTakeFirst(),
    tx.selectFrom("versions as v").innerJoin("apis as a", "a.id", "v.api_id")
      .select(["v.id", "v.number", "v.source", "v.openapi", "v.discarded_at"])
      .select((eb) => eb.selectFrom("deployments as d").whereRef("d.version_id", "=", "v.id").select((inner) => inner.fn.max("d.created_at").as("at")).as("deployed_at"))
      .where("v.api_id", "=", apiId).where("v.workspace_id", "=", actor.workspaceId)
      .where((eb) => eb.or([eb("v.number", "=", number), eb("v.id", "=", eb.ref("a.live_version_id"))])).execute(),
  ]));
  if (!api) throw apiNotFound();
  if (api.deleted_at) throw new AppError("gone", "This API was deleted.");
  const versions = rows.map((row): ReleasedVersion => ({
    id: row.id, number: row.number, source: z.record(z.string(), z.string()).parse(row.source), openapi: row.openapi, deployedAt: row.deployed_at,
    state: stateOf({ ...row, is_live: row.id === api.live_version_id }),
  }));
  return { api, versions };
}
