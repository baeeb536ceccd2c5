// `fetch` of the generated API. Every call leaves over `globalOutbound`, which is the host's socket: the host decides and answers. The
// runtime follows redirects, so that each of them comes to the host as a call of its own.
import { currentScope } from "./console.ts";

const REFUSAL_HEADER = "x-platform-refusal";
const send = globalThis.fetch;
/** Of this runtime, in the placeholders of its secrets: who sends the API a text can't write one. Made in the first call, as random values are not to be had before. */
let mark = "";

globalThis.fetch = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
  const request = new Request(input, init);
  const { protocol } = new URL(request.url);
  if (protocol !== "http:" && protocol !== "https:") throw new TypeError(`fetch takes http and https addresses, not ${protocol}`);
  // Notes for the host, which sends them to nobody.
  request.headers.set("x-platform-request", currentScope()?.requestId ?? "unknown");
  if (mark) request.headers.set("x-platform-mark", mark);
  const response = await send(request);
  if (response.headers.has(REFUSAL_HEADER)) throw new Error(await response.text());
  return response;
};

globalThis.WebSocket = new Proxy(globalThis.WebSocket, {
  construct() {
    throw new TypeError("An API can't open WebSocket connections to other services: use fetch.");
  },
});

/** `c.env.SECRETS`: what the host replaces on the way out. */
export function placeholders(names: readonly string[]): Readonly<Record<string, string>> {
  mark ||= crypto.randomUUID().replaceAll("-", "");
  return Object.freeze(Object.fromEntries(names.map((name) => [name, `{{secret:${name}:${mark}}}`])));
}
