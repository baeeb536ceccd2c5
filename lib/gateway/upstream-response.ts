import type { Dispatcher } from "undici";
import { AppError } from "#lib/errors.ts";
import type { Clock } from "#lib/clock.ts";
import { headerOf } from "#lib/http/raw-headers.ts";
import { PLAN_LIMITS } from "#lib/rate-limit/plans.ts";
import { CLIENT_GONE } from "./client-gone.ts";
import type { Exchange } from "./exchange.ts";
import { headersOut, platformHeaders } from "./headers.ts";

/** The connection could not be made: nothing of the call was sent. */
export class NotSent extends Error {
  readonly socketPath: string;
  constructor(socketPath: string, cause: unknown) {
    super("the runtime does not listen", { cause });
    this.socketPath = socketPath;
  }
}

/** The connection broke after the call was sent: its runtime may have ended. The cause of a `bad_gateway`. */
export class ConnectionLost extends Error {
  readonly socketPath: string;
  constructor(socketPath: string, cause: unknown) {
    super("the runtime closed the connection", { cause });
    this.socketPath = socketPath;
  }
}

export interface UpstreamResponseOptions {
  clock: Clock;
  socketPath: string;
  wallMs: number;
  /** Without a byte taken by the client. The API's own silence ends the connection to it. */
  idleMs: number;
  /** From the call's first byte to the answer's last. */
  lifeMs: number;
  /** Calls `end` when the caller's key stops being allowed while the answer streams. Returns what lets go of it. */
  hold(end: () => void): () => void;
  resolve(): void;
  reject(error: unknown): void;
}

/** Streams an API's answer to the client with backpressure. The last chunk of a sized answer, or the end of any other, waits for `release`. */
export class UpstreamResponse implements Dispatcher.DispatchHandler {
  readonly #exchange: Exchange;
  readonly #options: UpstreamResponseOptions;
  /** What ends the call when nothing happens: before the answer, then at the end of its life if it does not come at once. */
  #timer: NodeJS.Timeout | null;
  #stalled: NodeJS.Timeout | undefined;
  readonly #maxBytes: number;
  #controller: Dispatcher.DispatchController | null = null;
  #reason: unknown = null;
  #expectedBytes: number | null = null;
  #last: Buffer | null = null;
  #isDone = false;
  #letGo: (() => void) | null = null;

  constructor(exchange: Exchange, options: UpstreamResponseOptions) {
    this.#exchange = exchange;
    this.#options = options;
    this.#maxBytes = PLAN_LIMITS[exchange.api?.plan ?? "free"].responseBodyBytes;
    const leftMs = Math.max(1, options.wallMs - (performance.now() - exchange.startedAt - exchange.bodyMs));
    this.#timer = setTimeout(() => this.#abort(new AppError("deadline", `The API did not answer within ${options.wallMs / 1000} s.`)), leftMs);
    exchange.call.reply.onAbort(() => this.#abort(new Error("the client is gone")));
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#isDone) controller.abort(new Error("the call is over"));
  }

  onResponseStart(controller: Dispatcher.DispatchController, status: number): void {
    if (status < 200 || this.#isDone) return;
    this.#stopTimer();
    const raw = (controller.rawHeaders as (Buffer | string)[]).map((part) => (typeof part === "string" ? part : part.toString("latin1")));
    const length = headerOf(raw, "content-length");
    const hasBody = this.#exchange.call.method !== "HEAD" && status !== 204 && status !== 304;
    this.#expectedBytes = hasBody && length !== undefined ? Number(length) : null;
    if ((this.#expectedBytes ?? 0) > this.#maxBytes) return this.#abort(this.#tooLarge());
    this.#exchange.status = status;
    this.#exchange.isForwarded = true;
    const isStream = hasBody && length === undefined;
    if (isStream) this.#letGo = this.#options.hold(() => this.#abort(new AppError("unauthenticated", "The key of this call was revoked.")));
    this.#exchange.replyHeaders = [...headersOut(raw), ...platformHeaders(this.#exchange, this.#options.clock)];
    this.#exchange.call.reply.start(status, [...this.#exchange.replyHeaders], { isStream });
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#isDone) return;
    const exchange = this.#exchange;
    exchange.responseBytes += chunk.length;
    exchange.replyBody = exchange.responseBytes === chunk.length ? chunk : null;
    if (exchange.responseBytes > this.#maxBytes) return this.#abort(this.#tooLarge());
    if (exchange.responseBytes === this.#expectedBytes) {
      this.#last = chunk;
      return;
    }
    this.#timer ??= setTimeout(() => this.#abort(new AppError("deadline", "The answer took too long.")), this.#options.lifeMs);
    if (exchange.call.reply.write(chunk)) return;
    controller.pause();
    this.#stalled = setTimeout(() => this.#abort(new AppError("deadline", "The client does not read the answer.")), this.#options.idleMs);
    exchange.call.reply.onDrain(() => {
      clearTimeout(this.#stalled);
      controller.resume();
    });
  }

  onResponseEnd(): void {
    if (!this.#finish()) return;
    const { reply } = this.#exchange.call;
    this.#exchange.release = () => reply.end(this.#last ?? undefined);
    this.#options.resolve();
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    if (this.#finish()) this.#fail(this.#reason ?? error);
  }

  /** Ends the call now, whatever the connection does later. */
  #abort(reason: unknown): void {
    if (this.#isDone) return;
    this.#reason = reason;
    if (this.#controller) this.#controller.abort(reason instanceof Error ? reason : new Error("aborted"));
    if (this.#finish()) this.#fail(reason);
  }

  #finish(): boolean {
    if (this.#isDone) return false;
    this.#isDone = true;
    this.#letGo?.();
    this.#stopTimer();
    if (this.#stalled) clearTimeout(this.#stalled);
    return true;
  }

  #stopTimer(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #fail(error: unknown): void {
    const { reply } = this.#exchange.call;
    const problem = this.#toProblem(error);
    if (reply.isClosed && !reply.isStarted) this.#exchange.status = CLIENT_GONE;
    if (!reply.isStarted && !reply.isClosed) return this.#options.reject(problem);
    this.#exchange.errorCode = reply.isClosed ? "client_gone" : problem instanceof AppError ? problem.code : "bad_gateway";
    this.#exchange.release = () => reply.destroy();
    this.#options.resolve();
  }

  #toProblem(error: unknown): unknown {
    if (error instanceof AppError) return error;
    if (!this.#controller) return new NotSent(this.#options.socketPath, error);
    return new AppError("bad_gateway", "The API closed the connection before it had answered: it crashed, was stopped, or answered with something unreadable.", { cause: new ConnectionLost(this.#options.socketPath, error) });
  }

  #tooLarge(): AppError {
    return new AppError("bad_gateway", `The API's answer is larger than ${this.#maxBytes} bytes, the limit of this plan.`, { extensions: { limit: "response body bytes", cap: this.#maxBytes } });
  }
}
