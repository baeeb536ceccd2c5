import { sql } from "kysely";
import type { Actor } from "#lib/auth/actor.ts";
import { asUser, type UserTransaction } from "#lib/db/as-user.ts";
import { AppError } from "#lib/errors.ts";
import { apiOriginOf } from "#lib/http/api-origin.ts";
import { newUuid } from "#lib/id.ts";
import { firstKeyName } from "#lib/keys/first-key-name.ts";
import { makeKey } from "#lib/keys/key-format.ts";
import { ENTRY_FILE } from "#lib/runtime/runtime.ts";
import type { LiveResult } from "./events.ts";
import { exampleCall } from "./example-call.ts";
import type { GenerationDeps } from "./generation-deps.ts";
import type { Run } from "./record-events.ts";
import { type VersionInput, versionRow } from "./version-row.ts";

/** Makes the API live in one transaction: API, version, bundle, deployment, first call key. The key is in the result and nowhere else. */
export async function deploy(input: VersionInput & { apiId: string }, actor: Actor, deps: GenerationDeps): Promise<LiveResult> {
  const { generationId, apiId, api, built, stages } = input;
  const url = (deps.apiOrigin ?? apiOriginOf({ publicUrl: deps.publicUrl })).urlOf(apiId);
  const [pepper] = deps.peppers;
  if (!pepper) throw new Error("no pepper is set");
  const key = makeKey("call", pepper);
  const version = versionRow(input, deps);
  const row = {
    api: { name: api.name, description: api.description, about: api.about, category: api.category, endpointUrl: url, publicRoutes: api.publicRoutes, entry: ENTRY_FILE },
    version,
    key: {
      id: newUuid(), name: firstKeyName(api.name), prefix: key.prefix, lastFour: key.lastFour,
      keyHash: key.hash.toString("hex"), pepperVersion: key.pepperVersion,
    },
  };
  const number = await asUser(actor, deps.db, async (tx) => {
    if (deps.owner !== undefined) await holdRun({ generationId, owner: deps.owner }, tx);
    const { rows } = await sql<{ number: number }>`select private.deploy_generation(${generationId}::uuid, ${JSON.stringify(row.api)}::text::jsonb,
      ${JSON.stringify(row.version)}::text::jsonb, ${built.bundle}, ${JSON.stringify(row.key)}::text::jsonb, ${JSON.stringify(stages)}::text::jsonb) as number`.execute(tx);
    await deps.fill?.(apiId, tx);
    return rows[0]?.number ?? 1;
  });
  return {
    apiId, workspaceId: actor.workspaceId, name: api.name, url, key: key.secret, version: number, generator: deps.generator.info.id, stages,
    contractTests: { passed: version.gateRecord.passed, failed: version.gateRecord.failed }, assumptions: api.assumptions, leftOut: api.leftOut, example: exampleCall(api.contractTests),
  };
}

/** A process that slept while another one took the build over deploys nothing. */
export async function holdRun(run: Run, tx: UserTransaction): Promise<void> {
  const { rows } = await sql<{ is_ours: boolean }>`select private.hold_run(${run.generationId}::uuid, ${run.owner}::uuid) as is_ours`.execute(tx);
  if (rows[0]?.is_ours !== true) throw new AppError("conflict", "This build was cancelled, or another process has taken it over. This one deployed nothing.");
}
