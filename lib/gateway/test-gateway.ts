import { mkdtempSync, rmSync } from "node:fs";
import http, { type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { connect, type Sql } from "#lib/db/connect.ts";
import { openGatewayDb, type GatewayDb, type PublicRoute } from "#lib/db/gateway-db.ts";
import { apiOriginOf } from "#lib/http/api-origin.ts";
import { newApiId, newUuid } from "#lib/id.ts";
import { makeKey, type Pepper } from "#lib/keys/key-format.ts";
import { createLog } from "#lib/log.ts";
import { createAddressLimit } from "#lib/rate-limit/address-limit.ts";
import { systemClock } from "#lib/clock.ts";
import type { Metrics } from "#lib/metrics/metrics.ts";
import type { RuntimeBackend } from "#lib/runtime/runtime.ts";
import { startTestDatabase, type TestDatabase } from "../../supabase/tests/test-database.ts";
import { createGateway, type Gateway } from "./create-gateway.ts";
import { createFrontDoor, type FrontDoor } from "./front-door.ts";
import type { Patience } from "./patience.ts";

export const TEST_PEPPER: Pepper = { version: 1, secret: "a pepper for tests, 32 characters or more" };

export interface TestApi {
  apiId: string;
  workspaceId: string;
  versionId: string;
  key: string;
  keyId: string;
}
export interface TestGateway {
  database: TestDatabase;
  admin: Sql;
  db: GatewayDb;
  gateway: Gateway;
  door: FrontDoor;
  port: number;
  url: string;
  spoolDirectory: string;
  /** What the fake runtime received, newest last. */
  received: { method: string; url: string; rawHeaders: string[]; body: Buffer }[];
  wakes: string[];
  log: Record<string, unknown>[];
  /** How the fake runtime answers. */
  answer(handler: (request: IncomingMessage, response: ServerResponse) => void): void;
  upstream: http.Server;
  socketPath: string;
  /** `routes`: documented, beside the public ones. */
  makeApi(options?: { callsPerHour?: number; publicRoutes?: PublicRoute[]; routes?: PublicRoute[] }): Promise<TestApi>;
  makeKey(api: TestApi): Promise<{ key: string; keyId: string }>;
  stop(): Promise<void>;
}

/** A gateway over a real Postgres, in front of an HTTP server on a Unix socket that stands in for the runtimes. `beside`: on the database of that one. For tests. */
export async function startTestGateway(options: { metrics?: Metrics; beside?: TestGateway; clusterUrl?: string; addressLimit?: number; apiOrigin?: string; patience?: Patience; trustedHops?: number; wallMs?: number; idleMs?: number; streamLifeMs?: number; socketIdleMs?: number; wake?: RuntimeBackend["wake"]; explainLost?: RuntimeBackend["explainLost"]; touch?: (apiIds: string[]) => Promise<void>; logTo?: (line: string) => void; gatewayUrl?: (url: string) => string; listenUrl?: (url: string) => string } = {}): Promise<TestGateway> {
  const database = options.beside?.database ?? await startTestDatabase(options.clusterUrl);
  const admin = connect(database.adminUrl, "test-admin", 2);
  const dataDir = mkdtempSync(path.join(os.tmpdir(), "gateway-test-"));
  const socketPath = path.join(dataDir, "runtime.sock");
  const received: TestGateway["received"] = [];
  let handler = (_request: IncomingMessage, response: ServerResponse): void => { response.end("ok"); };
  const upstream = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    const record = { method: request.method ?? "", url: request.url ?? "", rawHeaders: request.rawHeaders, body: Buffer.alloc(0) };
    received.push(record);
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => { record.body = Buffer.concat(chunks); });
    handler(request, response);
  });
  await new Promise<void>((resolve) => upstream.listen(socketPath, resolve));
  const wakes: string[] = [];
  const log: Record<string, unknown>[] = [];
  const versionOf = async (apiId: string) => (await admin<{ id: string }[]>`select live_version_id as id from public.apis where id = ${apiId}`)[0]?.id ?? "";
  const gatewayUrl = options.gatewayUrl?.(database.gatewayUrl) ?? database.gatewayUrl;
  const db = openGatewayDb(gatewayUrl, 4);
  const gateway = createGateway({
    ...(options.metrics ? { metrics: options.metrics } : {}),
    db, listenUrl: options.listenUrl?.(database.gatewayUrl) ?? gatewayUrl, peppers: [TEST_PEPPER], consumerSecret: TEST_PEPPER.secret, origin: apiOriginOf({ publicUrl: "http://api.example.test", apiOrigin: options.apiOrigin }), dataDir, processName: "gateway",
    log: createLog("gateway", "info", options.logTo ?? ((line) => log.push(JSON.parse(line) as Record<string, unknown>))),
    wallMs: options.wallMs ?? 5_000, idleMs: options.idleMs ?? 5_000, ...(options.streamLifeMs ? { streamLifeMs: options.streamLifeMs } : {}), ...(options.socketIdleMs ? { socketIdleMs: options.socketIdleMs } : {}),
    touchEveryMs: 100, addressLimit: createAddressLimit(systemClock, options.addressLimit ?? 10_000),
    runtime: {
      async wake(apiId, lostSocket) {
        wakes.push(apiId);
        return options.wake ? options.wake(apiId, lostSocket) : { socketPath, versionId: await versionOf(apiId), isCold: true, wakeMs: 12.5 };
      },
      touch: options.touch ?? (async () => {}),
      explainLost: options.explainLost ?? (async () => null),
    },
  });
  const notOurs = (_request: IncomingMessage, response: ServerResponse) => { response.writeHead(404); response.end("web"); };
  const door = createFrontDoor({ gateway, serveOther: notOurs, upgradeOther: (_request, socket) => void socket.destroy(), trustedHops: options.trustedHops ?? 0, ...(options.patience ? { patience: options.patience } : {}) });
  // As the product's: beyond it a connection is one in the eyes of its client alone.
  await new Promise<void>((resolve) => door.server.listen({ port: 0, host: "127.0.0.1", backlog: 4_096 }, resolve));
  const { port } = door.server.address() as AddressInfo;
  const addKey = async (api: Pick<TestApi, "apiId" | "workspaceId">) => {
    const made = makeKey("call", TEST_PEPPER);
    const keyId = newUuid();
    await admin`insert into public.keys (id, workspace_id, kind, api_id, name, prefix, last_four, key_hash, pepper_version)
      values (${keyId}, ${api.workspaceId}, 'call', ${api.apiId}, 'test', ${made.prefix}, ${made.lastFour}, ${made.hash}, 1)`;
    return { key: made.secret, keyId };
  };
  return {
    database, admin, db, gateway, door, port, url: `http://127.0.0.1:${port}`, spoolDirectory: path.join(dataDir, "spool"), received, wakes, log, upstream, socketPath,
    answer: (next) => { handler = next; },
    async makeApi({ callsPerHour = 1_000_000, publicRoutes = [], routes = [] } = {}) {
      const user = await database.makeUser();
      const api = { apiId: newApiId(), workspaceId: user.workspaceId, versionId: newUuid() };
      await admin`update public.workspaces set calls_per_hour = ${callsPerHour} where id = ${api.workspaceId}`;
      await admin.begin(async (tx) => {
        await tx`insert into public.apis (id, workspace_id, user_id, name, prompt, endpoint_url, public_routes, live_version_id)
          values (${api.apiId}, ${api.workspaceId}, ${user.userId}, 'Books', 'books', 'http://x', ${tx.json(publicRoutes.map((route) => ({ ...route })))}, ${api.versionId})`;
        await tx`insert into public.versions (id, workspace_id, api_id, number, generator, source, openapi, contract_tests, gate_record)
          values (${api.versionId}, ${api.workspaceId}, ${api.apiId}, 1, 'test', '{}', ${tx.json({ openapi: "3.1.0", info: { title: "Books", version: "1" }, paths: pathsOf([...publicRoutes, ...routes]) })}, '[]', '{}')`;
      });
      return { ...api, ...(await addKey(api)) };
    },
    makeKey: addKey,
    async stop() {
      await door.drain(100);
      await gateway.close();
      upstream.closeAllConnections();
      upstream.close();
      await Promise.allSettled([db.close(), admin.end()]);
      if (!options.beside) await database.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function pathsOf(routes: readonly PublicRoute[]): Record<string, Record<string, { summary: string; responses: Record<string, never> }>> {
  const paths: ReturnType<typeof pathsOf> = {};
  for (const { method, path: template } of routes) (paths[template] ??= {})[method.toLowerCase()] = { summary: "Answers", responses: {} };
  return paths;
}
