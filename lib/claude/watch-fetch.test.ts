import assert from "node:assert/strict";
import { test } from "node:test";
import { NetworkFailure } from "./network-failure.ts";
import { watchFetch } from "./watch-fetch.ts";

const failing = (cause: unknown): typeof fetch => () => Promise.reject(new TypeError("fetch failed", { cause }));
const coded = (code: string): Error => Object.assign(new Error(code), { code });
const signalOf = async (inner: typeof fetch): Promise<string> =>
  watchFetch(5_000, inner)("http://x").then(() => "none", (error: unknown) => (error instanceof NetworkFailure ? error.signal : String(error)));

for (const [code, signal] of [
  ["ECONNREFUSED", "unreachable"], ["ENOTFOUND", "unreachable"], ["EAI_AGAIN", "unreachable"], ["EHOSTUNREACH", "unreachable"],
  ["UND_ERR_CONNECT_TIMEOUT", "connect_slow"], ["ETIMEDOUT", "connect_slow"], ["UND_ERR_HEADERS_TIMEOUT", "stalled"], ["ECONNRESET", "reset"], ["UND_ERR_SOCKET", "reset"], ["CERT_HAS_EXPIRED", "unreachable"],
] as const) {
  test(`${code} is ${signal}, also when it is one of several addresses`, async () => {
    assert.equal(await signalOf(failing(coded(code))), signal);
    assert.equal(await signalOf(failing(new AggregateError([coded(code), coded(code)]))), signal);
  });
}

test("an answer passes unchanged", async () => {
  const inner = async () => new Response(new Blob(["a", "b"]).stream(), { status: 201, headers: { "x-kept": "1" } });
  const response = await watchFetch(5_000, inner)("http://x");
  assert.deepEqual([response.status, response.headers.get("x-kept"), await response.text()], [201, "1", "ab"]);
});

test("silence within an answer is stalled, and what it came from is cancelled", async () => {
  const cancelled = Promise.withResolvers<void>();
  const inner = async () => new Response(new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode("a")), cancel: () => cancelled.resolve() }));
  const response = await watchFetch(20, inner)("http://x");
  await assert.rejects(response.text(), (error) => error instanceof NetworkFailure && error.signal === "stalled");
  await cancelled.promise;
});

test("whoever cancels gets their own reason, not a failure of the network", async () => {
  const controller = new AbortController();
  const inner: typeof fetch = (_url, init) => new Promise((_resolve, reject) => init?.signal?.addEventListener("abort", () => reject(init.signal?.reason)));
  const call = watchFetch(5_000, inner)("http://x", { signal: controller.signal });
  controller.abort(new Error("mine"));
  await assert.rejects(call, /mine/);
});
