import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import type { LiveVersion } from "#lib/runtime/host-ports.ts";
import { rememberVersions, type RememberedVersions } from "./remember-versions.ts";

const version = (versionId: string): LiveVersion => ({ versionId, workspaceId: "w", bundle: "code", secretNames: [] });
let now: number;
let heardUntil: number;
let live: Map<string, LiveVersion>;
let isAway: boolean;
let versions: RememberedVersions;
beforeEach(() => {
  [now, heardUntil, isAway, live] = [0, 0, false, new Map([["a", version("1")], ["b", version("1")]])];
  const source = {
    loadLive: async (apiId: string) => {
      if (isAway) throw Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
      return live.get(apiId) ?? null;
    },
    whyNotLive: async () => ({ state: "gone" as const, reason: null }),
    fail: async () => {},
  };
  versions = rememberVersions(source, { heardUntil: () => heardUntil, clock: { now: () => now } });
});

test("with Postgres away an API that was woken before is woken as it was last known, for five minutes; one that never was, isn't", async () => {
  await versions.loadLive("a");
  [isAway, now] = [true, 299_000];
  assert.equal((await versions.loadLive("a"))?.versionId, "1");
  await assert.rejects(versions.loadLive("b"), /ECONNREFUSED/);
  now = 300_000;
  await assert.rejects(versions.loadLive("a"), /ECONNREFUSED/);
});

test("what was changed, paused or deleted since is never woken as it was", async () => {
  await Promise.all(["a", "b"].map((apiId) => versions.loadLive(apiId)));
  versions.forget("a");
  live.delete("b");
  assert.equal(await versions.loadLive("b"), null);
  isAway = true;
  for (const apiId of ["a", "b"]) await assert.rejects(versions.loadLive(apiId), /ECONNREFUSED/);
});

test("after a gap in the news what is known is read anew; what can't be, is forgotten", async () => {
  await versions.loadLive("a");
  live.set("a", version("2"));
  await versions.recheck();
  isAway = true;
  assert.equal((await versions.loadLive("a"))?.versionId, "2");
  await versions.recheck();
  await assert.rejects(versions.loadLive("a"), /ECONNREFUSED/);
});

test("a change that is told while a version is read isn't covered by it", async () => {
  const reading = versions.loadLive("a");
  versions.forget("a");
  await reading;
  isAway = true;
  await assert.rejects(versions.loadLive("a"), /ECONNREFUSED/);
});
