import { sql } from "kysely";
import { requireScope, type Actor } from "#lib/auth/actor.ts";
import { asUser } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import { AppError } from "#lib/errors.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { ENTRY_FILE, type RuntimeBackend } from "#lib/runtime/runtime.ts";
import { versionName } from "#lib/runtime/runtime-name.ts";
import { checkRelease, whyRefused } from "./check-release.ts";
import { type ReleasedVersion, readRelease } from "./read-release.ts";
import { deployVersionSchema, type Deployment, type DeployVersionInput } from "./release-schema.ts";

export interface DeployVersionDeps {
  db: Database;
  runtime: Pick<RuntimeBackend, "wake">;
}

/**
 * Makes a stored version live: a draft, or one that was live before (a rollback, with no model and no build). Every gateway serves it within
 * a second, without a call dropped. Throws `conflict` with `breaking` and `orphans` for what it would break and wasn't allowed, `not_found`, `gone`,
 * and what keeps the version from starting.
 */
export async function deployVersion(input: { apiId: string } & DeployVersionInput, actor: Actor, deps: DeployVersionDeps): Promise<Deployment> {
  requireScope(actor, "apis:write");
  const { version: number, allowBreaking = false, allowOrphans = false } = parseInput(deployVersionSchema, input);
  const release = await readRelease({ apiId: input.apiId, number }, actor, deps);
  const { apiId, status, from, to } = release;
  if (to.state === "discarded") throw new AppError("conflict", `Version ${number} was discarded. Deploy another one.`);
  if (to.state === "live" && to.deployedAt) return { apiId, version: number, before: number, deployedAt: to.deployedAt.toISOString(), breaking: [], documents: null };
  const check = await checkRelease({ ...release, skipDocuments: allowOrphans, ...(to.deployedAt ? { budgetMs: ROLLBACK_CHECK_MS } : {}) }, actor, deps);
  const why = whyRefused(check, { breaking: allowBreaking, orphans: allowOrphans });
  if (why.length > 0) throw new AppError("conflict", `Version ${number} was not deployed. ${why.join(" ")}`, { extensions: { breaking: check.breaking, ...check.documents } });
  if (status === "active") await requireStarts(apiId, to, deps);
  const deployed = await makeLive({ apiId, versionId: to.id, over: from?.id ?? null }, actor, deps);
  return { apiId, version: number, before: from?.number ?? null, deployedAt: deployed.toISOString(), ...check };
}

/** Who goes back is in a hurry: within a second, however much is stored. */
const ROLLBACK_CHECK_MS = 400;

/** What would not start never takes the calls of what does. */
async function requireStarts(apiId: string, version: ReleasedVersion, { runtime }: Pick<DeployVersionDeps, "runtime">): Promise<void> {
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
