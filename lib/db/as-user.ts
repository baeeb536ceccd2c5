import { sql as fragment, type Transaction } from "kysely";
import { claimsOf, type Actor } from "#lib/auth/actor.ts";
import { AppError } from "#lib/errors.ts";
import type { Database } from "./connect.ts";
import type { DB } from "./database.types.ts";

export type UserTransaction = Transaction<DB>;

/**
 * Runs `work` in one transaction as the actor: role `authenticated` with the actor's claims, so that row-level security is the floor
 * whatever the verb forgets; its refusal is `forbidden`. `app_web` can't read anything outside of such a transaction.
 */
export function asUser<Result>(actor: Actor, db: Database, work: (tx: UserTransaction) => Promise<Result>): Promise<Result> {
  return db.transaction().execute(async (tx) => {
    await becomeUser(actor, tx);
    return work(tx);
  }).catch((error: unknown) => {
    throw isRefusal(error) ? new AppError("forbidden", "Your role in this workspace doesn't allow that.", { cause: error }) : error;
  });
}

/** Until the transaction ends. */
export async function becomeUser(actor: Actor, tx: UserTransaction): Promise<void> {
  await fragment`select set_config('role', 'authenticated', true), set_config('request.jwt.claims', ${JSON.stringify(claimsOf(actor))}, true),
    set_config('app.origin', ${actor.from ? JSON.stringify(actor.from) : ""}, true)`.execute(tx);
}

/** Row-level security, a column grant or a function's own check said no: insufficient_privilege. */
export const isRefusal = (error: unknown): boolean => error instanceof Error && "code" in error && error.code === "42501";
