import { claimsOf, type Actor } from "#lib/auth/actor.ts";
import { AppError } from "#lib/errors.ts";
import { isRefusal } from "./as-user.ts";
import { poolOf, type Database, type SqlTransaction } from "./connect.ts";

/** As asUser, for statements that are put together of parts. `settings`: of this transaction, beside the actor's. */
export async function asUserSql<Result>(actor: Actor, db: Database, settings: Record<string, string>, work: (sql: SqlTransaction) => Promise<Result>): Promise<Result> {
  const set = { ...settings, "request.jwt.claims": JSON.stringify(claimsOf(actor)), "app.origin": actor.from ? JSON.stringify(actor.from) : "", role: "authenticated" };
  try {
    const ended = await poolOf(db).begin(async (tx) => {
      await tx`select set_config(name, value, true) from jsonb_each_text(${JSON.stringify(set)}::text::jsonb) with ordinality s (name, value, n) order by name = 'role', n`;
      return { result: await work(tx) };
    });
    return ended.result as Result;
  } catch (error) {
    throw isRefusal(error) ? new AppError("forbidden", "Your role in this workspace doesn't allow that.", { cause: error }) : error;
  }
}
