import { join, resolve } from "node:path";
import { openGatewayDb } from "#lib/db/gateway-db.ts";
import { publicUrl, readEnv } from "#lib/env.ts";
import { AppError } from "#lib/errors.ts";
import { apiOriginOf } from "#lib/http/api-origin.ts";
import { clientAddress } from "#lib/http/client-address.ts";
import { keySecretsOf } from "#lib/keys/key-secrets-of.ts";
import { createLog } from "#lib/log.ts";
import { createRunnerClient } from "#lib/runtime/runner-client.ts";
import { createGateway, type Gateway } from "./create-gateway.ts";
import { callOfRequest } from "./web-reply.ts";

declare global {
  /** One per process: Next's bundles each get their own copy of this module. */
  var apiCreatorFallbackGateway: Gateway | undefined;
}

/** Serves a call inside web; null when it is no call, or when this process was not given what a gateway needs. */
export async function handleWebRequest(request: Request): Promise<Response | null> {
  const env = readEnv();
  const { GATEWAY_DATABASE_URL: url, RUN_DIR: runDir } = env;
  const secrets = keySecretsOf(env);
  if (!url || !secrets || !runDir) return null;
  const origin = apiOriginOf({ publicUrl: publicUrl(env), apiOrigin: env.API_ORIGIN });
  const gateway = (globalThis.apiCreatorFallbackGateway ??= createGateway({
    db: openGatewayDb(url), listenUrl: url, runtime: createRunnerClient(join(runDir, "runner.sock")), log: createLog("web-gateway", env.LOG_LEVEL), origin,
    ...secrets, dataDir: resolve(env.DATA_DIR), processName: "web", wallMs: env.RUNTIME_WALL_MS,
    touchEveryMs: Math.max(100, Math.min(5_000, env.RUNTIME_IDLE_MS / 4)),
  }));
  // On the wrong host there is no call: the page says that nothing is there.
  const accepted = acceptedOrNull(request, origin, clientAddress(undefined, [...request.headers].flat(), Math.max(1, env.TRUSTED_PROXY_HOPS)));
  if (!accepted) return null;
  void gateway.handle(accepted.call);
  return accepted.response;
}

function acceptedOrNull(...args: Parameters<typeof callOfRequest>): ReturnType<typeof callOfRequest> {
  try {
    return callOfRequest(...args);
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") return null;
    throw error;
  }
}
