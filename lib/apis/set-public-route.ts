import { sql } from "kysely";
import { requireScope, type Actor } from "#lib/auth/actor.ts";
import { asUser } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import { inTurn } from "#lib/db/in-turn.ts";
import { AppError } from "#lib/errors.ts";
import { type IsExpected, requireExpected } from "#lib/http/etag.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { routeName } from "#lib/versions/documented-operations.ts";
import { readRoutes, toRoutes } from "./list-routes.ts";
import { type ApiRoute, setPublicRouteSchema, type SetPublicRouteInput } from "./schema.ts";

/**
 * Lets a documented route be called without a key, or no longer; every gateway knows within a second. Returns the routes as they are then. Throws `not_found`, `forbidden`,
 * `precondition_failed`, and `invalid` for a route that the live version does not document, or that shows each caller what is theirs.
 */
export async function setPublicRoute(input: { apiId: string; isExpected?: IsExpected } & SetPublicRouteInput, actor: Actor, deps: { db: Database }): Promise<ApiRoute[]> {
  requireScope(actor, "apis:write");
  const { method, path, isPublic } = parseInput(setPublicRouteSchema, { method: input.method, path: input.path, isPublic: input.isPublic });
  return asUser(actor, deps.db, async (tx) => {
    await inTurn(`routes of ${input.apiId}`, tx);
    const routes = await readRoutes(input.apiId, actor, tx);
    requireExpected(toRoutes(routes), input.isExpected, "What is public of this API was");
    const { operations, publicRoutes } = routes;
    const isThisOne = (route: { method: string; path: string }): boolean => routeName(route) === routeName({ method, path });
    const operation = operations.find(isThisOne);
    if (isPublic && !operation) throw invalid(`The live version of this API documents no ${method.toUpperCase()} ${path}.`);
    if (isPublic && operation?.isPerConsumer) throw invalid(`${operation.method} ${operation.path} shows each caller what is theirs, and only a key tells who calls.`);
    // As it was opened, which may be with other names of its parameters.
    const known = publicRoutes.find(isThisOne) ?? operation ?? { method, path };
    await sql`select private.set_public_route(${input.apiId}, ${known.method}, ${known.path}, ${isPublic})`.execute(tx);
    return toRoutes(await readRoutes(input.apiId, actor, tx));
  });
}

const invalid = (message: string): AppError => new AppError("invalid", message, { extensions: { errors: [{ path: "path", message }] } });
