import type { Duplex } from "node:stream";
import { closeFrame, FrameReader } from "./frame-reader.ts";

export interface RelayOptions {
  maxMessageBytes: number;
  /** Without a message or a ping in either direction. */
  idleMs: number;
  /** From its opening. */
  lifeMs: number;
  /** What the client is told when the runtime's side ended without a close frame. */
  explainEnd(): Promise<{ code: number; reason: string }>;
  onClosed(end: SocketEnd): void;
}
export interface SocketEnd {
  /** Why the gateway ended it; null: client and API closed it themselves. */
  code: number | null;
  messagesIn: number;
  messagesOut: number;
  bytesIn: number;
  bytesOut: number;
}
export interface SocketRelay {
  close(code: number, reason: string): void;
}

/** How long a side may take for what was written to it, and to answer a close frame. */
const CLOSE_GRACE_MS = 5_000;
const IDLE_CHECKS = 5;
const PROBLEMS = {
  too_large: { code: 1009, reason: "A message is larger than this plan allows" },
  malformed: { code: 1002, reason: "A frame is not well-formed" },
};

/**
 * Makes one WebSocket of the client's and the runtime's, frame by frame and with backpressure. Each side hears how the other ended: a close
 * frame passes as it is, a runtime that ends is explained, a client that vanishes ends the runtime's side.
 */
export function relaySocket(client: Duplex, upstream: Duplex, heads: { client: Buffer; upstream: Buffer }, options: RelayOptions): SocketRelay {
  const toApi = new FrameReader(options.maxMessageBytes);
  const toClient = new FrameReader(options.maxMessageBytes);
  let code: number | null = null;
  let grace: NodeJS.Timeout | undefined;
  let isClientGone = false;
  let isOver = false;

  const finish = (): void => {
    if (isOver) return;
    isOver = true;
    stopIdle();
    clearTimeout(life);
    clearTimeout(grace);
    client.destroy();
    upstream.destroy();
    options.onClosed({ code, messagesIn: toApi.messages, messagesOut: toClient.messages, bytesIn: toApi.bytes, bytesOut: toClient.bytes });
  };
  const finishSoon = (): void => {
    grace ??= setTimeout(finish, CLOSE_GRACE_MS);
  };
  const close = (why: number, reason: string): void => {
    if (code !== null || isOver) return;
    code = why;
    // Within a frame nothing can be said: its receiver sees the connection break.
    for (const { side, reader, isMasked } of [{ side: client, reader: toClient, isMasked: false }, { side: upstream, reader: toApi, isMasked: true }]) {
      if (reader.isBetweenFrames && !reader.hasClosed && side.writable) side.write(closeFrame(why, reason, isMasked));
      side.end();
    }
    finishSoon();
  };
  const pump = (from: Duplex, to: Duplex, reader: FrameReader) => (chunk: Buffer): void => {
    if (code !== null) return; // Read and dropped, so that the close frame gets read.
    const { pass, problem } = reader.read(chunk);
    if (pass.length > 0 && to.writable && !to.write(pass)) {
      from.pause();
      to.once("drain", () => from.resume());
    }
    if (problem) return close(PROBLEMS[problem].code, PROBLEMS[problem].reason);
    if (reader.hasClosed) finishSoon();
  };
  /** One side is gone. */
  const onGone = (other: Duplex) => (): void => {
    isClientGone ||= other === upstream;
    if (!isClientGone && !toApi.hasClosed && !toClient.hasClosed) void options.explainEnd().then((end) => close(end.code, end.reason));
    else other.end();
    if (client.destroyed && upstream.destroyed) finish();
    else finishSoon();
  };

  const life = setTimeout(() => close(1012, "It was open for its longest time. Connect again"), options.lifeMs);
  const stopIdle = watchIdle(() => toApi.activity + toClient.activity, options.idleMs, () => close(1001, `Nothing was sent for ${Math.round(options.idleMs / 1000)} s`));
  for (const { from, to, reader, head } of [{ from: client, to: upstream, reader: toApi, head: heads.client }, { from: upstream, to: client, reader: toClient, head: heads.upstream }]) {
    const pass = pump(from, to, reader);
    from.on("error", () => from.destroy());
    from.once("end", onGone(to));
    from.once("close", onGone(to));
    if (head.length > 0) pass(head);
    from.on("data", pass);
  }
  if (client.destroyed || upstream.destroyed) finish();
  return { close };
}

/** Calls `onIdle` when the count has not changed for `idleMs`, or a little longer. */
function watchIdle(count: () => number, idleMs: number, onIdle: () => void): () => void {
  let seen = count();
  let since = performance.now();
  const timer = setInterval(() => {
    if (count() !== seen) {
      seen = count();
      since = performance.now();
    } else if (performance.now() - since >= idleMs) onIdle();
  }, idleMs / IDLE_CHECKS);
  return () => clearInterval(timer);
}
