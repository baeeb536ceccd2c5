import { sql } from "kysely";
import { z } from "zod";
import { requireScope, type Actor } from "#lib/auth/actor.ts";
import { cutText } from "#lib/cut-text.ts";
import { asUser } from "#lib/db/as-user.ts";
import { AppError } from "#lib/errors.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { newApiId, newUuid } from "#lib/id.ts";
import { firstKeyName } from "#lib/keys/first-key-name.ts";
import { makeKey, type Pepper } from "#lib/keys/key-format.ts";
import { ENTRY_FILE } from "#lib/runtime/runtime.ts";
import { getVersion } from "#lib/versions/get-version.ts";
import { originOf, type VersionDeps } from "#lib/versions/list-versions.ts";
import { versionNumberSchema } from "#lib/versions/release-schema.ts";
import { getApi } from "./get-api.ts";

export const forkApiSchema = z.object({
  version: versionNumberSchema.optional().meta({ description: "The version to begin with. Absent: the live one." }),
  name: z.string("A name is a text").trim().min(1, "Give it a name").max(80, "A name has at most 80 characters").optional().meta({ description: "Absent: the name of the first one, with “(fork)”." }),
});
export type ForkApiInput = z.input<typeof forkApiSchema>;

export const forkedApiSchema = z.object({
  apiId: z.string(),
  name: z.string(),
  url: z.string(),
  key: z.string().meta({ description: "Its first call key, told once." }),
  forkedFrom: z.object({ apiId: z.string(), version: z.number().int() }),
  secretNames: z.array(z.string()).meta({ description: "Secrets that the code names. Their values were not copied: set them." }),
  hosts: z.array(z.string()).meta({ description: "Hosts that the code calls. Approvals were not copied: approve them." }),
});
export type ForkedApi = z.infer<typeof forkedApiSchema>;

/** A new API from a version of one: its code, document and tests, live at once as its own version 1; without data, secrets, approvals or keys. Throws `not_found`, `gone`. */
export async function forkApi(input: { apiId: string } & ForkApiInput, actor: Actor, deps: VersionDeps & { peppers: readonly Pepper[] }): Promise<ForkedApi> {
  requireScope(actor, "apis:write");
  requireScope(actor, "keys:write");
  const { version: number, name: given } = parseInput(forkApiSchema, input);
  const api = await getApi({ apiId: input.apiId }, actor, deps);
  const from = number ?? api.liveVersion?.number;
  if (from === undefined) throw new AppError("conflict", "This API has no live version. Name the version to begin with.");
  const version = await getVersion({ apiId: api.id, number: from }, actor, deps);
  const [pepper] = deps.peppers;
  if (!pepper) throw new Error("no pepper is set");
  const key = makeKey("call", pepper);
  const apiId = newApiId();
  const url = originOf(deps).urlOf(apiId);
  const name = given ?? `${cutText(api.name, 73)} (fork)`;
  const rows = {
    api: { id: apiId, versionId: newUuid(), name, endpointUrl: url, entry: ENTRY_FILE },
    key: { id: newUuid(), name: firstKeyName(name), prefix: key.prefix, lastFour: key.lastFour, keyHash: key.hash.toString("hex"), pepperVersion: key.pepperVersion },
  };
  await asUser(actor, deps.db, (tx) => sql`select private.fork_version(${version.id}::uuid, ${JSON.stringify(rows.api)}::text::jsonb, ${JSON.stringify(rows.key)}::text::jsonb)`.execute(tx));
  return { apiId, name, url, key: key.secret, forkedFrom: { apiId: api.id, version: version.number }, secretNames: version.secretNames, hosts: version.hosts };
}
