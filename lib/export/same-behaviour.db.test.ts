import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { DataOperation, DataReply, DataSpace, Json } from "#lib/runtime/runtime.ts";
import { startDocumentFixture, type DocumentFixture } from "../../supabase/tests/document-fixture.ts";
import { BEHAVIOUR_CASES } from "./project/data/behaviour-cases.ts";
import { createSqliteStore } from "./project/data/sqlite-store.ts";
import { openSqlite } from "./project/node/open-sqlite.ts";

type Run = (operations: readonly DataOperation[]) => DataReply[] | Promise<DataReply[]>;

let fixture: DocumentFixture;
before(async () => {
  fixture = await startDocumentFixture();
});
after(() => fixture.stop());

for (const { name, turns } of BEHAVIOUR_CASES) {
  test(`SQLite answers as the platform does: ${name}`, async () => {
    const space: DataSpace = await fixture.makeSpace();
    const sqlite = createSqliteStore(openSqlite(":memory:"));
    const platform = await answersOf(turns, (operations) => fixture.store.run(space, operations));
    const own = await answersOf(turns, sqlite.run);
    for (const [index, turn] of turns.entries()) {
      for (const [place, operation] of turn.entries()) assert.deepEqual(own[index]?.[place], platform[index]?.[place], JSON.stringify(operation).slice(0, 300));
    }
  });
}

async function answersOf(turns: readonly DataOperation[][], run: Run): Promise<string[][]> {
  const found: string[][] = [];
  let cursor: Json = null;
  for (const turn of turns) {
    // What an API sends comes through JSON.
    const sent = JSON.parse(JSON.stringify(turn), (_key, value: unknown) => (value === "$cursor" ? cursor : value)) as DataOperation[];
    const replies = await run(sent);
    const [first] = replies;
    if (first && "ok" in first && first.ok !== null && typeof first.ok === "object" && "cursor" in first.ok) cursor = first.ok.cursor ?? null;
    found.push(replies.map((reply) => comparable(reply)));
  }
  return found;
}

/** As text, so that the order of members counts; without what differs from run to run. */
const comparable = (reply: DataReply): string =>
  JSON.stringify(reply, (key, value: unknown) => (key === "createdAt" || key === "updatedAt" ? typeof value : key === "cursor" ? value !== null : value));
