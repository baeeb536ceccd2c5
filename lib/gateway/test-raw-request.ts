import net from "node:net";

export interface RawReply {
  text: string;
  status: number;
  /** The server closed the connection by itself. */
  isClosed: boolean;
}

/** Sends bytes as they are and returns what came back until the connection closes or is silent for `quietMs`. For tests. */
export function rawRequest(port: number, bytes: string, quietMs = 300): Promise<RawReply> {
  return new Promise((resolve) => {
    let text = "";
    let isClosed = false;
    const socket = net.connect(port, "127.0.0.1", () => socket.write(Buffer.from(bytes, "latin1")));
    const done = () => {
      socket.destroy();
      resolve({ text, status: Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1] ?? 0), isClosed });
    };
    socket.setTimeout(quietMs, done);
    socket.on("data", (chunk) => { text += chunk.toString("latin1"); });
    socket.on("end", () => { isClosed = true; });
    socket.on("error", () => { isClosed = true; });
    socket.on("close", done);
  });
}
