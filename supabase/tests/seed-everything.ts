import { randomUUID } from "node:crypto";
import type { Sql } from "#lib/db/connect.ts";
import { newApiId } from "#lib/id.ts";
import { seedApi, seedCall, type SeededApi } from "./seed-api.ts";
import { seedCallRecord } from "./seed-call-record.ts";
import type { TestUser } from "./test-database.ts";

/** A row of the user's workspace in every table, so that each refusal has something to refuse. */
export async function seedEverything(admin: Sql, user: Pick<TestUser, "userId" | "workspaceId">): Promise<SeededApi> {
  const seeded = await seedApi(admin, user);
  const { apiId } = seeded;
  const { workspaceId, userId } = user;
  await seedCall(admin, user, apiId);
  const generationId = randomUUID();
  await admin.begin(async (tx) => {
    await tx`insert into public.request_logs (workspace_id, api_id, request_id, lines) values (${workspaceId}, ${apiId}, 'r1', '[["log", "secret words"]]')`;
    await seedCallRecord(tx, { workspaceId, apiId });
    await tx`insert into public.documents (api_id, workspace_id, collection, id, data) values (${apiId}, ${workspaceId}, 'books', 'b1', '{"title": "Emma"}')`;
    await tx`insert into public.document_uniques (api_id, collection, field, value, document_id, workspace_id) values (${apiId}, 'books', 'title', '"Emma"', 'b1', ${workspaceId})`;
    await tx`insert into public.secrets (workspace_id, api_id, name, ciphertext) values (${workspaceId}, ${apiId}, 'TOKEN', ${Buffer.from("cipher")})`;
    await tx`insert into public.approved_hosts (workspace_id, api_id, host) values (${workspaceId}, ${apiId}, 'api.example.com')`;
    await tx`insert into public.outbound_calls (workspace_id, api_id, request_id, method, host, response_time_ms, request_size_bytes, response_size_bytes, reason)
      values (${workspaceId}, ${apiId}, 'r1', 'GET', 'api.example.com', 1, 0, 0, 'not approved')`;
    await tx`insert into public.generations (id, workspace_id, user_id, api_id, prompt, generator) values (${generationId}, ${workspaceId}, ${userId}, ${newApiId()}, 'Manage books', 'built-in')`;
    await tx`insert into public.generation_events (generation_id, seq, workspace_id, event) values (${generationId}, 1, ${workspaceId}, '{"type": "started"}')`;
    await tx`insert into public.feedback (id, user_id, type, message) values (${randomUUID()}, ${userId}, 'idea', 'More colours')`;
    await tx`insert into public.rate_limit_usage (workspace_id, subject, window_start, window_seconds, request_count) values (${workspaceId}, 'plan', now(), 3600, 5)`;
  });
  return seeded;
}
