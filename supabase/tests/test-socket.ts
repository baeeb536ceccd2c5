import { WebSocket } from "ws";

export interface TestSocket {
  socket: WebSocket;
  headers: Record<string, unknown>;
  /** The next message that was not read yet: text, or bytes as an array; `pong` too. */
  next(): Promise<string | number[]>;
  closed: Promise<{ code: number; reason: string }>;
}

/** A WebSocket of a client. Rejects with the status and words of a refusal. For tests. */
export function openSocket(url: string, key: string, protocols: string[] = []): Promise<TestSocket> {
  const socket = new WebSocket(url.replace(/^http/, "ws"), protocols, { headers: { "x-api-key": key } });
  const unread: (string | number[])[] = [];
  const readers: ((message: string | number[]) => void)[] = [];
  const tell = (message: string | number[]): void => {
    const reader = readers.shift();
    if (reader) reader(message);
    else unread.push(message);
  };
  socket.on("message", (data: Buffer, isBinary) => tell(isBinary ? [...data] : data.toString()));
  socket.on("pong", () => tell("pong"));
  const closed = new Promise<{ code: number; reason: string }>((resolve) => socket.on("close", (code, reason) => resolve({ code, reason: reason.toString() })));
  const next = (): Promise<string | number[]> => {
    const message = unread.shift();
    return message === undefined ? new Promise((resolve) => readers.push(resolve)) : Promise.resolve(message);
  };
  return new Promise((resolve, reject) => {
    let headers = {};
    socket.on("upgrade", (response) => { headers = response.headers; });
    socket.on("open", () => resolve({ socket, headers, next, closed }));
    socket.on("error", reject);
    socket.on("unexpected-response", (_request, response) => {
      let body = "";
      response.on("data", (chunk: Buffer) => (body += chunk.toString()));
      response.on("end", () => reject(Object.assign(new Error(body), { status: response.statusCode, headers: response.headers })));
    });
  });
}
