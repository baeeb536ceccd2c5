import { setImmediate } from "node:timers/promises";
import { sql } from "kysely";
import { asUser, type UserTransaction } from "#lib/db/as-user.ts";
import type { Actor } from "#lib/auth/actor.ts";
import type { Database } from "#lib/db/connect.ts";
import type { ReleaseContent } from "./read-release.ts";
import type { OrphanCheck, Orphans } from "./release-schema.ts";
import { misfit, type Shape } from "./stored/shape.ts";
import { namesEveryCollection, storedShapes } from "./stored/stored-shapes.ts";

const PAGE = 250;
const MAX_EXAMPLES = 5;
const PAUSE_AFTER_MS = 20;
/** A promotion waits no longer for documents to be looked at; a rollback less. */
export const CHECK_MS = 5_000;

export interface FindOrphansInput {
  apiId: string;
  /** The version that the documents were written under; null: none was live. */
  from: ReleaseContent | null;
  to: ReleaseContent;
}

/**
 * Stored documents that version `to` can't read: of a collection that it doesn't use any more, or unlike its type in a collection whose type
 * changed. What didn't fit `from` either is not its doing. Documents are read in pages and not kept; the check ends after `budgetMs`.
 */
export async function findOrphans(input: FindOrphansInput, actor: Actor, deps: { db: Database }, budgetMs = CHECK_MS): Promise<OrphanCheck> {
  const before = input.from ? storedShapes(input.from.source, input.from.openapi) : new Map<string, Shape>();
  const after = storedShapes(input.to.source, input.to.openapi);
  const isKnown = namesEveryCollection(input.to.source);
  const changed = [...before].filter(([name, shape]) => (after.has(name) ? JSON.stringify(after.get(name)) !== JSON.stringify(shape) : isKnown));
  const check: OrphanCheck = { orphans: [], checkedDocuments: 0, isComplete: true };
  if (changed.length === 0) return check;
  const until = performance.now() + budgetMs;
  return asUser(actor, deps.db, async (tx) => {
    for (const [collection, shape] of changed) {
      const to = after.get(collection);
      const found = to ? await scan({ apiId: input.apiId, collection, from: shape, to }, check, until, tx) : await countUnused({ apiId: input.apiId, collection }, check, tx);
      if (found) check.orphans.push(found);
    }
    return check;
  });
}

interface Scan {
  apiId: string;
  collection: string;
  from: Shape;
  to: Shape;
}

/** All of a collection that is not used any more, however many: none of them has to be read. */
async function countUnused({ apiId, collection }: Pick<Scan, "apiId" | "collection">, check: OrphanCheck, tx: UserTransaction): Promise<Orphans | null> {
  const { rows: [counted] } = await sql<{ count: number }>`select private.documents_counted(${apiId}, ${collection}) as count`.execute(tx);
  const { rows } = await sql<{ id: string }>`select id from private.documents_after(${apiId}, ${collection}, '', ${MAX_EXAMPLES}::integer)`.execute(tx);
  const count = counted?.count ?? 0;
  check.checkedDocuments += count;
  return count > 0 ? { collection, count, exampleIds: rows.map(({ id }) => id), reason: "the new version does not use this collection" } : null;
}

async function scan({ apiId, collection, from, to }: Scan, check: OrphanCheck, until: number, tx: UserTransaction): Promise<Orphans | null> {
  const found: Orphans = { collection, count: 0, exampleIds: [], reason: "" };
  for (let after = ""; ; ) {
    const { rows } = await sql<{ id: string; data: unknown }>`select id, data from private.documents_after(${apiId}, ${collection}, ${after}, ${PAGE}::integer)`.execute(tx);
    let pausedAt = performance.now();
    for (const { id, data } of rows) {
      if (performance.now() > until) break;
      if (performance.now() > pausedAt + PAUSE_AFTER_MS) {
        await setImmediate(); // others are served in between
        pausedAt = performance.now();
      }
      check.checkedDocuments += 1;
      const why = misfit(data, to);
      if (why === null || misfit(data, from) !== null) continue;
      found.count += 1;
      if (found.exampleIds.length < MAX_EXAMPLES) found.exampleIds.push(id);
      found.reason ||= why;
    }
    after = rows.at(-1)?.id ?? after;
    if (performance.now() > until) check.isComplete = false;
    if (rows.length < PAGE || !check.isComplete) break;
  }
  return found.count > 0 ? found : null;
}
