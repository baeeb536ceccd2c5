import type { IncomingMessage, ServerResponse } from "node:http";
import type { Metrics } from "#lib/metrics/metrics.ts";

/** The gateway drops this header of its clients: what comes with it comes from the gateway itself. */
export const CONTROL_HEADER = "x-api-creator-control";

/** What the gateway asks web for itself. False: an ordinary request. */
export function serveWebControl(request: IncomingMessage, response: ServerResponse, getDeps: () => { metrics?: Metrics }): boolean {
  const asked = request.headers[CONTROL_HEADER];
  if (asked === undefined) return false;
  if (asked !== "metrics") {
    response.writeHead(asked === "alive" ? 204 : 404).end();
    return true;
  }
  void (getDeps().metrics?.collect() ?? Promise.resolve([])).then((families) => response.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify(families)), () => response.writeHead(500).end());
  return true;
}
