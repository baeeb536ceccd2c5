import { Agent, request, type RequestOptions } from "node:http";
import type { ControlMethod, ControlReply } from "./control-server.ts";

/** How a runner is reached: over its socket, or another host's (server/). */
export interface ControlRoad {
  request: typeof request;
  options: RequestOptions;
}

export const unixRoad = (socketPath: string): ControlRoad => ({ request, options: { agent: new Agent({ keepAlive: true, maxSockets: 64 }), socketPath } });

export const CONTROL_TIMEOUT_MS: Partial<Record<ControlMethod, number>> = { check: 25_000, build: 25_000, openScratch: 15_000, scratchFetch: 15_000, wake: 35_000, restart: 35_000, reload: 60_000, callApi: 70_000 };
const DEFAULT_TIMEOUT_MS = 5_000;

export class ConnectionError extends Error {
  /** The runner can't have seen the request. */
  readonly isUnsent: boolean;
  /** It was sent on a connection that the runner was just closing, or a runner that was asked has ended. */
  readonly isLost: boolean;
  constructor(cause: unknown) {
    super("The runner can't be reached", { cause });
    const code = (cause as { code?: string }).code;
    this.isUnsent = code === "ENOENT" || code === "ECONNREFUSED";
    this.isLost = code === "ECONNRESET" || code === "EPIPE";
  }
}
/** It did not answer in time. */
export class ControlLate extends Error {}

/** One call of a runner. Throws ConnectionError, ControlLate. */
export function controlCall({ request: begin, options }: ControlRoad, method: ControlMethod, body: string): Promise<ControlReply> {
  return new Promise((resolve, reject) => {
    const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
    const call = begin({ ...options, method: "POST", path: `/${method}`, headers });
    const timeoutMs = CONTROL_TIMEOUT_MS[method] ?? DEFAULT_TIMEOUT_MS;
    const timer = setTimeout(() => {
      reject(new ControlLate(`The runner did not finish within ${timeoutMs / 1000} s. Try again.`));
      call.destroy();
    }, timeoutMs);
    const fail = (error: unknown) => {
      clearTimeout(timer);
      reject(new ConnectionError(error));
    };
    call.on("error", fail);
    call.on("response", (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", fail);
      response.on("end", () => {
        clearTimeout(timer);
        try {
          resolve(JSON.parse(Buffer.concat(chunks).toString("utf8")) as ControlReply);
        } catch (error) {
          reject(new ConnectionError(error));
        }
      });
    });
    call.end(body);
  });
}
