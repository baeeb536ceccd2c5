import { z } from "zod";
import type { Actor } from "#lib/auth/actor.ts";
import type { UserTransaction } from "#lib/db/as-user.ts";
import { AppError } from "#lib/errors.ts";
import { isApiId } from "#lib/id.ts";
import { readHostName } from "#lib/runtime/host/host-name.ts";
import { apiNotFound } from "./get-api.ts";

export interface DeclaredOutside {
  /** As the way out knows them; what can never be reached is left out. */
  hosts: string[];
  /** By host. */
  reasons: Map<string, string>;
  secretNames: string[];
}

const reasonsSchema = z.record(z.string(), z.string());

/** What the live version of an API says it needs of the world. Throws `not_found`, `gone`. */
export async function declaredOutside(apiId: string, actor: Actor, tx: UserTransaction): Promise<DeclaredOutside> {
  if (!isApiId(apiId)) throw apiNotFound();
  const row = await tx.selectFrom("apis as a").leftJoin("versions as v", "v.id", "a.live_version_id").select(["a.deleted_at", "v.hosts", "v.host_reasons", "v.secret_names"])
    .where("a.id", "=", apiId).where("a.workspace_id", "=", actor.workspaceId).executeTakeFirst();
  if (!row) throw apiNotFound();
  if (row.deleted_at) throw new AppError("gone", "This API was deleted.");
  const hosts = (row.hosts ?? []).flatMap((host) => {
    const read = readHostName(host);
    return "name" in read ? [read.name] : [];
  });
  const said = reasonsSchema.safeParse(row.host_reasons ?? {});
  return { hosts: [...new Set(hosts)], reasons: new Map(Object.entries(said.data ?? {})), secretNames: row.secret_names ?? [] };
}
