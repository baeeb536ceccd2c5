import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Diagnostic, SourceFiles } from "#lib/runtime/runtime.ts";
import { seedApi } from "../../../supabase/tests/seed-api.ts";
import { makeKeyActor, startVerbFixture, type VerbFixture } from "../../../supabase/tests/verb-fixture.ts";
import { checkDraft } from "./check-draft.ts";

let fixture: VerbFixture;
before(async () => {
  fixture = await startVerbFixture();
});
after(() => fixture.stop());

const FOUND: Diagnostic = { file: "main.ts", line: 3, column: 5, rule: "TS2322", message: "Type 'number' is not assignable to type 'string'." };
const files: SourceFiles = { "main.ts": "export default 1;" };

test("the findings are those of the type checker, and one check of a workspace runs at a time", async () => {
  const ada = await fixture.makeActor();
  const { apiId } = await seedApi(fixture.admin, ada);
  let finish = (): void => {};
  const isStarted = Promise.withResolvers<void>();
  const check = async (): Promise<Diagnostic[]> => {
    isStarted.resolve();
    await new Promise<void>((resolve) => { finish = resolve; });
    return [FOUND];
  };
  const first = checkDraft({ apiId, files }, ada.actor, { db: fixture.db, runtime: { check } });
  await isStarted.promise;
  await assert.rejects(checkDraft({ apiId, files }, ada.actor, { db: fixture.db, runtime: { check } }), { code: "conflict" });
  finish();
  assert.deepEqual(await first, [FOUND]);
  assert.deepEqual(await checkDraft({ apiId, files }, ada.actor, { db: fixture.db, runtime: { check: async () => [] } }), [], "a check that ended lets the next one run");
});

test("a stranger's API, a key that only reads and what is no source are refused before anything runs", async () => {
  const [ada, eve] = [await fixture.makeActor(), await fixture.makeActor()];
  const { apiId } = await seedApi(fixture.admin, ada);
  const deps = { db: fixture.db, runtime: { check: () => Promise.reject(new Error("it ran")) } };
  await assert.rejects(checkDraft({ apiId, files }, eve.actor, deps), { code: "not_found" });
  await assert.rejects(checkDraft({ apiId: "../x", files }, ada.actor, deps), { code: "not_found" });
  await assert.rejects(checkDraft({ apiId, files }, await makeKeyActor(fixture.admin, ada, ["apis:read"]), deps), { code: "forbidden" });
  const wrong: SourceFiles[] = [{}, { "other.ts": "1" }, { "main.ts": "" }, { "main.ts": "1", "../up.ts": "1" }];
  for (const bad of wrong) await assert.rejects(checkDraft({ apiId, files: bad }, ada.actor, deps), { code: "invalid" });
});
