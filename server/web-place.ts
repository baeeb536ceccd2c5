import http, { type ClientRequest, type RequestOptions } from "node:http";
import https from "node:https";
import net from "node:net";
import tls from "node:tls";
import type { PeerTls } from "#lib/http/peer-tls.ts";

/** Where web is: a socket of this machine, or another one. */
export type WebPlace = { socketPath: string } | { url: URL; tls: PeerTls | null };

const ANSWER_MS = 1_000;
const hostOf = ({ hostname, port, protocol }: URL) => ({ host: hostname.replace(/^\[|\]$/g, ""), port: Number(port || (protocol === "https:" ? 443 : 80)) });

/** A request on a connection of its own. */
export function requestWeb(at: WebPlace, options: RequestOptions): ClientRequest {
  if ("socketPath" in at) return http.request({ ...options, socketPath: at.socketPath });
  return at.tls ? https.request({ ...options, ...hostOf(at.url), ...at.tls }) : http.request({ ...options, ...hostOf(at.url) });
}

/** Whether somebody who may be web listens there. */
export function canConnect(at: WebPlace): Promise<boolean> {
  return new Promise((resolve) => {
    const isTls = "url" in at && at.tls !== null;
    const probe = "socketPath" in at ? net.connect(at.socketPath) : at.tls ? tls.connect({ ...hostOf(at.url), ...at.tls, servername: net.isIP(hostOf(at.url).host) ? "" : at.url.hostname }) : net.connect(hostOf(at.url));
    const answer = (isUp: boolean) => {
      probe.destroy();
      resolve(isUp);
    };
    probe.setTimeout(ANSWER_MS, () => answer(false));
    probe.once(isTls ? "secureConnect" : "connect", () => answer(true));
    probe.once("error", () => answer(false));
  });
}
