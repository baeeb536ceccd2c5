import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { DataSpace } from "#lib/runtime/host-ports.ts";
import { startDocumentFixture, type DocumentFixture } from "../../supabase/tests/document-fixture.ts";
import { BEHAVIOUR_CASES, answersOfCase } from "./behaviour-cases.ts";
import { createSqliteStore } from "./project/data/sqlite-store.ts";
import { openSqlite } from "./project/node/open-sqlite.ts";

let fixture: DocumentFixture;
before(async () => {
  fixture = await startDocumentFixture();
});
after(() => fixture.stop());

for (const { name, turns } of BEHAVIOUR_CASES) {
  test(`SQLite answers as the platform does: ${name}`, async () => {
    const space: DataSpace = await fixture.makeSpace();
    const sqlite = createSqliteStore(openSqlite(":memory:"));
    const platform = await answersOfCase(turns, (operations) => fixture.store.run(space, operations));
    const own = await answersOfCase(turns, sqlite.run);
    for (const [index, turn] of turns.entries()) {
      for (const [place, operation] of turn.entries()) assert.deepEqual(own[index]?.[place], platform[index]?.[place], JSON.stringify(operation).slice(0, 300));
    }
  });
}
