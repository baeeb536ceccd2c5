import { sql, type ExpressionBuilder } from "kysely";
import { z } from "zod";
import type { UserTransaction } from "#lib/db/as-user.ts";
import type { DB } from "#lib/db/database.types.ts";
import type { ApiOrigin } from "#lib/http/api-origin.ts";
import { draftName } from "#lib/http/draft-name.ts";
import type { VersionState, VersionSummary } from "./release-schema.ts";

interface VersionRow {
  id: string;
  number: number;
  summary: string;
  generator: string;
  created_by: string | null;
  created_at: Date;
  discarded_at: Date | null;
  deprecated_at: Date | null;
  sunset_at: Date | null;
  deployed_at: Date | null;
  is_live: boolean | null;
  base: number | null;
  changes: unknown;
  gate: unknown;
}
export interface RowContext {
  apiId: string;
  apiOrigin: ApiOrigin;
  /** Who made versions, by their ids. */
  people: ReadonlyMap<string, string>;
}

/** The versions of one API with what releases made of them; the gate record without its tests. */
export function selectVersions(tx: UserTransaction, apiId: string, workspaceId: string) {
  return tx.selectFrom("versions as v").innerJoin("apis as a", "a.id", "v.api_id").leftJoin("versions as b", "b.id", "v.base_version_id")
    .select((eb: ExpressionBuilder<DB & { v: DB["versions"] }, "v">) => [
      eb.selectFrom("deployments as d").whereRef("d.version_id", "=", "v.id").select((inner) => inner.fn.max("d.created_at").as("at")).as("deployed_at"),
    ])
    .select([
      "v.id", "v.number", "v.summary", "v.generator", "v.created_by", "v.created_at", "v.discarded_at", "v.deprecated_at", "v.sunset_at", "b.number as base",
      sql<boolean>`v.id = a.live_version_id`.as("is_live"), sql<unknown>`v.edit -> 'changes'`.as("changes"), sql<unknown>`v.gate_record - 'tests' - 'stages' - 'layers'`.as("gate"),
    ])
    .where("v.api_id", "=", apiId).where("v.workspace_id", "=", workspaceId).where("a.deleted_at", "is", null);
}

const gateSchema = z.object({ ranAt: z.string(), tier: z.string(), passed: z.number().int(), failed: z.number().int(), bundleSizeBytes: z.number().int() });

export function toVersionSummary(row: VersionRow, { apiId, apiOrigin, people }: RowContext): VersionSummary {
  const state = stateOf(row);
  return {
    number: row.number, state, summary: row.summary, generator: row.generator, author: (row.created_by && people.get(row.created_by)) ?? null,
    changes: z.array(z.string()).catch([]).parse(row.changes), base: row.base, gate: gateSchema.parse(row.gate), url: urlOfVersion(apiId, row, state, apiOrigin),
    deployedAt: row.deployed_at?.toISOString() ?? null, deprecatedAt: row.deprecated_at?.toISOString() ?? null, sunsetAt: row.sunset_at?.toISOString() ?? null, createdAt: row.created_at.toISOString(),
  };
}

/** A draft has an address of its own, which nobody else can guess; every other version is the API's, chosen by the header API-Version. */
const urlOfVersion = (apiId: string, { number, id }: Pick<VersionRow, "number" | "id">, state: VersionState, apiOrigin: ApiOrigin): string =>
  apiOrigin.urlOf(state === "draft" ? `${apiId}~${draftName(number, id)}` : apiId);

export function stateOf(row: Pick<VersionRow, "is_live" | "deployed_at" | "discarded_at">): VersionState {
  if (row.is_live) return "live";
  return row.deployed_at ? "earlier" : row.discarded_at ? "discarded" : "draft";
}

/** Who made and deployed versions of this API. */
export async function peopleOf(apiId: string, tx: UserTransaction): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; name: string }>`select id, name from private.release_people(${apiId})`.execute(tx);
  return new Map(rows.map(({ id, name }) => [id, name]));
}
