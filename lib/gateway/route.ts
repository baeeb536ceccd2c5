import type { ApiRecord } from "#lib/db/gateway-db.ts";
import { AppError } from "#lib/errors.ts";
import { pathOf } from "./call-path.ts";
import { chooseVersion, type ChosenVersionDeps, wantedVersions } from "./chosen-version.ts";
import type { Exchange, Target } from "./exchange.ts";
import type { OpenapiDocuments } from "./openapi-documents.ts";
import type { RuntimeAddresses } from "./runtime-addresses.ts";

export interface RouteDeps extends ChosenVersionDeps {
  runtimes: RuntimeAddresses;
  documents: OpenapiDocuments;
}

/** Where the call goes: the runtime of the live version or of the one that it names, woken when it sleeps, or the stored OpenAPI document. */
export async function route(exchange: Exchange, deps: RouteDeps): Promise<Target> {
  const api = usable(exchange.api);
  const { call } = exchange;
  const wanted = wantedVersions(call);
  if (wanted.length > 0) exchange.version = await chooseVersion(exchange, api, wanted, deps);
  exchange.versionId = exchange.version?.versionId ?? api.liveVersionId;
  if (pathOf(call.target) === "/openapi.json" && (call.method === "GET" || call.method === "HEAD")) return { kind: "document", body: await deps.documents.find(api.apiId, exchange.versionId, addressOf(exchange)) };
  const isLive = exchange.versionId === api.liveVersionId;
  let name = isLive || !exchange.version ? api.apiId : exchange.version.runtime;
  let address = await deps.runtimes.find(name, exchange.versionId);
  if (exchange.version && address.versionId !== exchange.versionId) {
    // What was live a moment ago is not any more: who named a version gets that one.
    name = exchange.version.runtime;
    address = await deps.runtimes.find(name, exchange.versionId);
  }
  exchange.versionId = address.versionId;
  exchange.isCold ||= address.isCold;
  exchange.wakeMs += address.wakeMs;
  return { kind: "runtime", name, socketPath: address.socketPath, versionId: address.versionId };
}

/** What the address of the call names: the API, or a draft of it. */
export const addressOf = ({ call, version }: Exchange): string => (version?.isDraft ? `${call.apiId}~${version.draftName}` : call.apiId);

function usable(api: ApiRecord | null): ApiRecord {
  if (!api || api.isDeleted) throw new AppError("gone", "This API was deleted by its owner. Its address will not be used again.");
  if (api.status === "paused") throw new AppError("paused", "This API is paused. Its owner can resume it on the dashboard.");
  if (api.status === "failed") throw new AppError("unavailable", `This API was taken out of service: ${api.statusReason ?? "it kept crashing"}. Its owner can see why and repair it.`, { headers: { "Retry-After": "60" } });
  if (!api.liveVersionId) throw new AppError("unavailable", "This API has no live version yet. Try again when its build is done.", { headers: { "Retry-After": "5" } });
  return api;
}
