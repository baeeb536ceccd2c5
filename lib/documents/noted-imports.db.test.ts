import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { seedApi } from "../../supabase/tests/seed-api.ts";
import { startVerbFixture, type VerbFixture } from "../../supabase/tests/verb-fixture.ts";
import { emptyCollection } from "./empty-collection.ts";
import { importDocuments } from "./import-documents.ts";

let fixture: VerbFixture;
before(async () => {
  fixture = await startVerbFixture();
});
after(() => fixture.stop());

const notesOf = async (apiId: string) => (await fixture.admin<{ told: string }[]>`select action || ' ' || (changes -> 0 ->> 'to') as told from public.audit_events where api_id = ${apiId} and object_type = 'collection' order by id`).map(({ told }) => told);
async function* rows(count: number, end?: Error): AsyncGenerator<Uint8Array> {
  for (let n = 0; n < count; n += 1) yield Buffer.from(`{"n":${n}}\n`);
  if (end) throw end;
}

test("an import that is broken off is noted with what it stored first; one that ends, with its whole", async () => {
  const ada = await fixture.makeActor();
  const { apiId } = await seedApi(fixture.admin, ada);
  const load = (bytes: AsyncIterable<Uint8Array>) => importDocuments({ apiId, collection: "things", existing: "refuse", format: () => "jsonl", bytes }, ada.actor, fixture);
  await assert.rejects(load(rows(150, new Error("gone"))), /gone/);
  assert.deepEqual(await notesOf(apiId), ["imported 100"]);
  await load(rows(50));
  await load(rows(150));
  assert.deepEqual(await notesOf(apiId), ["imported 100", "imported 50", "imported 100", "imported 150"]);
});

test("emptying is noted with its first part: what can't be noted is not removed", async () => {
  const ada = await fixture.makeActor();
  const { apiId } = await seedApi(fixture.admin, ada);
  await fixture.admin`insert into public.documents (api_id, workspace_id, collection, id, data) select ${apiId}, ${ada.workspaceId}, 'things', n::text, '{}' from generate_series(1, 1200) n`;
  const empty = () => emptyCollection({ apiId, collection: "things" }, ada.actor, fixture);
  await fixture.admin`alter table public.audit_events add constraint refuses check (action <> 'emptied') not valid`;
  await assert.rejects(empty(), /refuses/);
  assert.equal((await fixture.admin`select count(*)::int as n from public.documents where api_id = ${apiId}`)[0]?.n, 1200);
  await fixture.admin`alter table public.audit_events drop constraint refuses`;
  assert.deepEqual(await empty(), { removed: 1200 });
  assert.deepEqual(await notesOf(apiId), ["emptied 1000", "emptied 1200"]);
});
