import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type AddressInfo, connect, createServer, type Server } from "node:net";
import type { ConnectPinned } from "#lib/runtime/host/connect-pinned.ts";
import type { LiveEgressDeps } from "#lib/runtime/host/live-egress.ts";
import { isPublicAddress } from "#lib/runtime/host/public-address.ts";
import type { OutboundRecord, OutboundSecret } from "#lib/runtime/host-ports.ts";

/** The only address that leads to the upstream; every other one leads to the canary. */
export const UPSTREAM_ADDRESS = "93.184.215.14";

export interface TestInternet {
  deps: LiveEgressDeps;
  /** What the name servers answer, one answer a question; the last stays. Not listed: the upstream's address. */
  answers: Map<string, string[][]>;
  /** Questions to the name servers, in order. */
  asked: string[];
  /** Declared and approved hosts, and secrets, of every API. */
  rights: { declared: string[]; approved: string[]; secrets: OutboundSecret[] };
  /** Connections that went anywhere but to the upstream: `address:port`, and how many the canary took. */
  strays: string[];
  canaryHits(): number;
  records: OutboundRecord[];
  /** Changes how the upstream answers; it gets the whole body. */
  serve(handler: (request: IncomingMessage, body: string, response: ServerResponse) => void): void;
  close(): Promise<void>;
}

/** An Internet of one upstream and one canary on loopback, behind scripted name servers. TLS is left out: a test of connectPinned has it. */
export async function startTestInternet(changed: Partial<LiveEgressDeps> = {}): Promise<TestInternet> {
  const answers: TestInternet["answers"] = new Map();
  const [asked, strays, records]: [string[], string[], OutboundRecord[]] = [[], [], []];
  const rights: TestInternet["rights"] = { declared: [], approved: [], secrets: [] };
  let handler: Parameters<TestInternet["serve"]>[0] = (_request, body, response) => void response.end(body);
  let hits = 0;
  const upstream = createHttpServer(async (request, response) => {
    let body = "";
    for await (const chunk of request as AsyncIterable<Buffer>) body += chunk.toString("utf8");
    handler(request, body, response);
  });
  const canary = createServer((socket) => {
    hits += 1;
    socket.on("error", () => {});
    socket.resume();
    socket.end("HTTP/1.1 200 OK\r\nContent-Length: 6\r\nConnection: close\r\n\r\ncanary");
  });
  const [upstreamPort, canaryPort] = [await portOf(upstream), await portOf(canary)];
  const dial: ConnectPinned = ({ addresses, port }) => {
    const stray = addresses.find((address) => address !== UPSTREAM_ADDRESS);
    if (stray !== undefined) strays.push(`${stray}:${port}`);
    return connect(stray === undefined ? upstreamPort : canaryPort, "127.0.0.1");
  };
  const deps: LiveEgressDeps = {
    rights: { load: async () => rights },
    outboundLog: { write: (record) => void records.push(record) },
    async resolve(host) {
      asked.push(host);
      const script = answers.get(host);
      return (script && script.length > 1 ? script.shift() : script?.[0]) ?? [UPSTREAM_ADDRESS];
    },
    isAllowed: (address) => isPublicAddress(address), connect: dial, now: Date.now, ...changed,
  };
  return {
    deps, answers, asked, rights, strays, records, canaryHits: () => hits,
    serve: (next) => void (handler = next),
    async close() {
      upstream.closeAllConnections();
      await Promise.all([upstream, canary].map((server) => new Promise((resolve) => server.close(resolve))));
    },
  };
}

const portOf = (server: Server): Promise<number> => new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port)));
