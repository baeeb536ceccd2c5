import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { doorOf, publicDoors } from "./test-doors.ts";
import { testRest, type RestWorld } from "./test-rest.ts";

const rest = testRest();
let world: RestWorld;
before(async () => {
  world = await rest.start();
});
after(() => rest.stop());
const get = (path: string) => world.call(doorOf(publicDoors(rest.open), "GET", path), {});

test("/api/health, /api/ready and /api/live have the forms that existing clients read, and need no credential", async () => {
  const health = await get("/api/health");
  assert.deepEqual({ ...health.body, version: "" }, { status: "healthy", service: "api-creator", version: "", llm_providers: {}, database: "connected", vector_db: "disabled" });
  assert.match(String(health.body.version), /^\d+\.\d+\.\d+$/);
  assert.deepEqual((await get("/api/ready")).body, { status: "ready" });
  assert.deepEqual((await get("/api/live")).body, { status: "alive" });
});

test("without the database /api/ready is 503, /api/health says so, and /api/live lives", async () => {
  await world.fixture.db.destroy();
  const ready = await get("/api/ready");
  assert.deepEqual([ready.status, ready.body.error, ready.headers.get("retry-after")], [503, "unavailable", "2"]);
  const health = await get("/api/health");
  assert.deepEqual([health.status, health.body.status, health.body.database], [200, "degraded", "unreachable"]);
  assert.equal((await get("/api/live")).status, 200);
});
