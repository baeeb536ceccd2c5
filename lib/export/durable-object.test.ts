import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import type { DataReply } from "#lib/runtime/host-ports.ts";
import { placeProject } from "../../supabase/tests/exported-project.ts";
import { placedFiles } from "./placed-files.ts";
import { BEHAVIOUR_CASES, answersOfCase } from "./behaviour-cases.ts";
import { createSqliteStore } from "./project/data/sqlite-store.ts";
import type { Manifest } from "./project/manifest.ts";
import { openSqlite } from "./project/node/open-sqlite.ts";
import { projectTexts } from "./project-texts.ts";

/** Operations straight to a Durable Object of its own for each case. */
const WORKER = `export { Store } from "./adapter/worker/store-object.ts";
export default { fetch: (request, { STORE }) => STORE.get(STORE.idFromName(new URL(request.url).pathname)).fetch(request) };
`;
const MANIFEST: Manifest = {
  format: "api-creator/1", exportedAt: "2026-01-01T00:00:00.000Z", name: "Store", summary: "Stores", description: "", about: "", category: "other", prompt: "", generator: "hand", version: 1,
  assumptions: [], publicRoutes: [], hosts: [], fixtures: [], secretNames: [], recipe: null, sourceHash: "", consumer: "",
};

test("a Durable Object in the local workerd answers as the SQLite file does, which answers as the platform does", async (context: TestContext) => {
  const texts = projectTexts(MANIFEST, "store");
  const project = placeProject({ ...texts, ...Object.fromEntries(placedFiles()), "worker.ts": WORKER }, true);
  context.after(() => project.remove());
  await project.npm("run", "build:worker");
  const worker = await project.startWorker("nobody");
  context.after(() => worker.stop());
  for (const [index, { name, turns }] of BEHAVIOUR_CASES.entries()) {
    const inObject = await answersOfCase(turns, async (operations) => (await (await fetch(`${worker.url}/${index}`, { method: "POST", body: JSON.stringify(operations) })).json()) as DataReply[]);
    assert.deepEqual(inObject, await answersOfCase(turns, createSqliteStore(openSqlite(":memory:")).run), name);
  }
});
