import { z } from "zod";
import { listRoutes } from "#lib/apis/list-routes.ts";
import { type ApiRoute, apiRouteSchema, setPublicRouteSchema } from "#lib/apis/schema.ts";
import { setPublicRoute } from "#lib/apis/set-public-route.ts";
import { wholeOf } from "../page.ts";
import { param } from "../param.ts";
import type { Operation } from "../serve.ts";

const ROUTES = "/api/v1/apis/{id}/routes";

export const listRoutesOperation: Operation<undefined, { items: ApiRoute[]; cursor: null }> = {
  method: "GET", path: ROUTES, summary: "The routes that an API documents, and which of them need no key", scope: "apis:read",
  output: wholeOf(apiRouteSchema),
  run: async ({ params, actor, deps }) => ({ items: await listRoutes({ apiId: param(params, "id") }, actor, deps), cursor: null }),
};

export const setPublicRouteOperation: Operation<z.output<typeof setPublicRouteSchema>, void> = {
  method: "PATCH", path: ROUTES, summary: "Let a route be called without a key, or no longer, within a second", scope: "apis:write", body: setPublicRouteSchema, example: { method: "GET", path: "/books", isPublic: false }, successStatus: 204,
  run: ({ body, params, actor, deps }) => setPublicRoute({ ...body, apiId: param(params, "id") }, actor, deps),
};
