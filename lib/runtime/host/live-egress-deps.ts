import type { OutboundLog, OutboundRightsSource } from "../host-ports.ts";
import { connectPinned } from "./connect-pinned.ts";
import type { LiveEgressDeps } from "./live-egress.ts";
import { isPublicAddress } from "./public-address.ts";
import { createResolveHost } from "./resolve-host.ts";

/** The real network: the host's name servers, public addresses only. */
export const liveEgressDeps = (rights: OutboundRightsSource, outboundLog: OutboundLog): LiveEgressDeps => ({
  rights, outboundLog, resolve: createResolveHost(), isAllowed: (address) => isPublicAddress(address), connect: connectPinned, now: Date.now,
});

/** For a backend in which nothing is live. */
export const noOutbound = liveEgressDeps({ load: async () => ({ declared: [], approved: [], secrets: [] }) }, { write: () => {} });
