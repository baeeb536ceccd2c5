import { type RawBuilder, sql } from "kysely";
import type { UserTransaction } from "#lib/db/as-user.ts";
import type { Actor } from "#lib/auth/actor.ts";
import { MAX_ENTRIES, nearCall } from "./near-call.ts";
import type { CallEntry, CallFilter } from "./schema.ts";

/** How many calls one page looks at, however few of them fit: a page costs the same whatever is asked for. What they printed costs more to read. */
export const SCANNED = 10_000;
export const SCANNED_TEXTS = 2_000;

/** A stretch of an API's calls: the newest before a number, or the oldest after it. */
export interface Stretch {
  apiId: string;
  before?: number | undefined;
  after?: number | undefined;
  filter: CallFilter;
}
export interface SelectedCalls {
  items: CallEntry[];
  /** The last that was looked at, whether it fits or not; null: there was none. */
  last: { id: number; createdAt: string } | null;
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
  place: number;
  isFitting: boolean;
  isEnd: boolean;
}

/** The stretch's calls that fit, at most `limit`. Reading stops at the last that is asked for, so where many fit few are looked at. */
export async function selectCalls({ apiId, before, after, filter }: Stretch, limit: number, actor: Actor, tx: UserTransaction): Promise<SelectedCalls> {
  const order = sql.raw(after === undefined ? "desc" : "asc");
  const scanned = filter.text ? SCANNED_TEXTS : isNarrow(filter) ? SCANNED : limit;
  const { rows } = await sql<CallRow>`
    select f.id, f.request_id as "requestId", f.method, f.path, f.query, f.status, f.duration_ms as "durationMs", f.wake_ms as "wakeMs", f.error_code as "errorCode", f.is_owner as "isOwner",
      (select v.number from public.versions v where v.id = f.version_id) as version, f.created_at as "createdAt", f.place, f.is_fitting as "isFitting", f.is_end as "isEnd"
    from (
      select c.*, row_number() over stretch as place, lead(c.id) over stretch is null as is_end, ${fits(apiId, filter)} as is_fitting
      from (
        select r.id, r.request_id, r.method, r.path, r.query, r.status, r.duration_ms, r.wake_ms, r.error_code, r.is_owner, r.version_id, r.created_at
        from public.call_records r where r.api_id = ${apiId} and r.workspace_id = ${actor.workspaceId} and ${bounds(before, after, filter)}
        order by r.id ${order} limit ${scanned}
      ) c window stretch as (order by c.id ${order})
    ) f where f.is_fitting or f.is_end order by f.id ${order} limit ${limit}`.execute(tx);
  const end = rows.at(-1);
  if (!end) return { items: [], last: null, isFull: false };
  const items = rows.filter(({ isFitting }) => isFitting).map(({ place: _place, isFitting: _isFitting, isEnd: _isEnd, ...row }): CallEntry => ({ ...row, createdAt: row.createdAt.toISOString() }));
  return { items, last: { id: end.id, createdAt: end.createdAt.toISOString() }, isFull: !end.isEnd || end.place === scanned };
}

/** What an index answers. Those that failed, and those of a 5xx, have one of their own, by these very words. */
function bounds(before: number | undefined, after: number | undefined, { status, requestId }: CallFilter): RawBuilder<boolean> {
  const least = leastStatus(status);
  return sql<boolean>`${before === undefined ? sql`true` : sql`r.id < ${before}`} and ${after === undefined ? sql`true` : sql`r.id > ${after}`}
    and ${requestId ? sql`r.request_id = ${requestId}` : sql`true`} and ${least === 500 ? sql`r.status >= 500` : least === 400 ? sql`r.status >= 400` : sql`true`}`;
}

function fits(apiId: string, { status, method, path, text }: CallFilter): RawBuilder<boolean> {
  const isClass = status?.endsWith("xx") === true;
  const from = Number(status?.[0]) * 100;
  return sql<boolean>`${status === undefined || status === "failed" ? sql`true` : isClass ? sql`c.status between ${from} and ${from + 99}` : sql`c.status = ${Number(status)}`}
    and ${method ? sql`c.method = ${method}` : sql`true`}
    and ${path ? holds(sql`c.path`, path) : sql`true`}
    and ${text ? sql`(${holds(sql`concat_ws(' ', c.path, c.query, c.error_code, c.request_id)`, text)} or exists (select from (${printed(apiId)}) l cross join jsonb_array_elements(l.lines) line where ${holds(sql`line ->> 1`, text)}))` : sql`true`}`;
}

const holds = (expression: RawBuilder<unknown>, text: string): RawBuilder<boolean> => sql`strpos(lower(${expression}), lower(${text}::text)) > 0`;

/** What call `c` printed, as one call of the logs shows it. */
const printed = (apiId: string): RawBuilder<unknown> =>
  sql`select p.lines from public.request_logs p where p.api_id = ${apiId} and p.request_id = c.request_id and ${nearCall("request_logs", apiId, sql.ref("p"), sql`c.created_at`)} order by p.id limit ${MAX_ENTRIES}`;

const leastStatus = (status: string | undefined): 500 | 400 | null => (status === undefined ? null : status.startsWith("5") ? 500 : status === "failed" || status.startsWith("4") ? 400 : null);
/** Whether rows of the stretch may not fit. */
const isNarrow = ({ status, method, path }: CallFilter): boolean => Boolean(method || path) || (status !== undefined && status !== "failed");
