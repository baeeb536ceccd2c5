import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { networkOf } from "#lib/http/network-of.ts";
import { ClientConnection } from "./client-connection.ts";
import type { Patience } from "./patience.ts";

const CROWDED = 0.8;
const CROWDED_MS = 500;

interface Known {
  connection: ClientConnection;
  socket: Socket;
  address: string;
  body: Progress;
  answer: Progress;
}
interface Progress {
  bytes: number;
  since: number;
}

/** Every connection of the front door: at most so many of one address, and none that is held without being used. */
export class ClientConnections {
  readonly #patience: Patience;
  readonly #known = new Map<Duplex, Known>();
  readonly #perAddress = new Map<string, number>();
  readonly #closeIdle: () => void;
  readonly #timer: NodeJS.Timeout;
  #crowdedAt = Number.NEGATIVE_INFINITY;

  /** `closeIdle`: gives up connections between two requests. */
  constructor(patience: Patience, closeIdle: () => void) {
    this.#patience = patience;
    this.#closeIdle = closeIdle;
    this.#timer = setInterval(() => this.#sweep(performance.now()), patience.sweepMs);
    this.#timer.unref();
  }

  /** `address`: whose connection counts; null: a proxy's of ours. */
  open(socket: Socket, address: string | null): void {
    const place = address === null ? "" : networkOf(address);
    if (place !== "" && !this.#take(place)) return void socket.destroy();
    const now = performance.now();
    this.#known.set(socket, { connection: new ClientConnection(socket), socket, address: place, body: { bytes: 0, since: now }, answer: { bytes: 0, since: now } });
    this.#makeRoom(now);
    socket.once("close", () => {
      this.#known.delete(socket);
      if (place !== "") this.#giveBack(place);
    });
  }

  of(socket: Duplex): ClientConnection {
    return this.#known.get(socket)?.connection ?? new ClientConnection(socket);
  }

  /** One call of an address that came through a proxy of ours; null: it has too many in flight. Returns what gives it back. */
  takeCall(address: string): (() => void) | null {
    const place = networkOf(address);
    return this.#take(place) ? () => this.#giveBack(place) : null;
  }

  /** Answers that have not begun say that their connection closes. */
  announceClose(): void {
    for (const { connection } of this.#known.values()) {
      const response = connection.active?.response;
      if (response && !response.headersSent) response.shouldKeepAlive = false;
    }
  }

  close(): void {
    clearInterval(this.#timer);
  }

  /** Whoever comes goes before whoever only stays. */
  #makeRoom(now: number): void {
    if (this.#known.size < this.#patience.connections * CROWDED || now - this.#crowdedAt < CROWDED_MS) return;
    this.#crowdedAt = now;
    this.#closeIdle();
  }

  #take(place: string): boolean {
    const count = this.#perAddress.get(place) ?? 0;
    if (count >= this.#patience.connectionsPerAddress) return false;
    this.#perAddress.set(place, count + 1);
    return true;
  }

  #giveBack(place: string): void {
    const left = (this.#perAddress.get(place) ?? 1) - 1;
    if (left > 0) this.#perAddress.set(place, left);
    else this.#perAddress.delete(place);
  }

  #sweep(now: number): void {
    for (const [socket, known] of this.#known) {
      const { active } = known.connection;
      if (!active) {
        known.body.since = known.answer.since = now;
        continue;
      }
      const { request, response } = active;
      // Not the request's own: it has none any more once its body was read by a proxy.
      const own = known.socket;
      // Bytes that wait here are ours to read: then the client is not the slow one.
      const isAwaited = !request.complete && !known.connection.isBodyHeld && request.readableLength === 0 && !own.isPaused();
      const isUnread = own.writableLength > 0 || response.writableLength > 0;
      const isSlow = lags(known.body, own.bytesRead, isAwaited, this.#patience.body, now) || lags(known.answer, own.bytesWritten - own.writableLength, isUnread, this.#patience.answer, now);
      if (isSlow) socket.destroy();
    }
  }
}

/** Whether less came than has to within the time. Starts again after each such time, and whenever nothing is awaited. */
function lags(progress: Progress, bytes: number, isAwaited: boolean, { bytes: wanted, ms }: { bytes: number; ms: number }, now: number): boolean {
  if (isAwaited && bytes - progress.bytes < wanted) return now - progress.since > ms;
  progress.bytes = bytes;
  progress.since = now;
  return false;
}
