import { randomUUID } from "node:crypto";
import type { Sql } from "#lib/db/connect.ts";
import { newApiId } from "#lib/id.ts";
import { foldUsage } from "#lib/usage/fold-usage.ts";
import type { TestUser } from "./test-database.ts";

export interface SeededApi {
  apiId: string;
  versionId: string;
  keyId: string;
}

/** A live API with version, bundle, deployment and one call key, written as the database's owner. */
export async function seedApi(admin: Sql, user: Pick<TestUser, "userId" | "workspaceId">, name = "Books"): Promise<SeededApi> {
  const seeded = { apiId: newApiId(), versionId: randomUUID(), keyId: randomUUID() };
  const { apiId, versionId, keyId } = seeded;
  const gateRecord = { ranAt: "2026-01-01T00:00:00.000Z", tier: "hardened", layers: ["workerd"], bundleSizeBytes: 1, stages: [], tests: [], passed: 1, failed: 0 };
  const contractTests = [{ name: "lists", steps: [{ request: { method: "GET", path: "/books" }, expect: { status: 200 } }] }];
  await admin.begin(async (tx) => {
    await tx`insert into public.apis (id, workspace_id, user_id, name, prompt, endpoint_url, live_version_id)
      values (${apiId}, ${user.workspaceId}, ${user.userId}, ${name}, 'Manage books', ${`http://localhost:3000/${apiId}`}, ${versionId})`;
    await tx`insert into public.versions (id, workspace_id, api_id, number, generator, source, openapi, contract_tests, gate_record, assumptions)
      values (${versionId}, ${user.workspaceId}, ${apiId}, 1, 'built-in', ${tx.json({ "main.ts": "export default app" })}, ${tx.json({ openapi: "3.1.0" })}, ${tx.json(contractTests)},
        ${tx.json(gateRecord)}, ${tx.json(["Titles are text."])})`;
    await tx`insert into public.version_bundles (version_id, workspace_id, bundle) values (${versionId}, ${user.workspaceId}, 'bundle')`;
    await tx`insert into public.deployments (workspace_id, api_id, version_id) values (${user.workspaceId}, ${apiId}, ${versionId})`;
    await tx`insert into public.keys (id, workspace_id, kind, api_id, name, prefix, last_four, key_hash, created_by)
      values (${keyId}, ${user.workspaceId}, 'call', ${apiId}, 'First key', 'apic_12345678', 'wxyz', ${Buffer.from(randomUUID())}, ${user.userId})`;
  });
  return seeded;
}

/** One stored response of an API, counted. */
export async function seedCall(admin: Sql, user: Pick<TestUser, "workspaceId">, apiId: string, call: { status?: number; ms?: number; minutesAgo?: number; keyId?: string } = {}): Promise<void> {
  await admin`insert into public.api_usage (id, workspace_id, api_id, key_id, request_id, method, status_code, response_time_ms, is_billed, created_at)
    values (${randomUUID()}, ${user.workspaceId}, ${apiId}, ${call.keyId ?? null}, ${randomUUID()}, 'GET', ${call.status ?? 200}, ${call.ms ?? 2}, true, now() - make_interval(mins => ${call.minutesAgo ?? 0}))`;
  await foldUsage(admin);
}
