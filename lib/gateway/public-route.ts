import type { ApiRecord } from "#lib/db/gateway-db.ts";

const compiled = new WeakMap<ApiRecord, { method: string; pattern: RegExp }[]>();

/** Whether the owner opened this route to calls without a key. `{name}` in a template stands for one segment; GET covers HEAD. */
export function isPublicRoute(api: ApiRecord, method: string, path: string): boolean {
  if (api.publicRoutes.length === 0) return false;
  const routes = compiled.get(api) ?? compile(api);
  const wanted = method === "HEAD" ? "GET" : method;
  return routes.some((route) => route.method === wanted && route.pattern.test(path));
}

function compile(api: ApiRecord): { method: string; pattern: RegExp }[] {
  const routes = api.publicRoutes.map((route) => ({
    method: route.method.toUpperCase(),
    pattern: new RegExp(`^${route.path.split("/").map((segment) => (/^\{[^{}]+\}$/.test(segment) ? "[^/]+" : segment.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))).join("/")}$`),
  }));
  compiled.set(api, routes);
  return routes;
}
