import type { IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { headerBytes } from "#lib/http/raw-headers.ts";
import { answerUnreadable } from "./answer-unreadable.ts";

interface Turn {
  request: IncomingMessage;
  response: ServerResponse;
  serve: () => void;
}

const MAX_WAITING = 100;
/** Of the headers of those that wait. */
const MAX_WAITING_BYTES = 128 * 1024;

/** The requests of one connection: served one after the other (RFC 9112 §9.3.2), and what can't be read is answered when it is its turn. */
export class ClientConnection {
  readonly #socket: Duplex;
  #active: Turn | null = null;
  #waiting: Turn[] = [];
  #waitingBytes = 0;
  #unreadable: NodeJS.ErrnoException | null = null;
  /** The client waits to be told that its body is wanted. */
  isBodyHeld = false;

  constructor(socket: Duplex) {
    this.#socket = socket;
  }

  /** What is served now. */
  get active(): { request: IncomingMessage; response: ServerResponse } | null {
    return this.#active;
  }

  take(request: IncomingMessage, response: ServerResponse, serve: () => void): void {
    const turn = { request, response, serve };
    if (!this.#active) return this.#begin(turn);
    // Nobody sends so many without reading an answer but to fill our memory.
    this.#waitingBytes += headerBytes(request.rawHeaders) + (request.url ?? "").length;
    if (this.#waiting.length >= MAX_WAITING || this.#waitingBytes > MAX_WAITING_BYTES) this.#socket.destroy();
    else this.#waiting.push(turn);
  }

  /** The parser gave up. Answers that are under way are finished first; a call whose body it was is refused. */
  giveUp(error: NodeJS.ErrnoException): void {
    // Bytes behind a message that was the last one of its connection.
    if (error.code === "HPE_CLOSED_CONNECTION" && this.#active) return;
    if (error.code === "ECONNRESET" || !this.#socket.writable) return void this.#socket.destroy();
    if (!this.#active) return answerUnreadable(error, this.#socket);
    this.#unreadable = error;
    this.#waiting = this.#waiting.filter(({ request }) => request.complete);
    if (this.#active.request.complete) return;
    if (this.#active.response.headersSent) return void this.#socket.destroy();
    const { response } = this.#active;
    // Its own answer must not come after ours.
    if (response.socket) response.detachSocket(response.socket);
    response.destroy();
    response.emit("close");
  }

  #begin(turn: Turn): void {
    // Closing, or closed: what was sent behind the last request is not served.
    if (!this.#socket.writable) return;
    this.#active = turn;
    turn.response.once("close", () => this.#next());
    turn.serve();
  }

  #next(): void {
    this.#active = null;
    this.isBodyHeld = false;
    const turn = this.#waiting.shift();
    if (this.#waiting.length === 0) this.#waitingBytes = 0;
    if (turn) this.#begin(turn);
    else if (this.#unreadable) answerUnreadable(this.#unreadable, this.#socket);
  }
}
