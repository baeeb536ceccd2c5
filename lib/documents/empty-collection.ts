import type { Actor } from "#lib/auth/actor.ts";
import type { Database, SqlTransaction } from "#lib/db/connect.ts";
import { openDocuments } from "./open-documents.ts";

const ROWS = 1_000;

/** Removes every document of a collection, for good; tells how many. In parts, so that nobody waits long: the API serves meanwhile. Throws `not_found`, `forbidden`. */
export async function emptyCollection(input: { apiId: string; collection: string }, actor: Actor, deps: { db: Database }): Promise<{ removed: number }> {
  let removed = 0;
  const note = (sql: SqlTransaction, collection: string, documents: number) => sql`select private.note_collection(${input.apiId}, ${collection}, 'emptied', ${documents})`;
  for (let count = ROWS; count === ROWS; removed += count) {
    count = await openDocuments(input, "documents:write", actor, deps, async ({ sql, collection }) => {
      const [row] = await sql<{ count: number }[]>`select private.empty_collection(${input.apiId}, ${collection}, ${ROWS}) as count`;
      // With the first part, so that nobody empties a collection and breaks off unnoted.
      if (removed === 0 && row && row.count > 0) await note(sql, collection, row.count);
      return row?.count ?? 0;
    });
  }
  if (removed > ROWS) await openDocuments(input, "documents:write", actor, deps, ({ sql, collection }) => note(sql, collection, removed));
  return { removed };
}
