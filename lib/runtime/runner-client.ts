import { Agent, request } from "node:http";
import { AppError, ERROR_STATUS, type ErrorCode } from "#lib/errors.ts";
import type { ControlMethod, ControlReply } from "./control-server.ts";
import type { BuildResult, Diagnostic, RunnerHealth, RuntimeAddress, RuntimeBackend, RuntimeEnd, RuntimeStatus, ScratchReply, ScratchRound } from "./runtime.ts";

const TIMEOUT_MS: Partial<Record<ControlMethod, number>> = { check: 25_000, build: 25_000, openScratch: 15_000, scratchFetch: 15_000, wake: 35_000, restart: 35_000, reload: 60_000 };
const DEFAULT_TIMEOUT_MS = 5_000;
/** A restarted runner listens again within this. */
const RECONNECT_MS = 3_000;
const RECONNECT_EVERY_MS = 100;

/** The runtimes, over the runner's control socket. */
export function createRunnerClient(socketPath: string): RuntimeBackend {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });

  /** The value is what this version's own runner answers: gateway, web and runner are deployed together. */
  const call = async <Value>(method: ControlMethod, input: object = {}): Promise<Value> => {
    const body = JSON.stringify(input);
    const giveUpAt = Date.now() + RECONNECT_MS;
    for (;;) {
      try {
        return unwrap(await post(agent, socketPath, method, body)) as Value;
      } catch (error) {
        const isRefused = error instanceof ConnectionError && (error.isUnsent || method === "wake");
        if (!isRefused || Date.now() >= giveUpAt) throw error instanceof ConnectionError ? unreachable(error) : error;
        await new Promise((resolve) => setTimeout(resolve, RECONNECT_EVERY_MS));
      }
    }
  };

  return {
    check: (files) => call<Diagnostic[]>("check", { files }),
    build: (files) => call<BuildResult>("build", { files }),
    async openScratch(bundle, options) {
      const { scratchId } = await call<{ scratchId: string }>("openScratch", { bundle, options });
      let rounds = 0;
      const round = (): ScratchRound => {
        const name = String(++rounds);
        return {
          fetch: (scratchRequest) => call<ScratchReply>("scratchFetch", { scratchId, round: name, request: scratchRequest }),
          failData: (code) => call<number>("failScratchData", { scratchId, round: name, code }),
        };
      };
      return { ...round(), round, close: () => call<void>("closeScratch", { scratchId }) };
    },
    wake: (apiId, lostSocket) => call<RuntimeAddress>("wake", { apiId, lostSocket }),
    touch: (apiIds) => call<void>("touch", { apiIds }),
    sleep: (apiId) => call<void>("sleep", { apiId }),
    restart: (apiId) => call<RuntimeStatus>("restart", { apiId }),
    reload: (apiId) => call<number>("reload", { apiId }),
    explainLost: (lost) => call<RuntimeEnd | null>("explainLost", lost),
    status: (apiId) => call<RuntimeStatus>("status", { apiId }),
    list: () => call<RuntimeStatus[]>("list"),
    health: () => call<RunnerHealth>("health"),
  };
}

class ConnectionError extends Error {
  /** The runner can't have seen the request. */
  readonly isUnsent: boolean;
  constructor(cause: unknown) {
    super("The runner can't be reached", { cause });
    const code = (cause as { code?: string }).code;
    this.isUnsent = code === "ENOENT" || code === "ECONNREFUSED";
  }
}

const unreachable = (error: ConnectionError): AppError =>
  new AppError("unavailable", "The runtimes can't be reached right now. Try again in a few seconds.", { cause: error.cause, headers: { "Retry-After": "3" } });

function unwrap(reply: ControlReply): unknown {
  if ("ok" in reply) return reply.ok;
  const { code, message, headers } = reply.error;
  throw new AppError(Object.hasOwn(ERROR_STATUS, code) ? (code as ErrorCode) : "internal", message, { headers });
}

function post(agent: Agent, socketPath: string, method: ControlMethod, body: string): Promise<ControlReply> {
  return new Promise((resolve, reject) => {
    const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
    const call = request({ agent, socketPath, method: "POST", path: `/${method}`, headers });
    const timeoutMs = TIMEOUT_MS[method] ?? DEFAULT_TIMEOUT_MS;
    const timer = setTimeout(() => {
      reject(new AppError("unavailable", `The runner did not finish within ${timeoutMs / 1000} s. Try again.`));
      call.destroy();
    }, timeoutMs);
    call.on("error", (error) => {
      clearTimeout(timer);
      reject(new ConnectionError(error));
    });
    call.on("response", (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", (error) => reject(new ConnectionError(error)));
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
