// `fetch` of the generated API. Every call leaves over `globalOutbound`, which is the host's socket: the host decides and answers. The
// runtime follows redirects, so that each of them comes to the host as a call of its own.
import { waitUntil } from "cloudflare:workers";
import { currentScope, type ConsoleScope } from "./console.ts";

const REFUSAL_HEADER = "x-platform-refusal";
/** As the host has it. Here it keeps the process alive: each is a connection, and about a thousand crash it. */
const AT_ONCE = 30;
const AT_ONCE_PER_CALL = 6;
/** The host refuses the 51st and records it; so many aren't even sent, for each keeps its call alive. */
const PER_CALL = 100;
const MAX_WAITING = 1000;
const WAIT_MS = 30_000;

interface Call {
  sent: number;
  running: number;
}
interface Waiter {
  call: Call;
  enter(): void;
}

const send = globalThis.fetch;
/** Of this runtime, in the placeholders of its secrets: who sends the API a text can't write one. Made in the first call, as random values are not to be had before. */
let mark = "";
let running = 0;
/** In order. */
const waiting = new Set<Waiter>();
const calls = new WeakMap<ConsoleScope, Call>();

globalThis.fetch = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
  const request = new Request(input, init);
  const { protocol } = new URL(request.url);
  if (protocol !== "http:" && protocol !== "https:") throw new TypeError(`fetch takes http and https addresses, not ${protocol}`);
  const scope = currentScope();
  // Notes for the host, which sends them to nobody.
  request.headers.set("x-platform-request", scope?.requestId ?? "unknown");
  if (mark) request.headers.set("x-platform-mark", mark);
  const sent = sendInTurn(callOf(scope), request);
  // Of a call that ended before it nothing would go on, also not what gives its place back.
  waitUntil(sent.catch(() => {}));
  const response = await sent;
  if (response.headers.has(REFUSAL_HEADER)) throw new Error(await response.text());
  return response;
};

globalThis.WebSocket = refused(globalThis.WebSocket, "An API can't open WebSocket connections to other services: use fetch.");
// Past the queue: it sends with the runtime's own `fetch`.
globalThis.EventSource = refused(globalThis.EventSource, "An API can't open an EventSource: read the stream with fetch.");

/** `c.env.SECRETS`: what the host replaces on the way out. */
export function placeholders(names: readonly string[]): Readonly<Record<string, string>> {
  mark ||= crypto.randomUUID().replaceAll("-", "");
  return Object.freeze(Object.fromEntries(names.map((name) => [name, `{{secret:${name}:${mark}}}`])));
}

function refused<Kind extends object>(kind: Kind, words: string): Kind {
  return new Proxy(kind, {
    construct() {
      throw new TypeError(words);
    },
  });
}

function callOf(scope: ConsoleScope | undefined): Call {
  const call = (scope && calls.get(scope)) ?? { sent: 0, running: 0 };
  if (scope) calls.set(scope, call);
  return call;
}

async function sendInTurn(call: Call, request: Request): Promise<Response> {
  call.sent += 1;
  if (call.sent > PER_CALL) throw new Error("One call of this API makes at most 50 requests to other services.");
  if (hasPlace(call)) take(call);
  else await turn(call, request.signal);
  try {
    return await send(request);
  } finally {
    giveBack(call);
  }
}

const hasPlace = (call: Call): boolean => running < AT_ONCE && call.running < AT_ONCE_PER_CALL;

function take(call: Call): void {
  running += 1;
  call.running += 1;
}

function giveBack(call: Call): void {
  running -= 1;
  call.running -= 1;
  for (const waiter of waiting) {
    if (!hasPlace(waiter.call)) continue;
    waiting.delete(waiter);
    take(waiter.call);
    return waiter.enter();
  }
}

/** The timer also tells workerd that the call hasn't hung; it and the signal belong to the call that waits, which alone may touch them. */
async function turn(call: Call, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const most = `this API has ${AT_ONCE} requests to other services under way, or ${AT_ONCE_PER_CALL} for this call, the most that it may have at once`;
  if (waiting.size >= MAX_WAITING) throw new Error(`${MAX_WAITING} requests wait for their turn already: ${most}. Await them before starting more.`);
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const waiter: Waiter = { call, enter: resolve };
  const leave = (reason: unknown) => waiting.delete(waiter) && reject(reason);
  const onAbort = () => leave(signal.reason);
  const timer = setTimeout(() => leave(new Error(`This request waited ${WAIT_MS / 1000} s for its turn: ${most}.`)), WAIT_MS);
  signal.addEventListener("abort", onAbort);
  waiting.add(waiter);
  try {
    await promise;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", onAbort);
  }
}
