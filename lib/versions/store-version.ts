import { sql } from "kysely";
import { requireScope, type Actor } from "#lib/auth/actor.ts";
import { asUser, type UserTransaction } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import { AppError } from "#lib/errors.ts";
import type { EditRecord, Recipe } from "./edit-record.ts";
import type { ContractTest, GateRecord, Json } from "./schema.ts";

/** Everything that a version is made of; what passed the gate. */
export interface NewVersion {
  id: string;
  generator: string;
  /** The file that is the API's entry. */
  entry: string;
  summary: string;
  source: Record<string, string>;
  openapi: { [key: string]: Json };
  contractTests: ContractTest[];
  gateRecord: GateRecord;
  assumptions: string[];
  secretNames: string[];
  hosts: string[];
  hostReasons: Record<string, string>;
  fixtures: unknown[];
  /** Proposed; the owner makes a route of an existing API public. */
  publicRoutes: { method: string; path: string }[];
  /** What the built-in generator reads again to change it; null: it did not write it. */
  recipe: Recipe | null;
  baseVersionId?: string;
  edit?: EditRecord;
}
interface StoreVersionInput {
  /** The running build that it ends. */
  generationId: string;
  version: NewVersion;
  bundle: string;
  stages: { name: string; ms: number }[];
  /** Goes live if this version is still the live one; null: it is a draft. */
  over: string | null;
  /** Why it is a draft although it should have gone live; null: nobody wanted it to. */
  why: string | null;
}
export interface StoredVersion {
  number: number;
  isLive: boolean;
  /** Why it is a draft. */
  why: string | null;
}

/**
 * Ends a build of an existing API with its next version, immutable, live or a draft. `hold` runs in the same transaction, before anything is
 * written. Throws `gone` when the API was deleted meanwhile.
 */
export async function storeVersion(input: StoreVersionInput, actor: Actor, deps: { db: Database }, hold: (tx: UserTransaction) => Promise<void>): Promise<StoredVersion> {
  requireScope(actor, "apis:write");
  const { generationId, version, bundle, stages, over, why } = input;
  return asUser(actor, deps.db, async (tx) => {
    await hold(tx);
    const { rows: [row] } = await sql<{ number: number; is_live: boolean; message: string | null }>`select * from private.store_version(${generationId}::uuid,
      ${JSON.stringify(version)}::text::jsonb, ${bundle}, ${JSON.stringify(stages)}::text::jsonb, ${over}::uuid, ${why})`.execute(tx);
    if (!row) throw new AppError("gone", "This API was deleted while its change was built. Nothing was stored.");
    return { number: row.number, isLive: row.is_live, why: row.message };
  });
}
