import net from "node:net";

export interface Answer {
  status: number;
  /** Names in lower case; repeated ones joined by `, `. */
  headers: Map<string, string>;
  body: string;
  /** 1xx answers that came before it. */
  interim: number[];
}
export interface TestConnection {
  send(bytes: string): void;
  /** The next whole answer; null: the server closed the connection before it; "silent": nothing for `quietMs`. */
  next(options?: { isHead?: boolean; quietMs?: number }): Promise<Answer | null | "silent">;
  close(): void;
}

/** One connection that sends bytes as they are and reads answers as strictly as a good client. For tests. */
export async function openConnection(port: number): Promise<TestConnection> {
  const socket = net.connect(port, "127.0.0.1");
  socket.setNoDelay(true);
  let text = "";
  let isEnded = false;
  let wake = (): void => {};
  socket.on("data", (chunk: Buffer) => { text += chunk.toString("latin1"); wake(); });
  for (const event of ["end", "close", "error"]) socket.on(event, () => { isEnded = true; wake(); });
  await new Promise<void>((resolve) => socket.once("connect", () => resolve()).once("error", () => resolve()));
  return {
    send: (bytes) => void (socket.writable && socket.write(Buffer.from(bytes, "latin1"))),
    async next({ isHead = false, quietMs = 5_000 } = {}) {
      for (;;) {
        const found = takeAnswer(text, isHead, isEnded);
        if (found) {
          text = found.rest;
          return found.answer;
        }
        if (isEnded) return null;
        const isQuiet = await new Promise<boolean>((resolve) => {
          const timer = setTimeout(() => resolve(true), quietMs);
          wake = () => { clearTimeout(timer); resolve(false); };
        });
        if (isQuiet) return "silent";
      }
    },
    close: () => void socket.destroy(),
  };
}

function takeAnswer(text: string, isHead: boolean, isEnded: boolean): { answer: Answer; rest: string } | null {
  const interim: number[] = [];
  for (;;) {
    const end = text.indexOf("\r\n\r\n");
    if (end === -1) return null;
    const [line = "", ...lines] = text.slice(0, end).split("\r\n");
    const status = Number(/^HTTP\/1\.1 (\d{3})( |$)/.exec(line)?.[1] ?? 0);
    const after = text.slice(end + 4);
    if (status >= 100 && status < 200 && status !== 101) {
      interim.push(status);
      text = after;
      continue;
    }
    const headers = new Map<string, string>();
    for (const one of lines) {
      const name = one.slice(0, one.indexOf(":")).toLowerCase();
      const value = one.slice(one.indexOf(":") + 1).trim();
      headers.set(name, headers.has(name) ? `${headers.get(name)}, ${value}` : value);
    }
    const body = isHead || status === 204 || status === 304 || status === 101 ? { body: "", rest: after } : takeBody(after, headers, isEnded);
    return body && { answer: { status, headers, body: body.body, interim }, rest: body.rest };
  }
}

function takeBody(text: string, headers: Map<string, string>, isEnded: boolean): { body: string; rest: string } | null {
  const length = headers.get("content-length");
  if (headers.get("transfer-encoding") !== "chunked") {
    if (length === undefined) return isEnded ? { body: text, rest: "" } : null;
    return text.length < Number(length) ? null : { body: text.slice(0, Number(length)), rest: text.slice(Number(length)) };
  }
  let body = "";
  let at = 0;
  for (;;) {
    const end = text.indexOf("\r\n", at);
    if (end === -1) return null;
    const size = Number.parseInt(text.slice(at, end), 16);
    if (text.length < end + 2 + size + 2) return null;
    body += text.slice(end + 2, end + 2 + size);
    at = end + 2 + size + 2;
    if (size === 0) return { body, rest: text.slice(at) };
  }
}
