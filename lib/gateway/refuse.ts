import { AppError } from "#lib/errors.ts";
import type { Clock } from "#lib/clock.ts";
import type { Log } from "#lib/log.ts";
import { problemReply } from "#lib/http/problem.ts";
import { pathOf } from "./call-path.ts";
import { CLIENT_GONE, ClientGone } from "./client-gone.ts";
import type { Exchange } from "./exchange.ts";
import { platformHeaders } from "./headers.ts";

/** Turns a failure into the one error body; when an answer already started, into a broken connection. */
export function refuse(exchange: Exchange, error: unknown, deps: { clock: Clock; log: Log }): void {
  const { call } = exchange;
  exchange.isForwarded = false;
  if (error instanceof ClientGone) {
    exchange.status = CLIENT_GONE;
    exchange.errorCode = "client_gone";
    return;
  }
  exchange.errorCode = error instanceof AppError ? error.code : "internal";
  if (!(error instanceof AppError)) deps.log.error("gateway.failed", { error, requestId: exchange.requestId, apiId: call.apiId });
  if (call.reply.isStarted) {
    exchange.release = () => call.reply.destroy();
    return;
  }
  const problem = problemReply(error, exchange.requestId, `/${call.apiId}${pathOf(call.target)}`);
  exchange.status = problem.status;
  exchange.responseBytes = call.method === "HEAD" ? 0 : problem.body.length;
  exchange.replyBody = problem.body;
  exchange.release = () => {
    exchange.replyHeaders = withoutDuplicates([...problem.headers, ...platformHeaders(exchange, deps.clock)]);
    call.reply.start(problem.status, [...exchange.replyHeaders], { isStream: false });
    call.reply.end(call.method === "HEAD" ? undefined : problem.body);
  };
}

/** The later value of a name wins, e.g. the limit's Retry-After. */
function withoutDuplicates(headers: string[]): string[] {
  const byName = new Map<string, [string, string]>();
  for (let i = 0; i < headers.length; i += 2) byName.set((headers[i] ?? "").toLowerCase(), [headers[i] ?? "", headers[i + 1] ?? ""]);
  return [...byName.values()].flat();
}
