import assert from "node:assert/strict";
import { test } from "node:test";
import type { ApiRecord, VersionRecord } from "#lib/db/gateway-db.ts";
import { apiOriginOf } from "#lib/http/api-origin.ts";
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

test("a draft is found by its own workspace's keys, and is no version for anybody else's; one that was live is for all", async () => {
  const draft = setUp({ isDraft: true });
  assert.equal((await draft.choose(["API-Version", "2"])).runtime, `${API_ID}~v2`);
  await assert.rejects(draft.choose(["API-Version", "2"], "another"), { code: "not_found" });
  await assert.rejects(draft.choose([], "another", "2"), { code: "not_found" });
  await assert.rejects(setUp(null).choose(["API-Version", "2"], "another"), { code: "not_found", message: (await draft.choose(["API-Version", "2"], "another").catch((error: Error) => error.message)) as string });
  assert.equal((await setUp().choose(["API-Version", "2"], "another")).runtime, `${API_ID}@v2`);
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
