import assert from "node:assert/strict";
import http from "node:http";
import path from "node:path";
import { until } from "../../supabase/tests/until.ts";
import { PATIENCE, type Patience } from "./patience.ts";
import { startTestGateway } from "./test-gateway.ts";
import { type Slowness, startSlowClients } from "./test-slow-clients.ts";
import { startSteadyCallers } from "./test-steady-callers.ts";

const KINDS: readonly Slowness[] = ["silent", "headers", "body", "chunks", "idle", "headers", "body", "chunks", "upgrade", "reader"];
const CALLS = 50;
const LARGE = Buffer.alloc(9 * 1024 * 1024, "x");

const answer = (request: http.IncomingMessage, response: http.ServerResponse): void => {
  if (request.url === "/large" && request.method === "GET") response.end(LARGE);
  else request.on("end", () => response.end("ok")).resume();
};

/** Slow clients of every kind against one gateway, with callers of another API beside them: the callers notice nothing, and each slow client loses its connection. */
export async function playSlowAttack(options: { count: number; patience?: Partial<Patience> }): Promise<{ good: number; bad: number; p99Ms: number; closed: number; mostMb: number }> {
  const patience = { ...PATIENCE, ...options.patience };
  const sockets = new Map<string, { socketPath: string; versionId: string }>();
  const bed = await startTestGateway({ patience, idleMs: patience.answer.ms, wallMs: 30_000, wake: async (apiId) => ({ ...(sockets.get(apiId) ?? { socketPath: "", versionId: "" }), isCold: false, wakeMs: 0 }) });
  const runtimes = ["callers", "attacked"].map((name) => ({ socketPath: path.join(path.dirname(bed.socketPath), `${name}.sock`), server: http.createServer(answer) }));
  try {
    const [api, attacked] = [await bed.makeApi(), await bed.makeApi()];
    for (const [index, { socketPath, server }] of runtimes.entries()) {
      await new Promise<void>((resolve) => server.listen(socketPath, () => resolve()));
      const { apiId, versionId } = index === 0 ? api : attacked;
      sockets.set(apiId, { socketPath, versionId });
    }
    const callers = startSteadyCallers(`${bed.url}/${api.apiId}/x`, api.key, 4);
    const slow = await startSlowClients({ port: bed.port, count: options.count, kinds: KINDS, addresses: 20, path: `/${attacked.apiId}/large`, key: attacked.key, everyMs: 500 });
    let mostMb = 0;
    await until(() => {
      mostMb = Math.max(mostMb, process.memoryUsage.rss() / 1024 / 1024);
      return slow.closedByServer() >= options.count && callers.good() >= CALLS;
    }, "each slow client has lost its connection, and callers are answered", 240_000);
    const found = await callers.stop();
    const closed = slow.closedByServer();
    await slow.close();
    assert.ok(found.bad / (found.good + found.bad) <= 0.001, `${found.bad} of ${found.good + found.bad} calls failed: ${found.reasons.join("; ")}`);
    return { ...found, closed, mostMb };
  } finally {
    for (const { server } of runtimes) {
      server.closeAllConnections();
      server.close();
    }
    await bed.stop();
  }
}
