import { AppError, ERROR_STATUS, type ErrorCode } from "#lib/errors.ts";
import type { MetricFamily } from "#lib/metrics/metrics.ts";
import { ConnectionError, type ControlRoad, controlCall, ControlLate, unixRoad } from "./control-call.ts";
import type { ControlMethod, ControlReply } from "./control-server.ts";
import type { BuildResult, Diagnostic, DirectReply, RunnerHealth, RuntimeAddress, RuntimeBackend, RuntimeEnd, RuntimeStatus, ScratchReply, ScratchRound } from "./runtime.ts";

/** A restarted runner listens again within this. */
const RECONNECT_MS = 5_000;
const RECONNECT_EVERY_MS = 100;
/** Sent again, they would do their work twice. */
const ONCE: ReadonlySet<ControlMethod> = new Set(["scratchFetch", "failScratchData", "callApi"]);

export interface RunnerClient extends RuntimeBackend {
  /** What the runner counts. */
  metrics(): Promise<MetricFamily[]>;
}

/** The runtimes, over the runner's control socket or another road to it. */
export function createRunnerClient(way: string | ControlRoad): RunnerClient {
  const road = typeof way === "string" ? unixRoad(way) : way;

  /** The value is what this version's own runner answers: gateway, web and runner are deployed together. */
  const call = async <Value>(method: ControlMethod, input: object = {}): Promise<Value> => {
    const body = JSON.stringify(input);
    const giveUpAt = performance.now() + RECONNECT_MS;
    for (;;) {
      try {
        return unwrap(await controlCall(road, method, body)) as Value;
      } catch (error) {
        if (error instanceof ControlLate) throw new AppError("unavailable", error.message);
        const mayRepeat = error instanceof ConnectionError && (error.isUnsent || method === "wake" || (error.isLost && !ONCE.has(method)));
        if (!mayRepeat || performance.now() >= giveUpAt) throw error instanceof ConnectionError ? unreachable(error) : error;
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
    callApi: (direct) => call<DirectReply>("callApi", direct),
    status: (apiId) => call<RuntimeStatus>("status", { apiId }),
    list: () => call<RuntimeStatus[]>("list"),
    health: () => call<RunnerHealth>("health"),
    metrics: () => call<MetricFamily[]>("metrics"),
  };
}

const unreachable = (error: ConnectionError): AppError =>
  new AppError("unavailable", "The runtimes can't be reached right now. Try again in a few seconds.", { cause: error.cause, headers: { "Retry-After": "3" } });

function unwrap(reply: ControlReply): unknown {
  if ("ok" in reply) return reply.ok;
  const { code, message, headers } = reply.error;
  throw new AppError(Object.hasOwn(ERROR_STATUS, code) ? (code as ErrorCode) : "internal", message, { headers });
}
