import { randomUUID } from "node:crypto";
import type { Sql } from "#lib/db/connect.ts";

export interface SeedVersion {
  number: number;
  source?: Record<string, string>;
  openapi?: Record<string, unknown>;
  bundle?: string;
  /** It was live once. */
  wasLive?: boolean;
  secretNames?: string[];
}

/** One more version of an API, as the gate leaves it: a draft, unless it was live. Its id. */
export async function seedVersion(admin: Sql, apiId: string, { number, source, openapi, bundle, wasLive, secretNames = [] }: SeedVersion): Promise<string> {
  const id = randomUUID();
  await admin.begin(async (tx) => {
    await tx`insert into public.versions (id, workspace_id, api_id, number, generator, summary, source, openapi, contract_tests, gate_record, secret_names, base_version_id, created_by)
      select ${id}, v.workspace_id, v.api_id, ${number}, v.generator, ${`Version ${number}`}, coalesce(${source ? JSON.stringify(source) : null}::text::jsonb, v.source), coalesce(${openapi ? JSON.stringify(openapi) : null}::text::jsonb, v.openapi),
        v.contract_tests, v.gate_record, ${secretNames}, v.id, a.user_id
      from public.apis a join public.versions v on v.id = a.live_version_id where a.id = ${apiId}`;
    await tx`insert into public.version_bundles (version_id, workspace_id, bundle)
      select ${id}, b.workspace_id, coalesce(${bundle ?? null}, b.bundle) from public.apis a join public.version_bundles b on b.version_id = a.live_version_id where a.id = ${apiId}`;
    if (wasLive) await tx`insert into public.deployments (workspace_id, api_id, version_id) select workspace_id, api_id, id from public.versions where id = ${id}`;
  });
  return id;
}
