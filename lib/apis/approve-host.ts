import { sql } from "kysely";
import { requireScope, type Actor } from "#lib/auth/actor.ts";
import { asUser } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import { AppError } from "#lib/errors.ts";
import { readHostName } from "#lib/runtime/host/host-name.ts";
import { declaredOutside } from "./declared-outside.ts";

/** Lets an API's `fetch` reach a host that its live version declares, everywhere within a second. Throws `invalid` for any other host, `not_found`, `gone`, `forbidden`. */
export async function approveHost(input: { apiId: string; host: string }, actor: Actor, deps: { db: Database }): Promise<void> {
  requireScope(actor, "apis:write");
  const read = readHostName(input.host);
  await asUser(actor, deps.db, async (tx) => {
    const { hosts } = await declaredOutside(input.apiId, actor, tx);
    if ("reason" in read) throw notApprovable(`This host can't be approved: ${read.reason}.`);
    if (!hosts.includes(read.name)) throw notApprovable(`The live version doesn't declare ${read.name}. ${hosts.length > 0 ? `It declares ${hosts.join(", ")}.` : "It declares no host."}`);
    await sql`select private.approve_host(${input.apiId}, ${read.name})`.execute(tx);
  });
}

const notApprovable = (message: string): AppError => new AppError("invalid", message, { extensions: { errors: [{ path: "host", message }] } });
