import { sql } from "kysely";
import { z } from "zod";
import { requireScope, type Actor } from "#lib/auth/actor.ts";
import { asUser } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import { AppError } from "#lib/errors.ts";
import type { ApiOrigin } from "#lib/http/api-origin.ts";
import { isApiId } from "#lib/id.ts";
import { selectApis, toApiSummary } from "./api-row.ts";
import type { ApiSort, ApiState, ApiSummary } from "./schema.ts";

export interface ListApiPageInput {
  limit: number;
  cursor?: string | undefined;
  /** Words of the name or the description, or an id. */
  q?: string | undefined;
  state?: ApiState | undefined;
  sort?: ApiSort | undefined;
}

/** What each order compares: texts go into the cursor as Postgres writes them, so that nothing of a time is lost. */
const KEYS = { created: sql<string>`l.created_at`, name: sql<string>`lower(l.name)`, calls: sql<string>`l.calls`, errors: sql<string>`l.errors` } as const;
/** Through text: the driver would make a Date of a timestamptz, without its microseconds. */
const TYPES = { created: sql`timestamptz`, name: sql`text`, calls: sql`int`, errors: sql`int` } as const;

/** A page of the workspace's APIs, newest first unless `sort` says otherwise. `cursor` is null on the last one. Throws `invalid` for a cursor that is not ours, or of another order. */
export async function listApiPage({ limit, cursor, q = "", state, sort = "-created" }: ListApiPageInput, actor: Actor, deps: { db: Database; apiOrigin?: ApiOrigin }): Promise<{ items: ApiSummary[]; cursor: string | null }> {
  requireScope(actor, "apis:read");
  const [after, order] = [cursor === undefined ? null : readCursor(cursor, sort), orderOf(sort)];
  const key = KEYS[order.by];
  const rows = await asUser(actor, deps.db, (tx) => {
    let query = tx.selectFrom(selectApis(tx, actor.workspaceId).as("l")).selectAll("l").select(sql<string>`${key}::text`.as("place"))
      .orderBy(key, order.direction).orderBy("l.id", order.direction).limit(limit + 1);
    if (q.trim() !== "") {
      const like = `%${q.trim().replace(/[\\%_]/g, "\\$&")}%`;
      query = query.where((eb) => eb.or([eb("l.name", "ilike", like), eb("l.description", "ilike", like), eb("l.id", "=", q.trim())]));
    }
    if (state === "errors") query = query.where((eb) => eb.or([eb("l.errors", ">", 0), eb("l.status", "=", "failed")]));
    else if (state) query = query.where("l.status", "=", state);
    if (after) query = query.where(sql<boolean>`(${key}, l.id) ${sql.raw(order.direction === "asc" ? ">" : "<")} (${after.place}::text::${TYPES[order.by]}, ${after.id})`);
    return query.execute();
  });
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items: items.map((row) => toApiSummary(row, deps.apiOrigin)), cursor: rows.length > limit && last ? writeCursor(sort, last.place, last.id) : null };
}

function orderOf(sort: ApiSort): { by: keyof typeof KEYS; direction: "asc" | "desc" } {
  switch (sort) {
    case "name": case "-name": return { by: "name", direction: sort === "name" ? "asc" : "desc" };
    case "calls": case "-calls": return { by: "calls", direction: sort === "calls" ? "asc" : "desc" };
    case "errors": case "-errors": return { by: "errors", direction: sort === "errors" ? "asc" : "desc" };
    case "created": case "-created": return { by: "created", direction: sort === "created" ? "asc" : "desc" };
  }
}

const cursorSchema = z.tuple([z.string(), z.string().max(300), z.string()]);
const writeCursor = (sort: ApiSort, place: string, id: string): string => Buffer.from(JSON.stringify([sort, place, id])).toString("base64url");

/** The place of the page's last API in this order. */
function readCursor(cursor: string, sort: ApiSort): { place: string; id: string } {
  const refuse = () => new AppError("invalid", "This cursor is not one of ours, or of a list in another order: take it from the `cursor` of the page before.");
  let given: unknown;
  try {
    given = JSON.parse(Buffer.from(cursor, "base64url").toString());
  } catch {
    throw refuse();
  }
  const parsed = cursorSchema.safeParse(given);
  const { by } = orderOf(sort);
  if (!parsed.success || parsed.data[0] !== sort) throw refuse();
  const [, place, id] = parsed.data;
  const isPlace = by === "name" ? !place.includes("\0") : by === "created" ? /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?[+-]\d\d(:\d\d)?$/.test(place) && !Number.isNaN(Date.parse(place.slice(0, 10))) : /^\d{1,9}$/.test(place);
  if (!isPlace || !isApiId(id)) throw refuse();
  return { place, id };
}
