import assert from "node:assert/strict";
import type { DataSpace } from "#lib/runtime/host-ports.ts";
import type { DocumentFixture } from "./document-fixture.ts";

/** The ids of the first pages of a list of `things`, in its order. */
export async function listIds({ store }: DocumentFixture, space: DataSpace, options: object, { limit, pages }: { limit: number; pages: number }): Promise<string[]> {
  const ids: string[] = [];
  for (let cursor: string | null = null, page = 0; page < pages; page += 1) {
    const [reply] = await store.run(space, [["list", "things", { ...options, limit, cursor }]]);
    assert.ok(reply && "ok" in reply, JSON.stringify(reply));
    const found = reply.ok as unknown as { items: { id: string }[]; cursor: string | null };
    ids.push(...found.items.map(({ id }) => id));
    if (!found.cursor) break;
    cursor = found.cursor;
  }
  return ids;
}
