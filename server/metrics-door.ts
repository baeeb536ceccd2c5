import type { IncomingMessage, ServerResponse } from "node:http";
import { isAdminKey } from "#lib/auth/is-admin-key.ts";
import { withTimeout } from "#lib/clock.ts";
import { AppError } from "#lib/errors.ts";
import { sendProblem } from "#lib/http/send-problem.ts";
import type { MetricFamily, Metrics } from "#lib/metrics/metrics.ts";
import { formatOf, METRICS_TYPE, writeMetrics } from "#lib/metrics/write-metrics.ts";

export interface MetricsDoorOptions {
  adminKey: string | undefined;
  own: Metrics;
  /** What the other processes count, by role. */
  others: Record<string, () => Promise<MetricFamily[]>>;
  /** Whether the request's session or token is an administrator's: web's answer, which is handed on when it is no. */
  askForAccess(request: IncomingMessage): Promise<WebAnswer>;
}
export interface WebAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** A process that hangs costs a scrape no more than this. */
const ROLE_TIMEOUT_MS = 2_000;

/** `GET /metrics` for administrators' sessions and the installation's own key: what every process of this machine counts. */
export function createMetricsDoor(options: MetricsDoorOptions): (request: IncomingMessage, response: ServerResponse) => boolean {
  return (request, response) => {
    if ((request.url ?? "").split("?")[0] !== "/metrics") return false;
    if (request.method !== "GET" && request.method !== "HEAD") sendProblem(request, response, new AppError("method_not_allowed", "This address takes GET.", { headers: { Allow: "GET, HEAD" } }));
    else void serve(request, response, options).catch((error: unknown) => sendProblem(request, response, error));
    return true;
  };
}

async function serve(request: IncomingMessage, response: ServerResponse, options: MetricsDoorOptions): Promise<void> {
  if (!isAdminKey(request.headers.authorization, options.adminKey)) {
    const answer = await options.askForAccess(request).catch((cause: unknown) => {
      throw new AppError("unavailable", "Sessions can't be checked while web is away. ADMIN_API_KEY as the bearer works also then.", { headers: { "Retry-After": "3" }, cause });
    });
    if (answer.status !== 204) {
      response.writeHead(answer.status, { ...answer.headers, "Cache-Control": "no-store" });
      return void response.end(request.method === "HEAD" ? undefined : answer.body);
    }
  }
  const format = formatOf(request.headers.accept);
  const text = writeMetrics(await gather(options), format);
  response.writeHead(200, { "Content-Type": METRICS_TYPE[format], "Content-Length": Buffer.byteLength(text), "Cache-Control": "no-store" });
  response.end(request.method === "HEAD" ? undefined : text);
}

async function gather({ own, others }: MetricsDoorOptions): Promise<Record<string, readonly MetricFamily[]>> {
  const roles = Object.entries({ gateway: () => own.collect(), ...others });
  const gathered = await Promise.all(roles.map(async ([role, collect]) => {
    const families = await withTimeout(collect(), ROLE_TIMEOUT_MS).catch(() => null);
    return [role, [...(families ?? []), isUp(families !== null)]] as const;
  }));
  return Object.fromEntries(gathered);
}

const isUp = (value: boolean): MetricFamily => ({ name: "role_up", help: "1 when this process of the machine answered.", type: "gauge", labels: [], rows: [[[], value ? 1 : 0]] });
