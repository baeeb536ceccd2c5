import { sql as fragment, type Transaction } from "kysely";
import { claimsOf, type Actor } from "#lib/auth/actor.ts";
import type { Database } from "./connect.ts";
import type { DB } from "./database.types.ts";

export type UserTransaction = Transaction<DB>;

/**
 * Runs `work` in one transaction as the actor: role `authenticated` with the actor's claims, so that row-level security is the floor
 * whatever the verb forgets. `app_web` can't read anything outside of such a transaction.
 */
export function asUser<Result>(actor: Actor, db: Database, work: (tx: UserTransaction) => Promise<Result>): Promise<Result> {
  return db.transaction().execute(async (tx) => {
    await fragment`select set_config('role', 'authenticated', true), set_config('request.jwt.claims', ${JSON.stringify(claimsOf(actor))}, true)`.execute(tx);
    return work(tx);
  });
}
