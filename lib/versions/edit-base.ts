import { z } from "zod";
import { publicRouteSchema } from "#lib/apis/schema.ts";
import { apiNotFound } from "#lib/apis/get-api.ts";
import type { Actor } from "#lib/auth/actor.ts";
import { requireScope } from "#lib/auth/actor.ts";
import { asUser } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import { AppError } from "#lib/errors.ts";
import { isApiId } from "#lib/id.ts";
import { type Recipe, recipeSchema } from "./edit-record.ts";
import { contractTestSchema, jsonSchema, METHODS } from "./schema.ts";

const fixtureSchema = z.object({ method: z.enum(METHODS), url: z.string(), status: z.number().int(), headers: z.record(z.string(), z.string()).optional(), body: z.string() });

const baseSchema = z.object({
  id: z.string(),
  apiId: z.string(),
  number: z.number().int(),
  generator: z.string(),
  summary: z.string(),
  files: z.record(z.string(), z.string()),
  openapi: z.record(z.string(), jsonSchema),
  contractTests: z.array(contractTestSchema),
  hosts: z.array(z.object({ host: z.string(), why: z.string(), fixtures: z.array(fixtureSchema) })),
  secretNames: z.array(z.string()),
  assumptions: z.array(z.string()),
  /** Of the API as it is now. */
  publicRoutes: z.array(publicRouteSchema),
  recipe: recipeSchema.nullable(),
  api: z.object({ name: z.string(), description: z.string(), about: z.string(), category: z.string(), liveVersionId: z.string().nullable() }),
});
/** The version that a change starts from, with everything that it is made of. */
export type EditBase = z.infer<typeof baseSchema>;

/** `from` is a version's number, as `field` of a request; absent: the live version. Throws `not_found`, `gone` for a deleted API, `invalid` for a version that isn't there. */
export async function readEditBase(input: { apiId: string; from?: number; field?: "from" | "version" }, actor: Actor, deps: { db: Database }): Promise<EditBase> {
  requireScope(actor, "apis:read");
  if (!isApiId(input.apiId)) throw apiNotFound();
  const row = await asUser(actor, deps.db, async (tx) => {
    const api = await tx.selectFrom("apis").select(["id", "name", "prompt", "description", "about", "category", "public_routes", "live_version_id", "deleted_at"])
      .where("id", "=", input.apiId).where("workspace_id", "=", actor.workspaceId).executeTakeFirst();
    if (!api) throw apiNotFound();
    if (api.deleted_at) throw new AppError("gone", "This API was deleted.");
    const versions = tx.selectFrom("versions").select(["id", "number", "generator", "summary", "source", "openapi", "contract_tests", "assumptions", "secret_names", "hosts", "host_reasons", "fixtures", "recipe", "edit"])
      .where("api_id", "=", input.apiId).where("workspace_id", "=", actor.workspaceId);
    const version = await (input.from === undefined ? versions.where("id", "=", api.live_version_id) : versions.where("number", "=", input.from)).executeTakeFirst();
    if (!version) throw noSuchVersion(input.from, input.field ?? "from");
    return { api, version };
  });
  return toBase(row.api, row.version);
}

const noSuchVersion = (number: number | undefined, field: string): AppError => {
  const message = number === undefined ? "This API has no live version." : `This API has no version ${number}. Leave \`${field}\` out to take the live one.`;
  return new AppError("invalid", message, { extensions: { errors: [{ path: field, message }] } });
};

interface ApiColumns {
  id: string;
  name: string;
  prompt: string;
  description: string;
  about: string;
  category: string;
  public_routes: unknown;
  live_version_id: string | null;
}
interface VersionColumns {
  id: string;
  number: number;
  generator: string;
  summary: string;
  source: unknown;
  openapi: unknown;
  contract_tests: unknown;
  assumptions: unknown;
  secret_names: string[];
  hosts: string[];
  host_reasons: unknown;
  fixtures: unknown;
  recipe: unknown;
  edit: unknown;
}

function toBase(api: ApiColumns, version: VersionColumns): EditBase {
  const reasons = z.record(z.string(), z.string()).catch({}).parse(version.host_reasons);
  const fixtures = z.array(fixtureSchema).catch([]).parse(version.fixtures);
  return baseSchema.parse({
    id: version.id, apiId: api.id, number: version.number, generator: version.generator, summary: version.summary, files: version.source, openapi: version.openapi, contractTests: version.contract_tests,
    hosts: version.hosts.map((host) => ({ host, why: reasons[host] ?? "Declared by the version before.", fixtures: fixtures.filter(({ url }) => URL.parse(url)?.host === host) })),
    secretNames: version.secret_names, assumptions: version.assumptions, publicRoutes: api.public_routes, recipe: recipeOf(version, api.prompt),
    api: { name: api.name, description: api.description, about: api.about, category: api.category, liveVersionId: api.live_version_id },
  });
}

/** A first version from before recipes were kept was made from the API's description. */
const recipeOf = ({ recipe, edit, generator }: VersionColumns, prompt: string): Recipe | null =>
  recipeSchema.safeParse(recipe ?? (edit === null && generator === "built-in" ? { prompt, changes: [] } : null)).data ?? null;
