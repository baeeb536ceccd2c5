import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { foldUsage } from "#lib/usage/fold-usage.ts";
import { until } from "../../supabase/tests/until.ts";
import { startTestGateway, type TestGateway } from "./test-gateway.ts";

let bed: TestGateway;
before(async () => { bed = await startTestGateway(); });
after(() => bed.stop());

test("a key's last use is the time of its last call, and is written when usage is counted, once for many calls", async () => {
  const api = await bed.makeApi();
  const unused = await bed.makeKey(api);
  await bed.admin.unsafe(`create table public.noted (key_id uuid); create function public.note() returns trigger language plpgsql security definer as
    'begin insert into public.noted values (new.id); return null; end'; create trigger note after update of last_used_at on public.keys for each row execute function public.note()`);
  for (let wave = 0; wave < 10; wave += 1) {
    await Promise.all(Array.from({ length: 20 }, () => fetch(`${bed.url}/${api.apiId}/x`, { headers: { "x-api-key": api.key } }).then((response) => response.arrayBuffer())));
  }
  const rows = () => bed.admin<{ n: number; last: Date }[]>`select count(*)::int as n, max(created_at) as last from public.api_usage where key_id = ${api.keyId}`.then(([row]) => row);
  await until(async () => (await rows())?.n === 200, "all usage is stored");
  await foldUsage(bed.admin);
  const [key] = await bed.admin`select last_used_at from public.keys where id = ${api.keyId}`;
  assert.deepEqual(key?.last_used_at, (await rows())?.last);
  const [noted] = await bed.admin`select count(*)::int as n from public.noted where key_id = ${api.keyId}`;
  assert.deepEqual({ ...noted }, { n: 1 }, "one write for 200 calls");
  assert.equal((await bed.admin`select last_used_at from public.keys where id = ${unused.keyId}`)[0]?.last_used_at, null);
});
