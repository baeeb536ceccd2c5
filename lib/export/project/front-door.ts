import { routeTable } from "#lib/gateway/route-table.ts";
import { documentedOperations } from "#lib/versions/documented-operations.ts";
import { callApi, newScope, type Api, type Context, type Surroundings } from "./call-api.ts";
import type { Manifest } from "./manifest.ts";

export interface FrontDoor extends Surroundings {
  api: Api;
  manifest: Manifest;
  openapi: Record<string, unknown>;
  /** Whom a key belongs to; null: nobody has it. */
  consumerOf(key: string): Promise<string | null>;
  /** Runs a call so that `scopeNow` knows it. */
  inScope?: <Result>(scope: ReturnType<typeof newScope>, work: () => Result) => Result;
}

/** What the platform does before a call reaches the API: the document, keys, public routes, who calls. It counts and limits nothing. */
export function createFrontDoor(door: FrontDoor): (request: Request, context: Context) => Promise<Response> {
  const routes = routeTable(documentedOperations(door.openapi), door.manifest.publicRoutes);
  return async (request, context) => {
    const url = new URL(request.url);
    if (request.method === "GET" && url.pathname === "/openapi.json") return Response.json({ ...door.openapi, servers: [{ url: url.origin }] });
    const headers = new Headers(request.headers);
    const consumer = await callerOf(headers, door);
    if (consumer === null && !routes.isPublic(request.method, url.pathname)) return unauthenticated(url.pathname);
    for (const name of ["cookie", "x-consumer-id"]) headers.delete(name);
    const scope = newScope(crypto.randomUUID());
    headers.set("x-request-id", scope.requestId);
    const work = () => callApi(door.api, new Request(request, { headers }), { consumer: consumer ?? "anonymous", scope }, door, context);
    return door.inScope ? door.inScope(scope, work) : work();
  };
}

/** Takes the header that carried a known key away: the API never sees it. An Authorization of the API's own stays. */
async function callerOf(headers: Headers, { consumerOf }: FrontDoor): Promise<string | null> {
  const [, bearer] = /^Bearer +(\S+)$/i.exec(headers.get("authorization") ?? "") ?? [];
  for (const [name, key] of [["x-api-key", headers.get("x-api-key")], ["authorization", bearer]] as const) {
    const consumer = key ? await consumerOf(key) : null;
    if (consumer === null) continue;
    headers.delete(name);
    return consumer;
  }
  return null;
}

function unauthenticated(instance: string): Response {
  const detail = "This route needs a key: send it as Authorization: Bearer <key>, or as X-API-Key.";
  const body = { type: "about:blank", title: "Unauthorized", status: 401, detail, instance, error: "unauthenticated", message: detail };
  return new Response(JSON.stringify(body), { status: 401, headers: { "content-type": "application/problem+json", "www-authenticate": "Bearer" } });
}
