import { z } from "zod";
import { listRoutes } from "#lib/apis/list-routes.ts";
import { apiRouteSchema, setPublicRouteSchema } from "#lib/apis/schema.ts";
import { setPublicRoute } from "#lib/apis/set-public-route.ts";
import { ifMatch } from "#lib/http/etag.ts";
import { wholeOf } from "../page.ts";
import { doneWithTag, sendWhole } from "../with-etag.ts";
import { param } from "../param.ts";
import type { Operation } from "../serve.ts";

const ROUTES = "/api/v1/apis/{id}/routes";

export const listRoutesOperation: Operation<undefined, never> = {
  method: "GET", path: ROUTES, summary: "The routes that an API documents, and which of them need no key", scope: "apis:read",
  output: wholeOf(apiRouteSchema), etag: true,
  run: async ({ params, actor, deps }) => sendWhole(await listRoutes({ apiId: param(params, "id") }, actor, deps)),
};

export const setPublicRouteOperation: Operation<z.output<typeof setPublicRouteSchema>, never> = {
  method: "PATCH", path: ROUTES, summary: "Let a route be called without a key, or no longer, within a second", scope: "apis:write", body: setPublicRouteSchema, example: { method: "GET", path: "/books", isPublic: false }, successStatus: 204, etag: true,
  run: async ({ body, params, request, actor, deps }) => doneWithTag(await setPublicRoute({ ...body, apiId: param(params, "id"), isExpected: ifMatch(request.headers.get("if-match")) ?? undefined }, actor, deps)),
};
