import http from "node:http";
import type { AddressInfo } from "node:net";
import { Pool } from "undici";
import { reverseProxy } from "#lib/http/reverse-proxy.ts";

/** The least that a proxy can do: undici dispatch to the socket named by its argument. */
const upstream = new Pool("http://upstream", { socketPath: process.argv[2] ?? "", connections: 256, pipelining: 1, allowH2: false });
const server = http.createServer((request, response) => reverseProxy({
  upstream, request, response, path: request.url ?? "/", headers: ["Host", "upstream"], isDroppedOut: () => false, onUnavailable: () => response.destroy(),
}));
server.listen(0, "127.0.0.1", () => process.send?.({ port: (server.address() as AddressInfo).port }));
