import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { seedApi } from "../../supabase/tests/seed-api.ts";
import { startVerbFixture, type VerbFixture } from "../../supabase/tests/verb-fixture.ts";
import { listCalls } from "./list-calls.ts";
import { SCANNED } from "./select-calls.ts";

const CALLS = 1_000_000;

let fixture: VerbFixture;
before(async () => {
  fixture = await startVerbFixture();
});
after(() => fixture.stop());

test("with a million calls and a million printed lines each page of each filter reads a bounded stretch", async (t) => {
  const ada = await fixture.makeActor();
  const { apiId } = await seedApi(fixture.admin, ada);
  await fixture.admin`insert into public.call_records (entry, workspace_id, api_id, request_id, method, path, status, duration_ms, detail, created_at)
    select gen_random_uuid(), ${ada.workspaceId}, ${apiId}, 'r' || n, 'GET', '/books/' || n, case when n % 1000 = 0 then 500 else 200 end, 3, '{}', now() from generate_series(1, ${CALLS}) n`;
  await fixture.admin`insert into public.request_logs (workspace_id, api_id, request_id, lines) select ${ada.workspaceId}, ${apiId}, 'r' || n, '[["log", "a line"]]' from generate_series(1, ${CALLS}) n`;
  await fixture.admin`analyze public.call_records, public.request_logs`;
  const filters = [{}, { status: "failed" }, { status: "404" }, { status: "2xx", path: "/books/999" }, { path: "nowhere" }, { text: "no such line" }, { requestId: "r500000" }, { method: "DELETE" }];
  const lookedAt = (cursor: string | null) => CALLS + 1 - Number(Buffer.from(cursor ?? "", "base64url").toString());
  for (const filter of filters) {
    const startedAt = performance.now();
    const page = await listCalls({ apiId, ...filter }, ada.actor, fixture);
    t.diagnostic(`${JSON.stringify(filter)}: ${page.items.length} calls in ${(performance.now() - startedAt).toFixed(0)} ms`);
    if ("method" in filter || "text" in filter) assert.deepEqual([page.items.length, lookedAt(page.cursor)], [0, SCANNED], JSON.stringify(filter));
  }
  const deep = await listCalls({ apiId, cursor: Buffer.from(String(CALLS / 2)).toString("base64url") }, ada.actor, fixture);
  assert.deepEqual([deep.items.length, deep.items[0]?.requestId], [50, `r${CALLS / 2 - 1}`]);
});
