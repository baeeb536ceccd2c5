import { type RawBuilder, sql } from "kysely";
import type { UserTransaction } from "#lib/db/as-user.ts";
import type { Actor } from "#lib/auth/actor.ts";
import type { CallEntry, CallFilter } from "./schema.ts";

/** How many calls one page looks at, however few of them fit: a page costs the same whatever is asked for. */
export const SCANNED = 10_000;

/** A stretch of an API's calls: the newest before a number, or the oldest after it. */
export interface Stretch {
  apiId: string;
  before?: number | undefined;
  after?: number | undefined;
  filter: CallFilter;
}
export interface SelectedCalls {
  items: CallEntry[];
  /** The last number that was looked at; null: there was none. */
  last: number | null;
  /** There may be more beyond it. */
  isFull: boolean;
}

interface CallRow {
  id: number;
  requestId: string;
  method: string;
  path: string;
  query: string | null;
  status: number;
  durationMs: number;
  wakeMs: number | null;
  errorCode: string | null;
  isOwner: boolean;
  version: number | null;
  createdAt: Date;
}

/** The stretch's calls that fit, at most `limit`. */
export async function selectCalls({ apiId, before, after, filter }: Stretch, limit: number, actor: Actor, tx: UserTransaction): Promise<SelectedCalls> {
  const order = sql.raw(after === undefined ? "desc" : "asc");
  const scanned = isNarrow(filter) ? SCANNED : limit;
  const { rows } = await sql<{ count: number; first: number | null; latest: number | null; found: CallRow[] }>`
    with stretch as materialized (
      select r.id, r.request_id, r.method, r.path, r.query, r.status, r.duration_ms, r.wake_ms, r.error_code, r.is_owner, r.version_id, r.created_at
      from public.call_records r where r.api_id = ${apiId} and r.workspace_id = ${actor.workspaceId} and ${bounds(before, after, filter)}
      order by r.id ${order} limit ${scanned}
    )
    select count(*)::integer as count, min(id) as first, max(id) as latest, (
      select coalesce(jsonb_agg(f order by f.id ${order}), '[]') from (
        select c.id, c.request_id as "requestId", c.method, c.path, c.query, c.status, c.duration_ms as "durationMs", c.wake_ms as "wakeMs", c.error_code as "errorCode", c.is_owner as "isOwner", v.number as version, c.created_at as "createdAt"
        from stretch c left join public.versions v on v.id = c.version_id where ${fits(apiId, filter)} order by c.id ${order} limit ${limit}
      ) f) as found
    from stretch`.execute(tx);
  const { count = 0, first = null, latest = null, found = [] } = rows[0] ?? {};
  const items = found.map((row): CallEntry => ({ ...row, createdAt: new Date(row.createdAt).toISOString() }));
  if (items.length === limit) return { items, last: items.at(-1)?.id ?? null, isFull: true };
  return { items, last: after === undefined ? first : latest, isFull: count === scanned };
}

/** What an index answers. Those that failed have one of their own, by these very words. */
function bounds(before: number | undefined, after: number | undefined, { status, requestId }: CallFilter): RawBuilder<boolean> {
  return sql<boolean>`${before === undefined ? sql`true` : sql`r.id < ${before}`} and ${after === undefined ? sql`true` : sql`r.id > ${after}`}
    and ${requestId ? sql`r.request_id = ${requestId}` : sql`true`} and ${isFailing(status) ? sql`r.status >= 400` : sql`true`}`;
}

function fits(apiId: string, { status, method, path, text }: CallFilter): RawBuilder<boolean> {
  const isClass = status?.endsWith("xx") === true;
  const from = Number(status?.[0]) * 100;
  return sql<boolean>`${status === undefined || status === "failed" ? sql`true` : isClass ? sql`c.status between ${from} and ${from + 99}` : sql`c.status = ${Number(status)}`}
    and ${method ? sql`c.method = ${method}` : sql`true`}
    and ${path ? sql`strpos(lower(c.path), lower(${path}::text)) > 0` : sql`true`}
    and ${text ? sql`(strpos(lower(concat_ws(' ', c.path, c.query, c.error_code, c.request_id)), lower(${text}::text)) > 0 or exists (
      select from public.request_logs l cross join jsonb_array_elements(l.lines) line where l.request_id = c.request_id and l.api_id = ${apiId} and strpos(lower(line ->> 1), lower(${text}::text)) > 0))` : sql`true`}`;
}

const isFailing = (status: string | undefined): boolean => status !== undefined && (status === "failed" || Number(status[0]) >= 4);
/** Whether rows of the stretch may not fit. */
const isNarrow = ({ status, method, path, text }: CallFilter): boolean => Boolean(method || path || text) || (status !== undefined && status !== "failed");
