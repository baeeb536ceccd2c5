import assert from "node:assert/strict";
import { test } from "node:test";
import { testPool } from "./test-pool.ts";

const A = "api_aaaaaaaaaaaaaaaa";

function world() {
  const bed = testPool({ idleMs: 1e9, maxLifeMs: 1e9 });
  bed.live.set(A, { versionId: "v1", workspaceId: "w", status: "active" });
  /** Wakes it, waiting out its backoff, and lets it crash. */
  const crash = async (reason: string) => {
    const waking = bed.pool.wake(A);
    await bed.settle();
    await bed.pass(2000);
    const { socketPath } = await waking;
    bed.booted.at(-1)?.end(reason);
    await bed.settle();
    return socketPath;
  };
  /** The same with its code failing before it listens. */
  const failToLoad = async () => {
    bed.live.set(A, { versionId: "broken", workspaceId: "w", status: "active" });
    const refused = assert.rejects(bed.pool.wake(A), { code: "bad_gateway", message: /Uncaught Error: no/ });
    await bed.settle();
    await bed.pass(2000);
    await refused;
  };
  const lost = (socketPath: string, target = "/spin") => bed.pool.explainLost({ apiId: A, versionId: "v1", socketPath, requestId: "r", method: "GET", target });
  return { ...bed, crash, failToLoad, lost };
}

test("a crash is told to the owner and to the callers it took along, and the next call gets a fresh runtime", async () => {
  const { pool, booted, settle, told, lost } = world();
  const { socketPath } = await pool.wake(A);
  assert.equal(await Promise.race([lost("/r/none"), settle()]), null);
  booted[0]?.end("A call blocked it.", "deadline");
  await settle();
  assert.deepEqual([pool.status(A).state, pool.status(A).reason], ["asleep", "A call blocked it."]);
  assert.deepEqual(await lost(socketPath), { code: "deadline", reason: "A call blocked it." });
  assert.deepEqual(told, [`${A} A call blocked it.`]);
  assert.equal((await pool.wake(A)).isCold, true);
});

test("a caller that asks before the end is known waits for it, but not for one that goes on", async () => {
  const { pool, booted, pass, lost } = world();
  const { socketPath } = await pool.wake(A);
  const healthy = lost(socketPath);
  await pass(500);
  assert.equal(await healthy, null);
  const asked = lost(socketPath);
  booted[0]?.end("It crashed.");
  assert.equal((await asked)?.reason, "It crashed.");
});

test("after a second crash within a minute each start waits longer", async () => {
  const { pool, booted, crash, settle, pass } = world();
  await crash("It crashed.");
  await crash("It crashed.");
  const waking = pool.wake(A);
  await settle();
  const before = booted.length;
  await pass(250);
  await waking;
  assert.equal(booted.length, before + 1);
});

test("five crashes while it loads put the API into quarantine with the reason; slower ones don't; a restart is the way out", async () => {
  const { pool, database, live, failToLoad, crash, pass, told } = world();
  await pool.wake(A);
  pool.sleep(A);
  for (let n = 0; n < 8; n++) {
    await failToLoad();
    await pass(30_000);
  }
  assert.deepEqual(database.failed, []);
  await pass(60_000);
  for (let n = 0; n < 5; n++) await failToLoad();
  assert.deepEqual([pool.status(A).state, database.failed.length], ["failed", 1]);
  assert.match(pool.status(A).reason ?? "", /stopped 5 times within 60 seconds.*until you restart it.*Uncaught Error: no/);
  assert.match(told.at(-1) ?? "", /stopped 5 times/);
  await assert.rejects(pool.wake(A), { code: "unavailable", message: /taken out of service/ });
  assert.equal(pool.status(A).state, "failed");
  live.set(A, { versionId: "v1", workspaceId: "w", status: "active" });
  const status = await pool.restart(A);
  assert.deepEqual([status.state, status.reason], ["awake", null]);
  await crash("It crashed.");
  assert.equal(pool.status(A).state, "asleep", "the crashes before are forgiven");
});

test("calls that end their runtime fifty times in a row take it from nobody: each next start waits at most two seconds", async () => {
  const { pool, database, crash, settle, pass } = world();
  for (let n = 0; n < 50; n++) await crash("A call blocked it.");
  assert.deepEqual(database.failed, []);
  const waking = pool.wake(A);
  await settle();
  await pass(2000);
  assert.equal((await waking).isCold, true);
});

test("crashes under calls and crashes while it loads are counted apart", async () => {
  const { database, crash, failToLoad } = world();
  for (let n = 0; n < 4; n++) await crash("A call blocked it.");
  for (let n = 0; n < 4; n++) await failToLoad();
  assert.deepEqual(database.failed, []);
  await failToLoad();
  assert.equal(database.failed.length, 1);
});

test("a new version begins without the crashes of the one before", async () => {
  const { pool, live, crash, settle, pass } = world();
  for (let n = 0; n < 4; n++) await crash("A call blocked it.");
  live.set(A, { versionId: "v2", workspaceId: "w", status: "active" });
  const waking = pool.wake(A);
  await settle();
  await pass(2000);
  await waking;
  assert.equal(pool.status(A).reason, null);
});

test("one that calls keep ending for most of ten minutes is kept stopped, with the route in the reason; a restart is the way out", async () => {
  const { pool, database, live, crash, lost, pass } = world();
  for (let n = 0; n < 199; n++) await lost(await crash("A call blocked it."));
  assert.deepEqual(database.failed, []);
  await crash("A call blocked it.");
  assert.match(database.failed.join(), /stopped 200 times within 600 seconds.*until you restart it.*A call blocked it\. Under way then: GET \/spin \(199 of 200 times\)\./);
  const found = live.get(A);
  if (found) found.status = "active";
  assert.equal((await pool.restart(A)).state, "awake");
  for (let n = 0; n < 199; n++) {
    await crash("A call blocked it.");
    await pass(2000);
  }
  assert.equal(database.failed.length, 1, "slower ones are not");
});

test("the owner is told which route its runtime ended under, most often first, for ten minutes and while it serves again", async () => {
  const { pool, crash, lost, pass, settle } = world();
  await lost(await crash("A call blocked it."), "/spin?secret=1");
  assert.equal(pool.status(A).reason, "A call blocked it. Under way then: GET /spin.");
  for (let n = 0; n < 2; n++) {
    const socketPath = await crash("A call blocked it.");
    await Promise.all(["/books/123", "/spin", ...(n === 0 ? ["/", "/spin"] : [])].map((target) => lost(socketPath, target)));
  }
  const waking = pool.wake(A);
  await settle();
  await pass(2000);
  await waking;
  assert.equal(pool.status(A).state, "awake");
  assert.equal(pool.status(A).reason, "It was stopped 3 times within 10 minutes by what calls asked of it. The last time: A call blocked it. Under way then: GET /spin (3 of 3 times), GET /books/{id} (2 of 3 times), GET / (1 of 3 times).");
  await pass(600_000);
  assert.equal(pool.status(A).reason, null);
});

test("a restart of one that is awake takes no address away before there is another", async () => {
  const { pool, booted, hold, settle } = world();
  await pool.wake(A);
  const boots = Promise.withResolvers<void>();
  hold(boots.promise);
  const restarting = pool.restart(A);
  await settle();
  assert.deepEqual([booted[0]?.isRetired, pool.status(A).state], [false, "awake"]);
  boots.resolve();
  assert.deepEqual([(await restarting).wakes, booted[0]?.isRetired], [2, true]);
});

test("whose calls ended it begins the next times as suspect, for a minute; a failure to load and a planned end are none", async () => {
  const { pool, suspects, crash, failToLoad, live, pass } = world();
  await failToLoad();
  live.set(A, { versionId: "v1", workspaceId: "w", status: "active" });
  await crash("It used more than 256 MB of memory and was stopped.");
  await crash("It used more than 256 MB of memory and was stopped.");
  await pass(61_000);
  await pool.wake(A);
  await pool.restart(A);
  assert.deepEqual(suspects, [false, false, true, false, false]);
});
