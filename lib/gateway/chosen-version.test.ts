import assert from "node:assert/strict";
import { test } from "node:test";
import type { ApiRecord, VersionRecord } from "#lib/db/gateway-db.ts";
import { apiOriginOf } from "#lib/http/api-origin.ts";
import { draftName } from "#lib/http/draft-name.ts";
import { ChosenVersions, chooseVersion, wantedVersions } from "./chosen-version.ts";
import { openExchange, type Exchange, type Reply } from "./exchange.ts";

const API_ID = "api_0123456789abcdef";
const api: ApiRecord = { apiId: API_ID, workspaceId: "owner", userId: "u", status: "active", statusReason: null, isDeleted: false, liveVersionId: "v", publicRoutes: [], plan: "free", callsPerHour: null, apiCallsPerHour: null, isPrepaid: false };
const reply: Reply = { isStarted: false, isClosed: false, start() {}, write: () => true, end() {}, destroy() {}, onDrain() {}, onAbort() {} };
const clock = { now: () => 1_000 };

function setUp(found: Partial<VersionRecord> | null = {}) {
  const asked: number[] = [];
  const versions = new ChosenVersions({
    clock, heardUntil: clock.now, origin: apiOriginOf({ publicUrl: "https://api.example.test" }),
    async findVersion(_apiId, number) {
      asked.push(number);
      return found && { versionId: "v2", number, isDraft: false, deprecatedAt: null, sunsetAt: null, ...found };
    },
  });
  const call = (rawHeaders: string[], workspaceId: string | null = "owner", version?: string): Exchange => {
    const exchange = openExchange({ method: "GET", apiId: API_ID, version, target: "/", rawHeaders, address: "192.0.2.1", body: null, upgrade: null, reply }, { clock });
    exchange.principal = workspaceId === null ? { kind: "anonymous", address: "192.0.2.1" } : { kind: "key", keyId: "k", workspaceId, credentialHeader: "x-api-key", callsPerHour: null };
    return exchange;
  };
  const choose = async (...about: Parameters<typeof call>) => {
    const exchange = call(...about);
    return chooseVersion(exchange, api, wantedVersions(exchange.call), { versions });
  };
  return { asked, versions, call, choose };
}

test("a call that names no version wants none, and two that agree want one", () => {
  const { call } = setUp();
  assert.deepEqual(wantedVersions(call(["Accept", "*/*", "X-API-Key", "k"]).call), []);
  assert.deepEqual(wantedVersions(call(["api-version", "3"], "owner", "3").call), ["3", "3"]);
});

test("a draft is found by its own workspace's keys that name it by its address, and by nobody who counts up numbers; one that was live is for all", async () => {
  const draft = setUp({ isDraft: true });
  const name = draftName(2, "v2");
  assert.equal((await draft.choose([], "owner", name)).runtime, `${API_ID}~v2`);
  assert.equal((await draft.choose(["API-Version", name])).runtime, `${API_ID}~v2`);
  const none = async (wanted: string) => (await setUp(null).choose(["API-Version", wanted], "another").catch((error: Error) => error.message)) as string;
  for (const [wanted, workspace] of [["2", "owner"], [draftName(2, "v3"), "owner"], [`2-${"0".repeat(16)}`, "owner"], [name, "another"], ["2", "another"]] as const) {
    await assert.rejects(draft.choose(["API-Version", wanted], workspace), { code: "not_found", message: await none(wanted) });
    await assert.rejects(draft.choose([], workspace, wanted), { code: "not_found" });
  }
  const released = setUp();
  for (const wanted of ["2", name]) assert.equal((await released.choose(["API-Version", wanted], "another")).runtime, `${API_ID}@v2`);
  await assert.rejects(released.choose(["API-Version", draftName(2, "v3")]), { code: "not_found" });
});

test("who has no key chooses no version: what is open is decided by the live one", async () => {
  await assert.rejects(setUp().choose(["API-Version", "2"], null), { code: "unauthenticated" });
});

test("a version is asked for once, and again when its API has changed", async () => {
  const { asked, versions, choose, call } = setUp();
  await choose(["API-Version", "2"]);
  const again = call(["API-Version", "2"]);
  assert.ok(!(chooseVersion(again, api, wantedVersions(again.call), { versions }) instanceof Promise));
  assert.deepEqual(asked, [2]);
  versions.invalidate(API_ID);
  await choose(["API-Version", "2"]);
  assert.deepEqual(asked, [2, 2]);
});
