import path from "node:path";
import { createRunnerClient } from "#lib/runtime/runner-client.ts";
import type { Installation } from "./installation.ts";
import { startGateway } from "./our-gateway.ts";
import type { Proxy } from "./proxy.ts";
import { startProcess } from "./start-process.ts";

const SOURCE = `import { OpenAPIHono } from "@hono/zod-openapi";
const app = new OpenAPIHono();
app.get("/x", (c) => c.json({ hello: "world" }));
export default app;
`;

/** Gateway, runner, sandbox and a generated API that answers the same. */
export async function realApi(installation: Installation): Promise<Proxy> {
  const runDir = installation.makeRunDir();
  const runner = await startProcess("server/runner.ts", { env: installation.envFor(runDir, 1) });
  const built = await createRunnerClient(path.join(runDir, "runner.sock")).build({ "main.ts": SOURCE });
  if (!built.ok) throw new Error(`the API does not build: ${JSON.stringify(built.diagnostics)}`);
  const { apiId, key } = await installation.makeApi(built.bundle);
  return startGateway(installation, runDir, { name: "gateway, a real API in its sandbox", apiId, key, target: "/x", release: () => void runner.stop() });
}
