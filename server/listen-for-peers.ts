import http, { type RequestListener } from "node:http";
import https from "node:https";
import type { Env } from "#lib/env.ts";
import { listenerTls, parseListen } from "#lib/http/peer-tls.ts";
import { handOverSocket } from "./place-of-process.ts";

/** Serves other machines of the installation, which have to show a certificate of its authority. Null: the setting is not set. */
export async function listenForPeers(env: Env, setting: "WEB_LISTEN" | "RUNNER_LISTEN", listener: RequestListener, listenFd: number | null): Promise<http.Server | https.Server | null> {
  const text = env[setting];
  if (text === undefined) return null;
  const tls = listenerTls(env, setting);
  const server = tls ? https.createServer(tls, listener) : http.createServer(listener);
  server.keepAliveTimeout = 60_000;
  const address = parseListen(text, setting);
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(new Error(error.code === "EADDRINUSE" ? `${setting}: ${text} is taken by another program.` : `${setting}: ${error.message}`)));
    server.listen(listenFd === null ? address : { fd: listenFd }, resolve);
  });
  handOverSocket(server);
  return server;
}
