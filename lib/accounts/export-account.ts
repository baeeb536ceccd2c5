import { sql } from "kysely";
import type { Actor } from "#lib/auth/actor.ts";
import type { UserTransaction } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import { openSnapshot, type Snapshot } from "#lib/db/open-snapshot.ts";
import { createPlaces } from "#lib/runtime/places.ts";
import { readAccount } from "./get-account.ts";
import { requirePerson } from "./require-person.ts";

interface Part {
  type: string;
  table: string;
  /** Orders the rows and finds the next page. */
  key: readonly string[];
  /** Absent: all that the person may read. */
  columns?: readonly string[];
  where?: string;
}

/** Of the workspaces that the person owns; of what they did, also elsewhere. Hashes and values of secrets are nobody's to read. */
const PARTS: readonly Part[] = [
  { type: "workspace", table: "workspaces", key: ["id"], where: "id = any ($owned)" },
  { type: "member", table: "workspace_members", key: ["workspace_id", "user_id"] },
  { type: "api", table: "apis", key: ["id"] },
  { type: "version", table: "versions", key: ["id"] },
  { type: "deployment", table: "deployments", key: ["id"] },
  { type: "key", table: "keys", key: ["id"], columns: ["id", "workspace_id", "kind", "api_id", "name", "prefix", "last_four", "scopes", "expires_at", "disabled_at", "revoked_at", "last_used_at", "created_by", "created_at"] },
  { type: "secret", table: "secrets", key: ["id"], columns: ["id", "workspace_id", "api_id", "name", "hosts", "created_by", "created_at", "updated_at"] },
  { type: "approvedHost", table: "approved_hosts", key: ["api_id", "host"] },
  { type: "build", table: "generations", key: ["id"] },
  { type: "document", table: "documents", key: ["api_id", "collection", "id"] },
  { type: "usage", table: "api_usage_rollups", key: ["workspace_id", "api_id", "grain", "slice", "bucket", "value"], where: "workspace_id = any ($owned) and grain = 'day' and slice = 'all'" },
  { type: "log", table: "request_logs", key: ["id"] },
  { type: "call", table: "call_records", key: ["id"] },
  { type: "outboundCall", table: "outbound_calls", key: ["id"] },
  { type: "feedback", table: "feedback", key: ["id"], where: "user_id = $person" },
  { type: "change", table: "audit_events", key: ["id"], where: "actor_id = $person" },
];
const PAGE = 100;
/** Each keeps one of the process's connections, for at most IDLE_MS after its reader took the last page. */
const exports = createPlaces(2, 10_000, "Other accounts are being exported just now. Try again in a minute.");
const IDLE_MS = 30_000;

/**
 * What a person has (not what drafts stored, nor prepaid balances) at one moment, as lines of JSON `{ "type", "data" }`, a page at a time. Who stops reading for half a minute gets no more.
 * The last line is `end` with the number of those before: without it something is missing. Throws `forbidden` for a management key, `unavailable` when two are made already.
 */
export async function exportAccount(_input: Record<string, never>, actor: Actor, { db, idleMs = IDLE_MS }: { db: Database; idleMs?: number }): Promise<AsyncGenerator<string, void>> {
  requirePerson(actor);
  const leave = await exports.take();
  const snapshot = await openSnapshot(actor, db).catch((error: unknown) => {
    leave();
    throw error;
  });
  const end = () => snapshot.close().catch(() => {}).finally(leave);
  try {
    const account = await readAccount(actor, snapshot.tx);
    const owned = account.workspaces.filter(({ role }) => role === "owner").map(({ id }) => id);
    return untilIdle(lines(account, owned, actor, snapshot), idleMs, end);
  } catch (error) {
    await end();
    throw error;
  }
}

/** Ends with the texts, with whoever gives up reading, and after a pause of the reader: also of one that never begins. */
function untilIdle(texts: AsyncGenerator<string, void>, idleMs: number, end: () => Promise<void>): AsyncGenerator<string, void> {
  let timer = setTimeout(end, idleMs);
  const pages = async function* (): AsyncGenerator<string, void> {
    clearTimeout(timer);
    try {
      for await (const text of texts) {
        timer = setTimeout(end, idleMs);
        yield text;
        clearTimeout(timer);
      }
    } finally {
      clearTimeout(timer);
      await end();
    }
  };
  return pages();
}

async function* lines(account: unknown, owned: readonly string[], actor: Actor, { tx }: Snapshot): AsyncGenerator<string, void> {
  let count = 1;
  yield line("account", account);
  for (const part of PARTS) {
    for (let last: unknown = null; ; ) {
      const page = await readPage(part, last, owned, actor, tx);
      count += page.length;
      if (page.length > 0) yield page.map((row) => line(part.type, row)).join("");
      if (page.length < PAGE) break;
      last = page.at(-1);
    }
  }
  yield line("end", { lines: count });
}

const line = (type: string, data: unknown): string => `${JSON.stringify({ type, data })}\n`;

async function readPage({ table, key, columns, where = "workspace_id = any ($owned)" }: Part, last: unknown, owned: readonly string[], actor: Actor, tx: UserTransaction): Promise<unknown[]> {
  const keys = sql.raw(key.join(", "));
  const after = last === null ? sql`` : sql`and (${keys}) > (select ${keys} from jsonb_populate_record(null::${sql.table(table)}, ${JSON.stringify(last)}::text::jsonb))`;
  const parts = where.split(/\$(owned|person)/).map((text) => (text === "owned" ? sql`${owned}::uuid[]` : text === "person" ? sql`${actor.userId}::uuid` : sql.raw(text)));
  const { rows } = await sql<{ row: unknown }>`select to_jsonb(t) as row from (select ${sql.raw((columns ?? ["*"]).join(", "))} from ${sql.table(table)} where ${sql.join(parts, sql``)} ${after} order by ${keys} limit ${PAGE}) t`.execute(tx);
  return rows.map(({ row }) => row);
}
