import assert from "node:assert/strict";
import { test } from "node:test";
import { closeFrame, FrameReader } from "./frame-reader.ts";

/** A frame as a client sends it, or a server. */
function frame(opcode: number, payload: Buffer, { isLast = true, isMasked = false } = {}): Buffer {
  const head = [(isLast ? 0x80 : 0) | opcode];
  const mask = isMasked ? 0x80 : 0;
  const length = payload.length;
  const size = length < 126 ? Buffer.from([mask | length]) : length < 65_536 ? Buffer.from([mask | 126, length >> 8, length & 0xff]) : Buffer.concat([Buffer.from([mask | 127]), bigLength(length)]);
  return Buffer.concat([Buffer.from(head), size, isMasked ? Buffer.from([1, 2, 3, 4]) : Buffer.alloc(0), payload]);
}
const bigLength = (length: number): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(length));
  return bytes;
};
const pieces = (bytes: Buffer, size: number): Buffer[] => Array.from({ length: Math.ceil(bytes.length / size) }, (_, n) => bytes.subarray(n * size, (n + 1) * size));

test("frames of every length pass unchanged however they are cut", () => {
  const all = Buffer.concat([0, 1, 125, 126, 127, 65_535, 65_536].flatMap((length) => [false, true].map((isMasked) => frame(2, Buffer.alloc(length, 7), { isMasked }))));
  for (const size of [1, 2, 3, 7, 1_000, all.length]) {
    const reader = new FrameReader(70_000);
    const passed = pieces(all, size).map((piece) => {
      const { pass, problem } = reader.read(piece);
      assert.equal(problem, null);
      return pass;
    });
    assert.ok(Buffer.concat(passed).equals(all), `cut into ${size}`);
    assert.deepEqual([reader.messages, reader.bytes, reader.isBetweenFrames], [14, all.length, true]);
  }
});

test("a message that is too large is stopped before its first byte over, in one frame or in many, cut anywhere", () => {
  const before = frame(1, Buffer.from("fine"));
  const parts = Buffer.concat([frame(2, Buffer.alloc(60), { isLast: false }), frame(9, Buffer.from("ping")), frame(0, Buffer.alloc(40), { isLast: false }), frame(0, Buffer.alloc(1))]);
  for (const size of [1, 5, 1_000]) {
    for (const [large, passes] of [[frame(2, Buffer.alloc(101)), 0], [parts, parts.length - 3]] as const) {
      const reader = new FrameReader(100);
      const read = pieces(Buffer.concat([before, large, before]), size).map((piece) => reader.read(piece));
      assert.equal(Buffer.concat(read.map(({ pass }) => pass)).length, before.length + passes);
      assert.equal(read.at(-1)?.problem, "too_large");
      assert.equal(reader.isBetweenFrames, true);
    }
  }
});

test("a control frame over 125 bytes, and anything after a close frame, is malformed", () => {
  assert.equal(new FrameReader(1_000).read(frame(9, Buffer.alloc(126))).problem, "malformed");
  const reader = new FrameReader(1_000);
  assert.equal(reader.read(closeFrame(1000, "", false)).problem, null);
  assert.equal(reader.hasClosed, true);
  assert.equal(reader.read(frame(1, Buffer.from("late"))).problem, "malformed");
});

test("a pong is no activity", () => {
  const reader = new FrameReader(1_000);
  reader.read(frame(0xa, Buffer.alloc(0)));
  assert.equal(reader.activity, 0);
  reader.read(frame(9, Buffer.alloc(0)));
  assert.equal(reader.activity, 1);
});

test("a close frame holds its code and at most 123 bytes of words, masked or not", () => {
  assert.deepEqual([...closeFrame(1009, "no", false)], [0x88, 4, 0x03, 0xf1, 110, 111]);
  assert.deepEqual([...closeFrame(1009, "no", true)], [0x88, 0x84, 0, 0, 0, 0, 0x03, 0xf1, 110, 111]);
  assert.equal(closeFrame(1011, "x".repeat(500), false).length, 127);
});
