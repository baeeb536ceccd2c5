import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { connect, type Sql } from "#lib/db/connect.ts";
import { createLog } from "#lib/log.ts";
import { seedApi, seedCall } from "../supabase/tests/seed-api.ts";
import { until } from "../supabase/tests/until.ts";
import { startVerbFixture, type VerbFixture } from "../supabase/tests/verb-fixture.ts";
import { startUsageJobs } from "./usage-jobs.ts";

let fixture: VerbFixture;
let jobs: Sql;
before(async () => {
  fixture = await startVerbFixture();
  jobs = connect(fixture.database.jobsUrl, "test-jobs", 2);
});
after(async () => {
  await jobs.end();
  await fixture.stop();
});

test("as app_jobs, two at once: calls are counted within seconds, a sum of yesterday that is wrong is repaired and told, partitions are there", async () => {
  const ada = await fixture.makeActor();
  const { apiId } = await seedApi(fixture.admin, ada);
  await seedCall(fixture.admin, ada, apiId, { minutesAgo: 24 * 60 });
  await fixture.admin`update public.api_usage_rollups set errors = 7 where api_id = ${apiId}`;
  await fixture.admin`insert into public.api_usage (id, workspace_id, api_id, request_id, method, status_code, response_time_ms, created_at) values (gen_random_uuid(), ${ada.workspaceId}, ${apiId}, 'r', 'GET', 200, 1, now())`;
  const lines: Record<string, unknown>[] = [];
  const log = createLog("runner", "warn", (line) => lines.push(JSON.parse(line) as Record<string, unknown>));
  const stops = [startUsageJobs(jobs, log), startUsageJobs(jobs, log)];
  const sums = () => fixture.admin<{ requests: number; errors: number }[]>`select sum(requests)::int as requests, sum(errors)::int as errors from public.api_usage_rollups where api_id = ${apiId} and grain = 'day' and slice = 'all'`;
  const isRight = async () => (await sums()).every((found) => found.requests === 2 && found.errors === 0);
  await until(async () => lines.length > 0 && (await isRight()), "both calls counted, and yesterday's errors gone").finally(() => stops.forEach((stop) => stop()));
  assert.deepEqual(lines.map((line) => [line["event"], line["apiId"]]), [["jobs.usage_repaired", apiId]]);
});
