import { AppError } from "#lib/errors.ts";
import { headerBytes, headerOf } from "#lib/http/raw-headers.ts";
import { authenticate, type AuthenticateDeps } from "./authenticate.ts";
import { checkTarget, MAX_HEADER_BYTES } from "./call-path.ts";
import { openExchange, type Exchange, type IncomingCall } from "./exchange.ts";
import { forward, type ForwardDeps } from "./forward.ts";
import { isPreflight, preflightHeaders } from "./headers.ts";
import { limit, type LimitDeps } from "./limit.ts";
import { meter, requireMeter, type MeterDeps } from "./meter.ts";
import { refuse } from "./refuse.ts";
import { route } from "./route.ts";

export type GatewayDeps = AuthenticateDeps & LimitDeps & ForwardDeps & MeterDeps;

/** A call to an API, from its first byte to its usage record. */
export async function handleGatewayCall(call: IncomingCall, deps: GatewayDeps): Promise<void> {
  const exchange = openExchange(call, deps);
  try {
    inspect(exchange);
    if (isPreflight(exchange)) return answerPreflight(exchange);
    requireMeter(deps);
    exchange.principal = await authenticate(exchange, deps);
    exchange.limit = await limit(exchange, deps);
    deps.metrics.decided(exchange);
    exchange.target = await route(exchange, deps);
    await forward(exchange, deps);
  } catch (error) {
    refuse(exchange, error, deps);
  } finally {
    await meter(exchange, deps);
  }
}

/** What is wrong whoever calls whatever API. */
function inspect(exchange: Exchange): void {
  const { rawHeaders, target } = exchange.call;
  checkTarget(target);
  if (headerBytes(rawHeaders) > MAX_HEADER_BYTES) throw new AppError("too_large", `The headers have more than ${MAX_HEADER_BYTES} bytes. Send less in them.`);
  if (headerOf(rawHeaders, "service-worker") !== undefined) throw new AppError("forbidden", "An API can't serve a service worker.");
}

function answerPreflight(exchange: Exchange): void {
  exchange.isMetered = false;
  exchange.status = 204;
  exchange.release = () => {
    exchange.call.reply.start(204, preflightHeaders(exchange), { isStream: false });
    exchange.call.reply.end();
  };
}
