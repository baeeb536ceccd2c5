import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type Door, scopedDoors } from "./test-doors.ts";
import { bearer, testRest, type RestWorld } from "./test-rest.ts";

const rest = testRest();
let world: RestWorld;
before(async () => {
  world = await rest.start();
});
after(() => rest.stop());

/** What ends the API comes last. */
const late = ({ method, path }: Door): number => (method !== "DELETE" ? 0 : /\/(apis|app)\/\{id\}$/.test(path) ? 2 : 1);
/** Their scopes hang on what is sent. */
const isOther = ({ method, path }: Door): boolean => (method === "POST" && path === "/api/v1/keys") || /\/(events|live)$/.test(path);

test("a key with the scopes that an operation names is told what one with every scope is told", async () => {
  const lacking: string[] = [];
  for (const door of scopedDoors(rest.open).filter((one) => !isOther(one)).toSorted((a, b) => late(a) - late(b))) {
    const least = await world.call(door, bearer(await world.storeKey(world.owner, door.scopes)));
    // A right that is missing further down also hides what is there.
    const isRefused = least.status === 403 || (least.status === 404 && (await world.call(door, bearer(world.ownerKey))).status !== 404);
    if (isRefused) lacking.push(`${door.method} ${door.path} with ${door.scopes.join(", ")}: ${String(least.body.message)}`);
  }
  assert.deepEqual(lacking, []);
});
