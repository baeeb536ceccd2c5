import { sql } from "kysely";
import { requireOwnApi } from "#lib/apis/runtime-of.ts";
import { requireScope, type Actor } from "#lib/auth/actor.ts";
import { asUser } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import { AppError } from "#lib/errors.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { ENTRY_FILE, type RuntimeBackend } from "#lib/runtime/runtime.ts";
import { versionName } from "#lib/runtime/runtime-name.ts";
import { checkRelease, whyRefused } from "./check-release.ts";
import { getVersion } from "./get-version.ts";
import type { VersionDeps } from "./list-versions.ts";
import { deployVersionSchema, type Deployment, type DeployVersionInput, type VersionDetail } from "./release-schema.ts";

export type DeployVersionDeps = VersionDeps & { runtime: Pick<RuntimeBackend, "wake"> };

/**
 * Makes a stored version live: a draft, or one that was live before (a rollback, with no model and no build). Every gateway serves it within
 * a second, without a call dropped. Throws `conflict` with `breaking` and `orphans` for what it would break and wasn't allowed, `not_found`, `gone`,
 * and what keeps the version from starting.
 */
export async function deployVersion(input: { apiId: string } & DeployVersionInput, actor: Actor, deps: DeployVersionDeps): Promise<Deployment> {
  requireScope(actor, "apis:write");
  const { version: number, allowBreaking = false, allowOrphans = false } = parseInput(deployVersionSchema, input);
  const api = await requireOwnApi(input.apiId, actor, deps);
  const to = await getVersion({ apiId: api.apiId, number }, actor, deps);
  if (to.state === "discarded") throw new AppError("conflict", `Version ${number} was discarded. Deploy another one.`);
  if (to.state === "live") return { apiId: api.apiId, version: number, before: number, deployedAt: to.deployedAt ?? to.createdAt, breaking: [], documents: null };
  const from = await readLive(api.apiId, actor, deps);
  const check = await checkRelease({ apiId: api.apiId, from, to, skipDocuments: allowOrphans }, actor, deps);
  const why = whyRefused(check, { breaking: allowBreaking, orphans: allowOrphans });
  if (why.length > 0) throw new AppError("conflict", `Version ${number} was not deployed. ${why.join(" ")}`, { extensions: { breaking: check.breaking, ...check.documents } });
  if (api.status === "active") await requireStarts(api.apiId, to, deps);
  const deployed = await makeLive({ apiId: api.apiId, versionId: to.id, over: from?.id ?? null }, actor, deps);
  return { apiId: api.apiId, version: number, before: from?.number ?? null, deployedAt: deployed.toISOString(), ...check };
}

/** The version that is live; null: none is. */
export async function readLive(apiId: string, actor: Actor, deps: VersionDeps): Promise<VersionDetail | null> {
  const live = await asUser(actor, deps.db, (tx) =>
    tx.selectFrom("apis as a").innerJoin("versions as v", "v.id", "a.live_version_id").select("v.number").where("a.id", "=", apiId).where("a.workspace_id", "=", actor.workspaceId).executeTakeFirst());
  return live ? getVersion({ apiId, number: live.number }, actor, deps) : null;
}

/** What would not start never takes the calls of what does. */
async function requireStarts(apiId: string, version: VersionDetail, { runtime }: Pick<DeployVersionDeps, "runtime">): Promise<void> {
  const name = versionName(apiId, version.id, version.state === "draft");
  try {
    // It sleeps when nobody calls it; who had pinned this version is served by it until the new deployment is known.
    await runtime.wake(name);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new AppError(error.code === "bad_gateway" ? "conflict" : error.code, `Version ${version.number} was not deployed, as it doesn't start. ${error.message}`, { headers: error.headers, cause: error });
  }
}

async function makeLive(input: { apiId: string; versionId: string; over: string | null }, actor: Actor, { db }: { db: Database }): Promise<Date> {
  const { rows: [row] } = await asUser(actor, db, (tx) =>
    sql<{ created_at: Date }>`select created_at from private.deploy_version(${input.apiId}, ${input.versionId}::uuid, ${input.over}::uuid, ${ENTRY_FILE})`.execute(tx));
  if (!row) throw new AppError("conflict", "Another version went live in the meantime, so this one was not deployed. Look at the versions and try again.");
  return row.created_at;
}
