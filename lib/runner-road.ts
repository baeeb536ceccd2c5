import http from "node:http";
import https from "node:https";
import { join } from "node:path";
import { type Env, required } from "./env.ts";
import { peerAddress } from "./http/peer-tls.ts";
import type { ControlRoad } from "./runtime/control-call.ts";
import { RUNNER_SOCKET } from "./runtime/succession.ts";

/** The way to the runner: RUNNER_URL on another machine, else its socket on this one. */
export function runnerRoad(env: Env): string | ControlRoad {
  const peer = peerAddress(env, "RUNNER_URL");
  if (!peer) return join(required(env.RUN_DIR, "RUN_DIR"), RUNNER_SOCKET);
  const { hostname, port, protocol } = peer.url;
  const where = { host: hostname.replace(/^\[|\]$/g, ""), port: port || (protocol === "https:" ? 443 : 80) };
  if (!peer.tls) return { request: http.request, options: { ...where, agent: new http.Agent({ keepAlive: true, maxSockets: 64 }) } };
  return { request: https.request, options: { ...where, agent: new https.Agent({ keepAlive: true, maxSockets: 64, ...peer.tls }) } };
}
