import type { RequestOrigin } from "#lib/auth/actor.ts";
import { requestIdFrom } from "#lib/id.ts";
import { forwardedAddress } from "./forwarded-address.ts";

/** Where a request came from, as the gateway saw it. */
export const requestOrigin = (headers: Pick<Headers, "get">, requestId = requestIdFrom(headers.get("x-request-id"))): RequestOrigin => ({
  requestId, address: forwardedAddress(headers), userAgent: (headers.get("user-agent") ?? "").slice(0, 300),
});
