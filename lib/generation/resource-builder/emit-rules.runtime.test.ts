import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { z } from "zod";
import type { Scratch } from "#lib/runtime/runtime.ts";
import { startTestSandbox, type TestSandbox } from "../../../supabase/tests/test-sandbox.ts";
import { withScratch } from "../../../supabase/tests/with-scratch.ts";
import type { Json } from "#lib/versions/schema.ts";
import { buildBundle } from "../build.ts";
import { emitSource } from "./emit-source.ts";
import { samplePlans } from "./sample-plans.ts";

let sandbox: TestSandbox;
before(async () => {
  sandbox = await startTestSandbox();
});
after(() => sandbox.close());

async function bundleOf(name: string): Promise<string> {
  const { bundle } = await buildBundle({ "main.ts": emitSource({ name, description: name, resources: samplePlans[name] ?? [] }) }, sandbox.backend);
  return bundle;
}

const shown = z.object({ id: z.string().optional(), error: z.object({ code: z.string() }).optional(), total: z.number().optional() });
const sender = (scratch: Scratch) => async (method: string, at: string, body?: { [name: string]: Json }) => {
  const reply = await scratch.fetch({ method, path: at, ...(body === undefined ? {} : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }) });
  return { status: reply.status, ...shown.parse(JSON.parse(reply.body)) };
};

test("of ten loans at once of one member three are made, and of ten sign-ups for a class of four four are made and none twice", async () => {
  await withScratch(await bundleOf("once and at most"), sandbox.backend, async (scratch) => {
    const send = sender(scratch);
    const member = String((await send("POST", "/members", { name: "Ada" })).id);
    const loans = await Promise.all(Array.from({ length: 10 }, (_none, index) => send("POST", "/loans", { title: `Book ${index}`, memberId: member })));
    assert.deepEqual(loans.map(({ status }) => status).toSorted(), [201, 201, 201, 409, 409, 409, 409, 409, 409, 409]);
    assert.deepEqual([...new Set(loans.flatMap(({ error }) => (error ? [error.code] : [])))], ["limit"]);
    assert.equal((await send("GET", "/loans")).total, 3);

    const members = await Promise.all(Array.from({ length: 5 }, (_none, index) => send("POST", "/members", { name: `Member ${index}` })));
    const place = String((await send("POST", "/classes", { title: "Yoga", capacity: 4 })).id);
    const signUps = await Promise.all([...members, ...members].map(({ id }) => send("POST", "/sign-ups", { memberId: id ?? "", classId: place })));
    assert.equal(signUps.filter(({ status }) => status === 201).length, 4);
    assert.equal((await send("GET", "/sign-ups")).total, 4);
  });
});

test("of eight bookings of one room at once that overlap one is made; moved or deleted, its time is free", async () => {
  await withScratch(await bundleOf("times that don't overlap"), sandbox.backend, async (scratch) => {
    const send = sender(scratch);
    const [room, other] = await Promise.all(["Blue", "Green"].map((name) => send("POST", "/rooms", { name })));
    const at = (hour: number, roomId = room?.id ?? "") => ({ roomId, title: "Meeting", startTime: `2031-05-01T${String(hour).padStart(2, "0")}:00:00Z`, endTime: `2031-05-01T${String(hour + 2).padStart(2, "0")}:00:00Z` });
    const made = await Promise.all([8, 9, 8, 9, 8, 9, 8, 9].map((hour) => send("POST", "/bookings", at(hour))));
    assert.equal(made.filter(({ status }) => status === 201).length, 1);
    assert.equal((await send("GET", "/bookings")).total, 1);
    const booking = `/bookings/${made.find(({ status }) => status === 201)?.id ?? ""}`;
    assert.equal((await send("PATCH", booking, { roomId: other?.id ?? "" })).status, 200);
    assert.equal((await send("POST", "/bookings", at(8))).status, 201);
    assert.equal((await send("POST", "/bookings", at(8, other?.id))).error?.code, "overlap");
  });
});
