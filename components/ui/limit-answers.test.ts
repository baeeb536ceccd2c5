import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { limitAnswers } from "./limit-answers.ts";
import { whyUnanswered } from "./why-unanswered.ts";

const [fetchOfNode, timeoutOfNode] = [globalThis.fetch, AbortSignal.timeout];
afterEach(() => {
  globalThis.fetch = fetchOfNode;
  AbortSignal.timeout = timeoutOfNode;
});
/** A server that gives this answer, or never any. */
function answering(response: Response | null): { signals: (AbortSignal | null | undefined)[] } {
  const signals: (AbortSignal | null | undefined)[] = [];
  globalThis.fetch = (_input, init) => {
    signals.push(init?.signal);
    if (response) return Promise.resolve(response);
    return init?.signal?.aborted ? Promise.reject(init.signal.reason) : new Promise(() => {});
  };
  limitAnswers();
  return { signals };
}
const asked = (header: string): Promise<string> => fetch("/feedback", { method: "POST", headers: { [header]: "a1" } }).then(() => "answered", whyUnanswered);

test("an action that a gateway refuses says what the gateway said, and the request's id", async () => {
  answering(Response.json({ message: "This address has used 100 of 100 requests a minute.", request_id: "req-1" }, { status: 429 }));
  assert.equal(await asked("next-action"), "This address has used 100 of 100 requests a minute. Request req-1");
  answering(new Response("Bad gateway", { status: 502, headers: { "x-request-id": "req-2" } }));
  assert.match(await asked("next-action"), /^The server answered 502\. .*try again\. Request req-2$/);
});

test("pages and actions that never come are given up, and other requests are left alone", async () => {
  AbortSignal.timeout = () => AbortSignal.abort(new DOMException("late", "TimeoutError"));
  const { signals } = answering(null);
  for (const header of ["next-action", "rsc"]) assert.match(await asked(header), /^No answer came/);
  void fetch("/api/v1/events", { headers: { accept: "text/event-stream" } });
  assert.deepEqual(signals.map((signal) => signal?.aborted), [true, true, undefined]);
});

test("what Next throws for itself goes on its way, and a failed action says the id by which its log is found", () => {
  const redirect = Object.assign(new Error("NEXT_REDIRECT"), { digest: "NEXT_REDIRECT;push;/dashboard;307;" });
  assert.throws(() => whyUnanswered(redirect), redirect);
  assert.match(whyUnanswered(Object.assign(new Error("x"), { digest: "1234567" })), /try again.*1234567/);
  assert.match(whyUnanswered(new TypeError("Failed to fetch")), /try again/);
  assert.match(whyUnanswered(new DOMException("late", "TimeoutError")), /30 s.*reload/);
  assert.match(whyUnanswered(new DOMException("late", "TimeoutError"), 600_000), /600 s.*reload/);
});
