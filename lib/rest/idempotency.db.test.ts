import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { createLog } from "#lib/log.ts";
import { startVerbFixture, type VerbFixture } from "../../supabase/tests/verb-fixture.ts";
import { once } from "./idempotency.ts";

let fixture: VerbFixture;
before(async () => {
  fixture = await startVerbFixture();
});
after(() => fixture.stop());

test("a reply that can't be kept is given all the same, the failure is logged, and a repetition runs nothing", async () => {
  const { actor } = await fixture.makeActor();
  const lines: string[] = [];
  const deps = { db: fixture.db, log: createLog("test", "error", (line) => lines.push(line)) };
  let runs = 0;
  const send = () => once({ key: "one", text: "{}", accept: "" }, async () => ({ key: "the call key", run: (runs += 1) }), actor, { deps, request: new Request("http://localhost/") });
  await fixture.admin`alter function private.keep_idempotent_reply rename to away`;
  assert.deepEqual(await send(), { key: "the call key", run: 1 });
  assert.match(lines.join(), /idempotent reply not kept/);
  await fixture.admin`alter function private.away rename to keep_idempotent_reply`;
  await assert.rejects(send(), { code: "conflict" });
  assert.equal(runs, 1);
});
