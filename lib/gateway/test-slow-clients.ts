import net from "node:net";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";

export type Slowness = "silent" | "headers" | "body" | "chunks" | "reader" | "idle" | "upgrade";

export interface SlowClientsOptions {
  port: number;
  count: number;
  kinds: readonly Slowness[];
  /** So many addresses of loopback. */
  addresses: number;
  path: string;
  key: string;
  everyMs: number;
}

/** The attackers in a thread of their own, so that they don't take the gateway's. Comes back once all have connected. */
export async function startSlowClients(options: SlowClientsOptions): Promise<{ /** How many of them have lost their connection at least once. */ closedByServer(): number; close(): Promise<void> }> {
  const thread = new Worker(new URL(import.meta.url), { workerData: { slowClients: options } });
  let closed = 0;
  await new Promise<void>((resolve) => thread.on("message", (told: number | "open") => {
    if (told === "open") resolve();
    else closed = told;
  }));
  return { closedByServer: () => closed, close: async () => void (await thread.terminate()) };
}

/** Opens connections that hold on as long as they are let. One that is closed on them is opened again, as attackers do. */
function attack(options: SlowClientsOptions, onClosed: (count: number) => void): Promise<unknown> {
  const closed = new Set<number>();
  const head = (rest: string): string => `POST ${options.path} HTTP/1.1\r\nHost: x\r\nX-API-Key: ${options.key}\r\n${rest}`;
  const first: Record<Slowness, string> = {
    silent: "", headers: head("X-Slow: "), body: head("Content-Length: 60000\r\n\r\n"), chunks: head("Transfer-Encoding: chunked\r\n\r\n"),
    reader: head("Content-Length: 0\r\n\r\n").replace("POST", "GET"), idle: head("Content-Length: 0\r\n\r\n"),
    upgrade: `GET ${options.path} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`,
  };
  // Whoever reads nothing, or has had its end, hears only by sending that its connection is gone; empty lines ask for nothing (RFC 9112 §2.2).
  const next: Partial<Record<Slowness, string>> = { headers: "a", body: "a", chunks: "1\r\na\r\n", upgrade: "a", reader: "\r\n" };
  const begin = (index: number): Promise<void> => new Promise((resolve) => {
    const kind = options.kinds[index % options.kinds.length] ?? "silent";
    const socket = net.connect({ port: options.port, host: "127.0.0.1", localAddress: `127.0.1.${1 + (index % options.addresses)}`, allowHalfOpen: kind === "upgrade" });
    let timer: NodeJS.Timeout | undefined;
    socket.once("connect", () => {
      socket.write(first[kind]);
      if (kind === "reader") socket.pause();
      else socket.resume();
      const more = next[kind];
      if (more) timer = setInterval(() => socket.writable && socket.write(more), options.everyMs);
      resolve();
    });
    socket.on("error", () => {});
    socket.once("close", () => {
      clearInterval(timer);
      onClosed(closed.add(index).size);
      resolve();
      setTimeout(() => void begin(index), 200);
    });
  });
  return Promise.all(Array.from({ length: options.count }, (_, index) => begin(index)));
}

const given = workerData as { slowClients?: SlowClientsOptions } | null;
if (!isMainThread && given?.slowClients) void attack(given.slowClients, (count) => parentPort?.postMessage(count)).then(() => parentPort?.postMessage("open"));
