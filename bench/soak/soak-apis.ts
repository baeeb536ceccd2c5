import { connect, type Sql } from "#lib/db/connect.ts";
import type { Json } from "#lib/versions/schema.ts";
import { findRunningDatabase } from "#server/running-database.ts";
import type { BuiltApi } from "../../e2e/fixtures/account.ts";
import type { LoadedApi } from "../../e2e/fixtures/metered-load.ts";
import type { Product } from "../../e2e/fixtures/product.ts";
import { seedManyApis, type SeededVersion } from "../../supabase/tests/seed-many-apis.ts";

export interface SoakApi extends LoadedApi {
  apiId: string;
  keyId: string;
}
export interface SoakApis {
  /** Live ones, changed by the churn. */
  all: SoakApi[];
  admin: Sql;
  /** Over REST, as the owner. Throws when it is refused. */
  ask(method: string, path: string, body?: object): Promise<unknown>;
  /** More live APIs, each with a call key made over REST. */
  add(count: number): Promise<SoakApi[]>;
  /** A new version goes live. */
  redeploy(api: SoakApi): Promise<void>;
}

const AT_ONCE = 4;

/** Installs many live APIs: copies of one that went through the gate, since building takes a second of the CPU each. */
export async function installApis({ product, accessToken, built, count }: { product: Product; accessToken: string; built: BuiltApi; count: number }): Promise<SoakApis> {
  const admin = connect(findRunningDatabase({ DATABASE_URL: undefined, DATA_DIR: product.dataDir }), "soak", 2);
  const version = await versionOf(admin, built.apiId);
  const ask = async (method: string, path: string, body?: object): Promise<unknown> => {
    const response = await fetch(`${product.url}${path}`, { method, headers: { Authorization: `Bearer ${accessToken}`, "Content-Type": "application/json" }, ...(body ? { body: JSON.stringify(body) } : {}) });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text.slice(0, 200)}`);
    return text === "" ? null : JSON.parse(text);
  };
  const addKey = async (apiId: string): Promise<SoakApi> => {
    const { id, secret } = (await ask("POST", "/api/v1/keys", { kind: "call", name: "soak", apiId })) as { id: string; secret: string };
    return { apiId, keyId: id, key: secret, url: `${product.url}/${apiId}` };
  };
  const add = async (wanted: number): Promise<SoakApi[]> => {
    const apiIds = await seedManyApis(admin, version.owner, version, wanted);
    const added: SoakApi[] = [];
    await Promise.all(Array.from({ length: AT_ONCE }, async () => {
      for (let apiId = apiIds.pop(); apiId; apiId = apiIds.pop()) added.push(await addKey(apiId));
    }));
    return added;
  };
  return {
    all: await add(count), admin, ask, add,
    redeploy: async ({ apiId }) => void (await admin`with old as (select * from public.versions where api_id = ${apiId} order by number desc limit 1), made as (
        insert into public.versions (id, workspace_id, api_id, number, generator, source, openapi, contract_tests, gate_record)
        select gen_random_uuid(), workspace_id, api_id, number + 1, generator, source, openapi, contract_tests, gate_record from old returning id, workspace_id
      ), bundled as (insert into public.version_bundles (version_id, workspace_id, bundle) select made.id, made.workspace_id, ${version.bundle} from made returning version_id)
      update public.apis set live_version_id = (select version_id from bundled) where id = ${apiId}`),
  };
}

async function versionOf(admin: Sql, apiId: string): Promise<SeededVersion & { owner: { userId: string; workspaceId: string } }> {
  const [row] = await admin<{ source: Record<string, string>; openapi: Json; contractTests: Json; bundle: string; userId: string; workspaceId: string }[]>`
    select v.source, v.openapi, v.contract_tests as "contractTests", b.bundle, a.user_id as "userId", a.workspace_id as "workspaceId"
    from public.apis a join public.versions v on v.id = a.live_version_id join public.version_bundles b on b.version_id = v.id where a.id = ${apiId}`;
  if (!row) throw new Error(`there is no live version of ${apiId}`);
  const { userId, workspaceId, ...version } = row;
  return { ...version, owner: { userId, workspaceId } };
}
