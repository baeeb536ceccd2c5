import { sql } from "kysely";
import type { UserTransaction } from "./as-user.ts";

/** Of transactions that name the same thing, one after the other: what the next one reads is what this one leaves. Until the transaction ends. */
export async function inTurn(what: string, tx: UserTransaction): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${what}, 0))`.execute(tx);
}
