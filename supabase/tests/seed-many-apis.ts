import type { Sql } from "#lib/db/connect.ts";
import type { Json } from "#lib/versions/schema.ts";
import type { TestUser } from "./test-database.ts";

export interface SeededVersion {
  source: Record<string, string>;
  openapi: Json;
  contractTests: Json;
  bundle: string;
}

/** Many live APIs of one workspace, all of the same version, each with a call key that nobody knows. Returns their ids. */
export async function seedManyApis(admin: Sql, user: Pick<TestUser, "userId" | "workspaceId">, version: SeededVersion, count: number): Promise<string[]> {
  const { userId, workspaceId } = user;
  const { source, openapi, contractTests, bundle } = version;
  return admin.begin(async (tx) => {
    await tx`create temp table made on commit drop as select 'api_' || substr(md5(random()::text || n), 1, 16) as api_id, gen_random_uuid() as version_id from generate_series(1, ${count}) n`;
    await tx`insert into public.apis (id, workspace_id, user_id, name, prompt, endpoint_url, live_version_id)
      select api_id, ${workspaceId}, ${userId}, 'Books', 'Manage books', 'http://localhost:3000/' || api_id, version_id from made`;
    await tx`insert into public.versions (id, workspace_id, api_id, number, generator, source, openapi, contract_tests, gate_record)
      select version_id, ${workspaceId}, api_id, 1, 'built-in', ${tx.json(source)}, ${tx.json(openapi)}, ${tx.json(contractTests)}, '{}' from made`;
    await tx`insert into public.version_bundles (version_id, workspace_id, bundle) select version_id, ${workspaceId}, ${bundle} from made`;
    await tx`insert into public.deployments (workspace_id, api_id, version_id) select ${workspaceId}, api_id, version_id from made`;
    await tx`insert into public.keys (workspace_id, kind, api_id, name, prefix, last_four, key_hash, created_by)
      select ${workspaceId}, 'call', api_id, 'First key', 'apic_12345678', 'wxyz', decode(md5(api_id), 'hex'), ${userId} from made`;
    return (await tx<{ apiId: string }[]>`select api_id as "apiId" from made order by random()`).map(({ apiId }) => apiId);
  });
}
