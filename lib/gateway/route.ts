import type { ApiRecord } from "#lib/db/gateway-db.ts";
import { AppError } from "#lib/errors.ts";
import { pathOf } from "./call-path.ts";
import type { Exchange, Target } from "./exchange.ts";
import type { OpenapiDocuments } from "./openapi-documents.ts";
import type { RuntimeAddresses } from "./runtime-addresses.ts";

export interface RouteDeps {
  runtimes: RuntimeAddresses;
  documents: OpenapiDocuments;
}

/** Where the call goes: the API's runtime, woken when it sleeps, or its stored OpenAPI document. */
export async function route(exchange: Exchange, deps: RouteDeps): Promise<Target> {
  const api = usable(exchange.api);
  exchange.versionId = api.liveVersionId;
  const { call } = exchange;
  if (pathOf(call.target) === "/openapi.json" && (call.method === "GET" || call.method === "HEAD")) return { kind: "document", body: await deps.documents.find(api) };
  const address = await deps.runtimes.find(api);
  exchange.versionId = address.versionId;
  exchange.isCold ||= address.isCold;
  exchange.wakeMs += address.wakeMs;
  return { kind: "runtime", socketPath: address.socketPath, versionId: address.versionId };
}

function usable(api: ApiRecord | null): ApiRecord {
  if (!api || api.isDeleted) throw new AppError("gone", "This API was deleted by its owner. Its address will not be used again.");
  if (api.status === "paused") throw new AppError("paused", "This API is paused. Its owner can resume it on the dashboard.");
  if (api.status === "failed") throw new AppError("unavailable", `This API was taken out of service: ${api.statusReason ?? "it kept crashing"}. Its owner can see why and repair it.`, { headers: { "Retry-After": "60" } });
  if (!api.liveVersionId) throw new AppError("unavailable", "This API has no live version yet. Try again when its build is done.", { headers: { "Retry-After": "5" } });
  return api;
}
