import type { Sql } from "#lib/db/connect.ts";
import { USAGE_DAYS } from "./retention.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export interface Repair {
  apiId: string;
  /** UTC, e.g. `2026-11-21`: all rollups of the API's day were written anew from its rows. */
  day: string;
  /** Rollups that differed from the rows. */
  wrong: number;
}

/** Holds the rollups of closed hours against the stored rows, and writes anew what differs. Hours of whole days are compared with their day as well. */
export async function reconcileUsage(input: { from: Date; to: Date }, deps: { sql: Sql; now?: number }): Promise<Repair[]> {
  const { sql, now = Date.now() } = deps;
  const oldest = startOf(now - USAGE_DAYS.rows * DAY_MS, DAY_MS);
  const to = Math.min(startOf(input.to.getTime(), HOUR_MS), startOf(now, HOUR_MS));
  const repairs: Repair[] = [];
  for (let from = Math.max(startOf(input.from.getTime(), HOUR_MS), oldest); from < to; ) {
    const end = Math.min(to, startOf(from, DAY_MS) + DAY_MS);
    const hasMinutes = from > now - (USAGE_DAYS.minutes - 1) * DAY_MS;
    repairs.push(...(await sql<Repair[]>`select api_id as "apiId", day::text as day, wrong
      from private.reconcile_usage(${new Date(from)}, ${new Date(end)}, ${hasMinutes})`));
    from = end;
  }
  return repairs;
}

const startOf = (ms: number, unit: number): number => Math.floor(ms / unit) * unit;
