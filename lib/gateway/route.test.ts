import assert from "node:assert/strict";
import { test } from "node:test";
import type { ApiRecord } from "#lib/db/gateway-db.ts";
import { apiOriginOf } from "#lib/http/api-origin.ts";
import { ChosenVersions } from "./chosen-version.ts";
import { openExchange, type Reply } from "./exchange.ts";
import { OpenapiDocuments } from "./openapi-documents.ts";
import { route } from "./route.ts";
import type { RuntimeAddresses } from "./runtime-addresses.ts";

const API_ID = "api_0123456789abcdef";
const clock = { now: () => 1_000 };
const reply: Reply = { isStarted: false, isClosed: false, start() {}, write: () => true, end() {}, destroy() {}, onDrain() {}, onAbort() {} };
const api: ApiRecord = { apiId: API_ID, workspaceId: "w", userId: "u", status: "active", statusReason: null, isDeleted: false, liveVersionId: "v1", publicRoutes: [], plan: "free", callsPerHour: null, apiCallsPerHour: null, isPrepaid: false };

/** Version 2 went live a moment ago, and this gateway still believes that it is version 1. */
function routeAfterDeployment(rawHeaders: string[]) {
  const origin = apiOriginOf({ publicUrl: "https://api.example.test" });
  const versions = new ChosenVersions({ clock, heardUntil: clock.now, origin, findVersion: async (_apiId, number) => ({ versionId: `v${number}`, number, isDraft: false, deprecatedAt: null, sunsetAt: null }) });
  const runtimes: Pick<RuntimeAddresses, "find"> = { find: async (name) => ({ socketPath: `/${name}`, versionId: name === API_ID ? "v2" : (name.split("@")[1] ?? ""), isCold: false, wakeMs: 0 }) };
  const exchange = openExchange({ method: "GET", apiId: API_ID, target: "/", rawHeaders, address: "192.0.2.1", body: null, upgrade: null, reply }, { clock });
  Object.assign(exchange, { api, principal: { kind: "key", keyId: "k", workspaceId: "w", credentialHeader: "x-api-key", callsPerHour: null } });
  return route(exchange, { versions, runtimes: runtimes as RuntimeAddresses, documents: new OpenapiDocuments({ urlOf: (id) => origin.urlOf(id), findOpenapi: async () => null }) });
}

test("a call that names the version that was live a moment ago is served by that version, not by what is live now", async () => {
  assert.deepEqual(await routeAfterDeployment(["API-Version", "1"]), { kind: "runtime", name: `${API_ID}@v1`, socketPath: `/${API_ID}@v1`, versionId: "v1" });
  assert.deepEqual(await routeAfterDeployment([]), { kind: "runtime", name: API_ID, socketPath: `/${API_ID}`, versionId: "v2" });
});
