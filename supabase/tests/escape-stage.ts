import path from "node:path";
import type { SuiteStage } from "#lib/runtime/escape-suite/suite-stage.ts";
import { HOST_SOCKET } from "#lib/runtime/workerd/config-text.ts";
import type { LiveApis } from "./live-apis.ts";

/** The escape suite's APIs, live over a Postgres that is thrown away. */
export function escapeStage(apis: LiveApis): SuiteStage {
  const { backend } = apis.sandbox;
  return {
    deploy: (bundle) => apis.deploy(bundle),
    workspaceOf: (apiId) => apis.live.get(apiId)?.workspaceId ?? "",
    call: (apiId, target) => apis.call(apiId, target),
    async socketsOf(apiId) {
      const { socketPath } = await backend.wake(apiId);
      return { api: socketPath, host: path.join(path.dirname(socketPath), HOST_SOCKET) };
    },
    reasonOf: async (apiId) => (await backend.status(apiId)).reason,
    sleep: async (apiId) => void (await backend.sleep(apiId)),
    logged: () => apis.logged,
  };
}
