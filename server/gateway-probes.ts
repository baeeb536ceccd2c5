import type { IncomingMessage, ServerResponse } from "node:http";
import { withTimeout } from "#lib/clock.ts";
import type { RunnerHealth, RuntimeBackend } from "#lib/runtime/runtime.ts";

export interface ProbeOptions {
  runtime: Pick<RuntimeBackend, "health">;
  pingDatabase(): Promise<void>;
  isWebUp(): Promise<boolean>;
  isDraining(): boolean;
  /** Usage can be recorded: else every call is refused. */
  canMeter(): boolean;
  version: string;
}

interface Findings {
  database: boolean;
  web: boolean;
  runner: RunnerHealth | null;
}

const FRESH_MS = 500;
const PROBE_TIMEOUT_MS = 1_500;

/**
 * `/live`: this process. `/ready`: the database answers, usage can be recorded, we are not draining, and runner and web have answered once since the
 * start; when they go away later that is named, but takes no gateway out of its balancer, because APIs that are awake are served without them.
 * `/health`, which is also `/` for whoever accepts only JSON: public, and no more than this.
 */
export function createProbes(options: ProbeOptions): (request: IncomingMessage, response: ServerResponse) => boolean {
  let findings: Promise<Findings> | null = null;
  let isComplete = false;
  const look = (): Promise<Findings> => {
    findings ??= find(options).then((found) => {
      isComplete ||= found.runner !== null && found.web;
      return found;
    }).finally(() => setTimeout(() => { findings = null; }, FRESH_MS).unref());
    return findings;
  };
  return (request, response) => {
    const asked = (request.url ?? "").split("?")[0];
    const path = asked === "/" && acceptsOnlyJson(request) ? "/health" : asked;
    if (path !== "/live" && path !== "/ready" && path !== "/health") return false;
    if (request.method !== "GET" && request.method !== "HEAD") return false;
    if (path === "/live") send(request, response, 200, { status: "alive" });
    else void look().then((found) => (path === "/ready" ? sendReady(request, response, { found, isComplete }, options) : sendHealth(request, response, found, options)));
    return true;
  };
}

const acceptsOnlyJson = ({ headers: { accept = "" } }: IncomingMessage): boolean => /\bapplication\/json\b/.test(accept) && !/\btext\/html\b/.test(accept);

function sendReady(request: IncomingMessage, response: ServerResponse, { found, isComplete }: { found: Findings; isComplete: boolean }, options: ProbeOptions): void {
  const missing = [...(found.database ? [] : ["database"]), ...(found.runner ? [] : ["runner"]), ...(found.web ? [] : ["web"]), ...(options.canMeter() ? [] : ["usage spool"])];
  const canServe = isComplete && found.database && options.canMeter();
  if (options.isDraining()) send(request, response, 503, { status: "draining" });
  else send(request, response, canServe ? 200 : 503, { status: canServe ? "ready" : "not ready", ...(missing.length > 0 ? { missing } : {}) });
}

function sendHealth(request: IncomingMessage, response: ServerResponse, found: Findings, options: ProbeOptions): void {
  const isHealthy = found.database && found.runner?.status === "healthy";
  send(request, response, 200, {
    status: isHealthy ? "healthy" : "degraded",
    timestamp: new Date().toISOString(),
    version: options.version,
    tier: found.runner?.tier ?? null,
    database: found.database ? "connected" : "unreachable",
    active_apps: found.runner?.awake ?? 0,
    redis: "disabled",
  });
}

async function find(options: ProbeOptions): Promise<Findings> {
  const [database, web, runner] = await Promise.all([
    withTimeout(options.pingDatabase(), PROBE_TIMEOUT_MS).then(() => true, () => false),
    withTimeout(options.isWebUp(), PROBE_TIMEOUT_MS).catch(() => false),
    withTimeout(options.runtime.health(), PROBE_TIMEOUT_MS).catch(() => null),
  ]);
  return { database, web, runner };
}

function send(request: IncomingMessage, response: ServerResponse, status: number, body: object): void {
  const text = JSON.stringify(body);
  response.writeHead(status, { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(text), "Cache-Control": "no-store", ...(status === 503 ? { "Retry-After": "1" } : {}) });
  response.end(request.method === "HEAD" ? undefined : text);
}
