import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import { asUser } from "#lib/db/as-user.ts";
import { listKeys } from "#lib/keys/list-keys.ts";
import { makeKey } from "#lib/keys/key-format.ts";
import { revokeKey } from "#lib/keys/revoke-key.ts";
import { startVerbFixture, type VerbFixture } from "../../supabase/tests/verb-fixture.ts";
import { SCOPES } from "./actor.ts";
import { actorFromBearer } from "./bearer.ts";
import { digestOf } from "./is-admin-key.ts";

let fixture: VerbFixture;
before(async () => {
  fixture = await startVerbFixture();
});
after(() => fixture.stop());

const SECRET = "an old deployment's key: q8Yt0mXv3LpZr7W".replaceAll(" ", "_");
const [newer, older] = [{ version: 2, secret: "p".repeat(32) }, { version: 1, secret: "q".repeat(32) }];
const deps = (peppers = [older], keys = [SECRET]) => ({ db: fixture.db, peppers, bootstrapKeys: keys.map(digestOf), supabase: { url: "http://127.0.0.1:1", publishableKey: "unused" } });
const makeAdmin = async () => {
  const ada = await fixture.makeActor();
  await fixture.admin`update public.user_profiles set is_admin = true where id = ${ada.userId}`;
  return ada;
};

test("without an administrator a key of the settings is nobody; then it acts for the first one's workspace, with every scope, as one key", async () => {
  await assert.rejects(actorFromBearer(SECRET, deps()), /no administrator yet/);
  const [ada] = [await makeAdmin(), await makeAdmin()];
  const actors = await Promise.all([1, 2, 3].map(() => actorFromBearer(SECRET, deps())));
  const [actor] = actors;
  assert.ok(actor?.kind === "managementKey");
  assert.deepEqual(actors, [actor, actor, actor]);
  assert.deepEqual([actor.workspaceId, actor.userId, actor.scopes.toSorted()], [ada.workspaceId, ada.userId, [...SCOPES].toSorted()]);
  const { rows } = await asUser(actor, fixture.db, (tx) => sql<{ may: boolean; isAdmin: boolean }>`select private.can(${ada.workspaceId}::uuid, 'keys:write') as may, private.is_admin() as "isAdmin"`.execute(tx));
  assert.deepEqual(rows, [{ may: true, isAdmin: false }], "row-level security knows it, as a key and not as an administrator");
  const stored = JSON.stringify([...(await fixture.admin`select k::text from public.keys k`)]);
  assert.ok(stored.includes("VALID_API_KEYS") && !stored.includes(SECRET.slice(0, -4)));
});

test("what is nearly a key of the settings, or no longer one, is refused although it has its row", async () => {
  for (const near of [`${SECRET}x`, SECRET.slice(0, -1), SECRET.toUpperCase()]) assert.equal(await actorFromBearer(near, deps()), null, near);
  assert.ok(await actorFromBearer(SECRET, deps()));
  assert.equal(await actorFromBearer(SECRET, deps([older], [])), null);
  const inOurForm = makeKey("management", older).secret;
  assert.ok(await actorFromBearer(inOurForm, deps([older], [inOurForm])));
  assert.equal(await actorFromBearer(inOurForm, deps([older], [])), null, "also in the form of a management key");
});

test("it outlives a new pepper, and ends where every key ends", async () => {
  const before = await actorFromBearer(SECRET, deps([older]));
  assert.ok(before?.kind === "managementKey");
  assert.deepEqual(await actorFromBearer(SECRET, deps([newer, older])), before);
  assert.deepEqual(await actorFromBearer(SECRET, deps([newer])), before, "hashed anew");
  const owner = { kind: "user" as const, userId: before.userId, email: "", workspaceId: before.workspaceId };
  const listed = (await listKeys({ kind: "management" }, owner, { db: fixture.db, clock: { now: () => Date.now() } })).items.find(({ id }) => id === before.keyId);
  assert.deepEqual([listed?.name, listed?.lastFour, typeof listed?.lastUsedAt], ["VALID_API_KEYS", SECRET.slice(-4), "string"]);
  await revokeKey({ keyId: before.keyId }, owner, { db: fixture.db });
  await assert.rejects(actorFromBearer(SECRET, deps([newer])), { code: "forbidden" });
});
