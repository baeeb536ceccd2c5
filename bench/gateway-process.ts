import { startTestGateway } from "#lib/gateway/test-gateway.ts";

/** The whole path of a call over a real Postgres, to the socket named by its argument. */
const socketPath = process.argv[2] ?? "";
let versionId = "";
const bed = await startTestGateway({ wake: async () => ({ socketPath, versionId, isCold: false, wakeMs: 0 }), logTo: () => {} });
const api = await bed.makeApi({ callsPerHour: 1_000_000_000 });
versionId = api.versionId;
process.send?.({ port: bed.port, apiId: api.apiId, key: api.key });
process.on("message", () => void bed.stop().then(() => process.exit(0)));
