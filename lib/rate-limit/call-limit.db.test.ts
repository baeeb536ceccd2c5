import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import { until } from "../../supabase/tests/until.ts";
import { ownLayer, planOf, servedOf, startTestCallLimits, takeMany, type TestCallLimits } from "./test-call-limits.ts";

let bed: TestCallLimits;
before(async () => { bed = await startTestCallLimits(); });
after(() => bed.stop());

test("500 parallel calls at ten times the limit: exactly the limit, whatever its size, round after round", async () => {
  for (const limit of [50, 1_000, 10_000]) {
    for (let round = 0; round < 3; round += 1) {
      const owner = await bed.makeOwner();
      const gateway = bed.open();
      const layers = [planOf(owner, limit)];
      // What 500 calls can't use up is used before.
      await takeMany(gateway.limit, owner, layers, limit - 50);
      const served = limit - 50 + servedOf(await takeMany(gateway.limit, owner, layers, 500));
      assert.equal(served, limit);
      assert.equal(await bed.counted(owner.workspaceId), limit);
      await gateway.close();
    }
  }
});

test("four gateways at ten times the limit serve the limit together, and none of it is left in a lease", async () => {
  for (const limit of [100, 1_000, 10_000]) {
    const owner = await bed.makeOwner();
    const gateways = Array.from({ length: 4 }, () => bed.open());
    const layers = [planOf(owner, limit)];
    const served = await Promise.all(gateways.map(async (gateway) => {
      let sum = 0;
      for (let sent = 0; sent < limit * 2.5; sent += 125) sum += servedOf(await takeMany(gateway.limit, owner, layers, 125));
      return sum;
    }));
    assert.equal(served.reduce((sum, each) => sum + each), limit);
    for (const gateway of gateways) await gateway.close();
  }
});

test("a gateway that ends gives back what it leased; one that dies loses at most its lease, and nobody gets more for it", async () => {
  const owner = await bed.makeOwner();
  const [kind, dying] = [bed.open(), bed.open()];
  const layers = [planOf(owner, 10_000)];
  assert.equal(servedOf(await takeMany(kind.limit, owner, layers, 10)), 10);
  assert.equal(await bed.counted(owner.workspaceId), 101);
  await kind.close();
  assert.equal(await bed.counted(owner.workspaceId), 10);
  assert.equal(servedOf(await takeMany(dying.limit, owner, layers, 10)), 10);
  // It never says a word again; its minute is over.
  dying.cut(true);
  await bed.admin`update private.call_leases set expires_at = now() - interval '1 second' where workspace_id = ${owner.workspaceId}`;
  const heir = bed.open();
  let served = 20;
  for (let sent = 0; sent < 12_000; sent += 500) served += servedOf(await takeMany(heir.limit, owner, layers, 500));
  assert.ok(served <= 10_000 && served >= 9_900, `${served} served`);
});

test("an idle gateway's lease goes back, and somebody else gets it", async () => {
  const owner = await bed.makeOwner();
  const [idle, busy] = [bed.open(), bed.open()];
  const layers = [planOf(owner, 1_000)];
  await idle.limit.take(owner, layers);
  assert.equal(await bed.counted(owner.workspaceId), 11);
  idle.pass(11_000);
  await until(async () => {
    idle.limit.tick();
    return (await bed.counted(owner.workspaceId)) === 1;
  }, "the lease goes back");
  let served = 1;
  for (let sent = 0; sent < 2_000; sent += 100) served += servedOf(await takeMany(busy.limit, owner, layers, 100));
  assert.equal(served, 1_000);
});

test("a call that one limit refuses uses up none of the others", async () => {
  const owner = await bed.makeOwner();
  const gateway = bed.open();
  const [key, api, plan] = [ownLayer("key", 300), ownLayer("api", 200), planOf(owner, 100)];
  const verdicts = await takeMany(gateway.limit, owner, [key, api, plan], 500);
  assert.equal(servedOf(verdicts), 100);
  assert.deepEqual([...new Set(verdicts.filter((verdict) => !verdict.isAllowed).map((verdict) => verdict.name))], ["pro"]);
  assert.deepEqual([await bed.counted(owner.workspaceId, key.subject), await bed.counted(owner.workspaceId, api.subject), await bed.counted(owner.workspaceId)], [100, 100, 100]);
});

test("the strictest limit refuses and is named, and what is told is the one that has least left", async () => {
  const owner = await bed.makeOwner();
  const gateway = bed.open();
  const [key, api, plan] = [ownLayer("key", 5), ownLayer("api", 7), planOf(owner, 100)];
  const told = [];
  for (let i = 0; i < 6; i += 1) told.push(await gateway.limit.take(owner, [key, api, plan]));
  assert.deepEqual(told.map(({ name, used, isAllowed }) => [name, used, isAllowed]), [["key", 1, true], ["key", 2, true], ["key", 3, true], ["key", 4, true], ["key", 5, true], ["key", 5, false]]);
  const another = ownLayer("key", 50);
  const next = [await gateway.limit.take(owner, [another, api, plan]), await gateway.limit.take(owner, [another, api, plan]), await gateway.limit.take(owner, [another, api, plan])];
  assert.deepEqual(next.map(({ name, used, isAllowed }) => [name, used, isAllowed]), [["api", 6, true], ["api", 7, true], ["api", 7, false]]);
});

test("an answer that got lost is neither counted twice nor forgotten", async () => {
  const owner = await bed.makeOwner();
  let lose = false;
  const gateway = bed.open({
    async takeCalls(input, ask) {
      const taken = await ask(input);
      if (lose) throw new Error("the answer got lost");
      return taken;
    },
  });
  const layers = [planOf(owner, 10_000)];
  assert.equal(servedOf(await takeMany(gateway.limit, owner, layers, 30)), 30);
  lose = true;
  // Beyond the lease: asked, decided there and, because nothing is heard, here.
  assert.equal(servedOf(await takeMany(gateway.limit, owner, layers, 300)), 300);
  lose = false;
  gateway.pass(2_000);
  gateway.limit.tick();
  await gateway.close();
  assert.equal(await bed.counted(owner.workspaceId), 330);
});

test("a workspace that is deleted, or whose user is, with calls under way: the limits of others hold on", async () => {
  const [leaving, staying] = [await bed.makeOwner(), await bed.makeOwner()];
  const gateway = bed.open();
  await gateway.limit.take(leaving, [planOf(leaving, 1_000)]);
  await gateway.limit.take(staying, [planOf(staying, 5)]);
  await bed.admin`delete from public.workspaces where id = ${leaving.workspaceId}`;
  const asked = gateway.asked();
  await takeMany(gateway.limit, leaving, [planOf(leaving, 1_000)], 30);
  assert.equal(servedOf(await takeMany(gateway.limit, staying, [planOf(staying, 5)], 20)), 4);
  for (let second = 0; second < 3; second += 1) {
    gateway.pass(1_000);
    gateway.limit.tick();
    await new Promise(setImmediate);
  }
  assert.ok(gateway.asked() - asked <= 4, `${gateway.asked() - asked} questions`);
  const orphan = { ...(await bed.makeOwner()), userId: randomUUID() };
  assert.equal(servedOf(await takeMany(gateway.limit, orphan, [planOf(orphan, 5)], 20)), 5);
  assert.equal(await bed.counted(orphan.workspaceId), 5);
});

test("with Postgres away for all workspaces, one of them asks each second", async () => {
  const owners = await Promise.all(Array.from({ length: 20 }, () => bed.makeOwner()));
  const gateway = bed.open();
  const callAll = async () => {
    for (const owner of owners) assert.ok((await gateway.limit.take(owner, [planOf(owner, 100)])).isAllowed);
  };
  await callAll();
  gateway.cut(true);
  const asked = gateway.asked();
  for (let second = 0; second < 4; second += 1) {
    await callAll();
    gateway.pass(1_000);
  }
  // Its own timer may ask as well.
  assert.ok(gateway.asked() - asked <= 6, `${gateway.asked() - asked} questions`);
  gateway.cut(false);
  gateway.pass(2_000);
  await until(async () => {
    gateway.limit.tick();
    return (await Promise.all(owners.map(({ workspaceId }) => bed.counted(workspaceId)))).every((calls) => calls === 5);
  }, "all are counted");
});

test("with Postgres away the last known count decides, one asks now and then, and what was given is counted afterwards", async () => {
  const owner = await bed.makeOwner();
  const gateway = bed.open();
  const layers = [planOf(owner, 100)];
  assert.equal(servedOf(await takeMany(gateway.limit, owner, layers, 60)), 60);
  gateway.cut(true);
  const asked = gateway.asked();
  assert.equal(servedOf(await takeMany(gateway.limit, owner, layers, 500)), 40);
  for (let second = 0; second < 5; second += 1) {
    gateway.pass(1_000);
    await takeMany(gateway.limit, owner, layers, 100);
  }
  assert.ok(gateway.asked() - asked <= 6, `${gateway.asked() - asked} questions`);
  gateway.cut(false);
  gateway.pass(1_500);
  assert.equal((await gateway.limit.take(owner, layers)).isAllowed, false);
  assert.equal(await bed.counted(owner.workspaceId), 100);
});
