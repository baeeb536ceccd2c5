import type { Duplex, Readable } from "node:stream";
import type { LimitState } from "#lib/rate-limit/limit-headers.ts";
import type { ApiRecord } from "#lib/db/gateway-db.ts";
import { continueTrace } from "#lib/http/trace-context.ts";
import { headerOf } from "#lib/http/raw-headers.ts";
import { requestIdFrom } from "#lib/id.ts";
import type { Clock } from "#lib/clock.ts";
import type { ChosenVersion } from "./chosen-version.ts";
import type { Allowance } from "./spend-allowance.ts";

/** A response being written: node's or a web Response's. Header lists are flat: name, value, name, value. */
export interface Reply {
  readonly isStarted: boolean;
  readonly isClosed: boolean;
  start(status: number, headers: string[], options: { isStream: boolean }): void;
  /** False: wait for `onDrain` before the next one. */
  write(chunk: Buffer): boolean;
  /** `last`: what is still to be sent of a sized answer. */
  end(last?: Buffer): void;
  /** Breaks the connection: what was sent so far must not look complete. */
  destroy(): void;
  onDrain(listener: () => void): void;
  /** Called once when the client is gone before the end. */
  onAbort(listener: () => void): void;
}

/** A call to an API as it came in. */
export interface IncomingCall {
  method: string;
  /** `api_…`, checked by form. */
  apiId: string;
  /** Of its address: `/{apiId}~4-…`. */
  version?: string | undefined;
  /** Path and query after `/{apiId}`, byte for byte. */
  target: string;
  rawHeaders: string[];
  address: string;
  body: Readable | null;
  /** Asks for a body that its client holds back until it is wanted (Expect: 100-continue). */
  askForBody?(): void;
  upgrade: { socket: Duplex; head: Buffer } | null;
  reply: Reply;
}

export type Principal =
  | { kind: "key"; keyId: string; workspaceId: string; credentialHeader: string; callsPerHour: number | null; /** It may make so many calls in all. */ allowance?: Allowance }
  | { kind: "anonymous"; address: string };

export type Target =
  | { kind: "runtime"; name: string; socketPath: string; versionId: string }
  | { kind: "document"; body: Buffer };

/** The one record that travels through the stages. */
export interface Exchange {
  readonly call: IncomingCall;
  readonly receivedAt: number;
  readonly startedAt: number;
  readonly requestId: string;
  readonly traceparent: string;
  principal: Principal | null;
  api: ApiRecord | null;
  limit: LimitState | null;
  /** What this call has taken from prepaid credit is held under this id, its usage row's; null: nothing. */
  prepaidId: string | null;
  target: Target | null;
  /** That the call named; null: the live one, whichever it is. */
  version: ChosenVersion | null;
  versionId: string | null;
  isCold: boolean;
  wakeMs: number;
  /** Zero until a status was decided. */
  status: number;
  errorCode: string | null;
  /** How long its body was waited for, ms: its client's time, not the API's. */
  bodyMs: number;
  requestBytes: number;
  responseBytes: number;
  /** Of the answer as it was sent: name, value, … */
  replyHeaders: readonly string[];
  /** An answer that came in one piece; null: none, or longer. */
  replyBody: Buffer | null;
  /** The API itself answered. */
  isForwarded: boolean;
  /** False: no usage row. */
  isMetered: boolean;
  /** Sends what was held back until the usage record was safe. */
  release: () => void;
}

export function openExchange(call: IncomingCall, deps: { clock: Clock }): Exchange {
  return {
    call,
    receivedAt: deps.clock.now(),
    startedAt: performance.now(),
    requestId: requestIdFrom(headerOf(call.rawHeaders, "x-request-id")),
    traceparent: continueTrace(headerOf(call.rawHeaders, "traceparent")),
    principal: null, api: null, limit: null, prepaidId: null, target: null, version: null, versionId: null,
    isCold: false, wakeMs: 0, status: 0, errorCode: null, bodyMs: 0, requestBytes: 0, responseBytes: 0, replyHeaders: [], replyBody: null,
    isForwarded: false, isMetered: true,
    release: () => {},
  };
}
