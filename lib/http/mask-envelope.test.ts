import assert from "node:assert/strict";
import { test } from "node:test";
import { maskEnvelope } from "./mask-envelope.ts";

const CANARY = "canary4f1c9e7b2a";

test("a replay leaves masked and with its true length; sessions, logs, attachments and what is compressed stay in the browser", () => {
  const recording = `{"segment_id":0}\n${JSON.stringify([{ type: 2, data: { node: { type: 3, textContent: CANARY } } }])}`;
  const replay: unknown[] = [{ event_id: "1" }, [[{ type: "replay_event" }, { urls: [`https://api.example/join/${CANARY}`], request: { headers: { Referer: CANARY } }, tags: { name: CANARY }, replay_id: "1" }], [{ type: "replay_recording", length: recording.length }, recording]]];
  assert.equal(maskEnvelope(replay), true);
  assert.equal(JSON.stringify(replay).includes(CANARY), false);
  const [, [, [about, picture]]] = replay as [object, [unknown, [{ length: number }, string]]];
  assert.equal(about.length, new TextEncoder().encode(picture).length);
  for (const item of [[{ type: "session" }, { did: CANARY }], [{ type: "log" }, { items: [CANARY] }], [{ type: "attachment" }, CANARY], [{ type: "replay_recording" }, new Uint8Array(3)], ["event", CANARY], null]) {
    const envelope: unknown[] = [{}, [item]];
    assert.equal(maskEnvelope(envelope), false, JSON.stringify(item));
    assert.deepEqual(envelope, [{}, []]);
  }
  assert.equal(maskEnvelope([{}]), false);
});

test("crashes and times go on as they are: they were masked before", () => {
  const envelope: unknown[] = [{}, [[{ type: "event" }, { event_id: "1" }], [{ type: "transaction" }, { event_id: "2" }]]];
  assert.equal(maskEnvelope(envelope), true);
  assert.deepEqual(envelope, [{}, [[{ type: "event" }, { event_id: "1" }], [{ type: "transaction" }, { event_id: "2" }]]]);
});
