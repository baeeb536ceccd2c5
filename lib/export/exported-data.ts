import { sql } from "kysely";
import type { Actor } from "#lib/auth/actor.ts";
import { asUser } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import type { ZipEntry } from "./zip-stream.ts";

const PAGE = 500;
interface Row {
  collection: string;
  id: string;
  line: unknown;
}

/**
 * One file of JSON lines per collection, a page of documents at a time, each read on its own: a slow reader holds no connection. What changes
 * meanwhile may be in it or not. Collections whose names differ only in case get a number: on many disks they would be one file.
 */
export async function* exportedData(apiId: string, actor: Actor, deps: { db: Database }): AsyncGenerator<ZipEntry, void> {
  const readPage = (collection: string, id: string) => asUser(actor, deps.db, (tx) =>
    sql<Row>`select * from private.export_documents(${apiId}, ${collection}, ${id}, ${PAGE})`.execute(tx)).then(({ rows }) => rows);
  let page = await readPage("", "");
  let isLast = page.length < PAGE;
  async function* linesOf(collection: string): AsyncGenerator<string, void> {
    for (;;) {
      const own = page.filter((row) => row.collection === collection);
      if (own.length > 0) yield own.map(({ line }) => `${JSON.stringify(line)}\n`).join("");
      const last = page.at(-1);
      if (!last || own.length < page.length) return void (page = page.slice(own.length));
      page = isLast ? [] : await readPage(last.collection, last.id);
      isLast ||= page.length < PAGE;
    }
  }
  const seen = new Map<string, number>();
  for (let first = page[0]; first; first = page[0]) {
    const folded = first.collection.toLowerCase();
    const nth = (seen.get(folded) ?? 0) + 1;
    seen.set(folded, nth);
    yield { name: `data/${first.collection}${nth > 1 ? `.${nth}` : ""}.jsonl`, parts: linesOf(first.collection) };
  }
}
