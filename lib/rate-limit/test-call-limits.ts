import { randomUUID } from "node:crypto";
import { connect, type Sql } from "#lib/db/connect.ts";
import { openGatewayDb } from "#lib/db/gateway-db.ts";
import { startTestDatabase, type TestDatabase } from "../../supabase/tests/test-database.ts";
import type { CallLayer, CallVerdict } from "./call-account.ts";
import { CallLimit } from "./call-limit.ts";
import type { TakeCalls, TakenCalls } from "./take-calls.ts";

export interface TestCallLimit {
  limit: CallLimit;
  /** Questions to Postgres so far. */
  asked(): number;
  /** Moves this gateway's own clock. */
  pass(ms: number): void;
  /** From now on Postgres doesn't answer it. */
  cut(isCut: boolean): void;
  close(): Promise<void>;
}
export interface TestCallLimits {
  database: TestDatabase;
  admin: Sql;
  /** As another gateway's: memory and connections of its own. */
  open(options?: { windowSeconds?: number; takeCalls?: (input: TakeCalls, ask: (input: TakeCalls) => Promise<TakenCalls>) => Promise<TakenCalls> }): TestCallLimit;
  makeOwner(): Promise<{ workspaceId: string; userId: string | null }>;
  /** What Postgres counts in all windows. */
  counted(workspaceId: string, subject?: string): Promise<number>;
  stop(): Promise<void>;
}

/** Several gateways' call limits over one real Postgres. For tests and the bench. */
export async function startTestCallLimits(): Promise<TestCallLimits> {
  const database = await startTestDatabase();
  const admin = connect(database.adminUrl, "test-admin", 2);
  const opened: TestCallLimit[] = [];
  return {
    database, admin,
    open({ windowSeconds = 3600, takeCalls } = {}) {
      const db = openGatewayDb(database.gatewayUrl, 4);
      const state = { asked: 0, aheadMs: 0, isCut: false };
      const ask = (input: TakeCalls): Promise<TakenCalls> => {
        state.asked += 1;
        return state.isCut ? Promise.reject(new Error("cut off")) : takeCalls ? takeCalls(input, (sent) => db.takeCalls(sent)) : db.takeCalls(input);
      };
      const limit = new CallLimit({ takeCalls: ask, now: () => performance.now() + state.aheadMs, windowSeconds });
      const own: TestCallLimit = {
        limit, asked: () => state.asked, pass: (ms) => void (state.aheadMs += ms), cut: (isCut) => void (state.isCut = isCut),
        async close() {
          await limit.close();
          await db.close();
        },
      };
      opened.push(own);
      return own;
    },
    async makeOwner() {
      const { workspaceId, userId } = await database.makeUser();
      return { workspaceId, userId };
    },
    async counted(workspaceId, subject = "plan") {
      const [row] = await admin<{ calls: number }[]>`select coalesce(sum(request_count), 0)::int as calls from public.rate_limit_usage where workspace_id = ${workspaceId} and subject = ${subject}`;
      return row?.calls ?? 0;
    },
    async stop() {
      await Promise.allSettled(opened.map((own) => own.close()));
      await admin.end();
      await database.stop();
    },
  };
}

export const planOf = (owner: { workspaceId: string }, limit: number): CallLayer => ({ id: owner.workspaceId, subject: "plan", name: "pro", limit });
export const ownLayer = (kind: "key" | "api", limit: number): CallLayer => {
  const id = randomUUID();
  return { id, subject: `${kind}:${id}`, name: kind, limit };
};
export const servedOf = (verdicts: readonly CallVerdict[]): number => verdicts.filter((verdict) => verdict.isAllowed).length;
export const takeMany = (limit: CallLimit, owner: { workspaceId: string; userId: string | null }, layers: readonly CallLayer[], calls: number): Promise<CallVerdict[]> =>
  Promise.all(Array.from({ length: calls }, () => limit.take(owner, layers)));
