import assert from "node:assert/strict";
import { test } from "node:test";
import { sql } from "kysely";
import { asUser } from "#lib/db/as-user.ts";
import { AppError } from "#lib/errors.ts";
import { generationFixture } from "#lib/generation/generation-fixture.ts";
import { possibleHashes } from "#lib/keys/key-format.ts";
import { createSampleKey } from "./create-sample-key.ts";
import { openSample } from "./open-sample.ts";
import { SAMPLE_CALLS } from "./schema.ts";

const fixture = generationFixture();
const ADDRESS = "192.0.2.7";
let lastAddress = 0;
const elsewhere = () => ({ address: `198.51.100.${(lastAddress += 1)}` });
const countSamples = async () => (await fixture.admin()<{ n: number }[]>`select count(*)::integer as n from public.apis where deleted_at is null and workspace_id = (select workspace_id from private.sample)`)[0]?.n;

test("visitors who come at once to a new installation get keys of one sample, which is built once", async () => {
  const keys = await Promise.all(Array.from({ length: 8 }, () => createSampleKey(elsewhere(), fixture.depsOf())));
  assert.equal(new Set(keys.map(({ apiId }) => apiId)).size, 1);
  assert.equal(new Set(keys.map(({ key }) => key)).size, 8);
  assert.equal(await countSamples(), 1);
});

test("a key is stored as a digest, for the sample alone, with its calls and an end within a day", async () => {
  const made = await createSampleKey(elsewhere(), fixture.depsOf());
  const [hash] = possibleHashes(made.key, fixture.depsOf().peppers);
  const [row] = await fixture.admin()<{ apiId: string; calls: number; left: number; hours: number }[]>`select k.api_id as "apiId", a.calls, a.calls_left as left,
    ceil(extract(epoch from k.expires_at - now()) / 3600)::integer as hours from public.keys k join private.key_allowances a on a.key_id = k.id where k.key_hash = ${hash ?? assert.fail()}`;
  assert.deepEqual(row, { apiId: made.apiId, calls: SAMPLE_CALLS, left: SAMPLE_CALLS, hours: 24 });
  assert.equal(made.url, `http://localhost:3000/${made.apiId}`);
});

test("1,000 requests from one address at once get five keys; the rest are told when to come back, and to sign up", async () => {
  const settled = await Promise.allSettled(Array.from({ length: 1_000 }, () => createSampleKey({ address: ADDRESS }, fixture.depsOf())));
  assert.equal(settled.filter(({ status }) => status === "fulfilled").length, 5);
  const refusals = settled.filter((result) => result.status === "rejected").map(({ reason }) => reason as unknown);
  assert.ok(refusals.every((reason) => reason instanceof AppError && reason.code === "rate_limited" && Number(reason.headers["Retry-After"]) > 80_000 && /Sign up/.test(reason.message)));
  await assert.rejects(createSampleKey({ address: `::ffff:${ADDRESS}` }, fixture.depsOf()), /5 sample keys/);
});

test("a sample that was paused is built again; one that another process made meanwhile stays", async () => {
  const before = await openSample(fixture.depsOf());
  await fixture.admin()`update public.apis set status = 'paused' where id = ${before.apiId}`;
  const after = await openSample(fixture.depsOf());
  assert.notEqual(after.apiId, before.apiId);
  const kept = await asUser(after.actor, fixture.db(), async (tx) => (await sql<{ id: string }>`select private.set_sample(${before.apiId}) as id`.execute(tx)).rows[0]?.id);
  assert.equal(kept, after.apiId);
});

test("nobody else makes sample keys or chooses the sample", async () => {
  const [stranger, { apiId }] = [await fixture.newActor(), await openSample(fixture.depsOf())];
  const row = { id: crypto.randomUUID(), name: "x", prefix: "apic_x", lastFour: "xxxx", keyHash: "00", pepperVersion: 1 };
  await assert.rejects(asUser(stranger, fixture.db(), (tx) => sql`select private.create_sample_key(${JSON.stringify(row)}::text::jsonb, 20)`.execute(tx)), { code: "forbidden" });
  await assert.rejects(asUser(stranger, fixture.db(), (tx) => sql`select private.set_sample(${apiId})`.execute(tx)), { code: "forbidden" });
});

test("expired sample keys are removed, others are not", async () => {
  await createSampleKey(elsewhere(), fixture.depsOf());
  const count = async () => (await fixture.admin()<{ n: number }[]>`select count(*)::integer as n from private.key_allowances`)[0]?.n ?? 0;
  const before = await count();
  await fixture.admin()`update public.keys set expires_at = now() - interval '2 hours' where id in (select key_id from private.key_allowances limit 1)`;
  await fixture.admin()`select private.clean_up_sample_keys()`;
  assert.equal(await count(), before - 1);
});
