import net from "node:net";

export type Slowness = "silent" | "headers" | "body" | "chunks" | "reader" | "idle";

/**
 * Opens `count` connections that hold on as long as they are let, from as many addresses of loopback as told, and comes back once they are
 * open. A connection that is closed on them is opened again, as attackers do. `close` ends them.
 */
export function startSlowClients(options: { port: number; count: number; kinds: readonly Slowness[]; addresses: number; path: string; key: string; everyMs: number }): Promise<{ open(): number; closedByServer(): number; close(): void }> {
  const sockets = new Set<net.Socket>();
  let isOver = false;
  let closed = 0;
  const head = (rest: string): string => `POST ${options.path} HTTP/1.1\r\nHost: x\r\nX-API-Key: ${options.key}\r\n${rest}`;
  const first: Record<Slowness, string> = {
    silent: "", headers: head("X-Slow: "), body: head("Content-Length: 60000\r\n\r\n"), chunks: head("Transfer-Encoding: chunked\r\n\r\n"),
    reader: head("Content-Length: 0\r\n\r\n").replace("POST", "GET"), idle: head("Content-Length: 0\r\n\r\n"),
  };
  const next: Partial<Record<Slowness, string>> = { headers: "a", body: "a", chunks: "1\r\na\r\n" };
  const begin = (index: number): Promise<void> => new Promise((resolve) => {
    const kind = options.kinds[index % options.kinds.length] ?? "silent";
    const socket = net.connect({ port: options.port, host: "127.0.0.1", localAddress: `127.0.1.${1 + (index % options.addresses)}` });
    let timer: NodeJS.Timeout | undefined;
    sockets.add(socket);
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
      sockets.delete(socket);
      closed += 1;
      resolve();
      if (!isOver) setTimeout(() => void (isOver || begin(index)), 200).unref();
    });
  });
  return Promise.all(Array.from({ length: options.count }, (_, index) => begin(index))).then(() => ({
    open: () => sockets.size,
    closedByServer: () => closed,
    close() {
      isOver = true;
      for (const socket of sockets) socket.destroy();
    },
  }));
}
