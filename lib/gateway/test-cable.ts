import net from "node:net";

export interface Cable {
  /** The address of what it leads to, through it. */
  url(real: string): string;
  /** Nothing goes through any more, and nobody is told: a network that swallows. Connections that are made later hang as well. */
  hang(isHung: boolean): void;
  /** Every connection breaks. */
  cut(): void;
  close(): void;
}

/** Between a process and its Postgres, so that the one can lose the other. For tests. */
export async function layCable(): Promise<Cable> {
  const pairs = new Set<readonly [net.Socket, net.Socket]>();
  let isHung = false;
  let target = { host: "127.0.0.1", port: 0 };
  const server = net.createServer((near) => {
    const far = net.connect(target);
    const pair = [near, far] as const;
    pairs.add(pair);
    for (const [one, other] of [pair, [far, near] as const]) {
      one.on("error", () => other.destroy()).on("close", () => {
        pairs.delete(pair);
        other.destroy();
      });
      one.on("data", (chunk) => !isHung && other.write(chunk));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  const cut = (): void => pairs.forEach(([near]) => near.destroy());
  return {
    url(real) {
      const url = new URL(real);
      target = { host: url.hostname, port: Number(url.port) };
      url.host = `127.0.0.1:${(server.address() as net.AddressInfo).port}`;
      return url.href;
    },
    hang: (next) => void (isHung = next),
    cut,
    close() {
      cut();
      server.close();
    },
  };
}
