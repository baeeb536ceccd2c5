import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { z } from "zod";
import type { ParameterValues } from "#lib/blueprints/blueprint.ts";
import { catalogue } from "#lib/blueprints/catalogue.ts";
import type { ScratchReply } from "#lib/runtime/runtime.ts";
import type { Json } from "#lib/versions/schema.ts";
import { startTestSandbox, type TestSandbox } from "../../supabase/tests/test-sandbox.ts";
import { withScratch } from "../../supabase/tests/with-scratch.ts";
import { apiOfBlueprint } from "./api-of-blueprint.ts";
import { buildBundle } from "./build.ts";

let sandbox: TestSandbox;
before(async () => {
  sandbox = await startTestSandbox();
});
after(() => sandbox.close());

type Send = (method: string, path: string, body?: Json, consumer?: string) => Promise<ScratchReply>;

async function withBlueprint(id: string, use: (send: Send) => Promise<void>, parameters: ParameterValues = {}): Promise<void> {
  const blueprint = catalogue.find((one) => one.id === id);
  assert.ok(blueprint);
  const { bundle } = await buildBundle(apiOfBlueprint(blueprint, parameters).files, sandbox.backend);
  await withScratch(bundle, sandbox.backend, (scratch) => use((method, address, body, consumer = "tester") => scratch.fetch({
    method, path: address, consumer, ...(body === undefined ? {} : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
  })));
}

const idOf = (reply: ScratchReply): string => z.object({ id: z.string() }).parse(JSON.parse(reply.body)).id;
const times = <Result>(count: number, one: (index: number) => Promise<Result>): Promise<Result[]> => Promise.all(Array.from({ length: count }, (_item, index) => one(index)));
/** How many replies had each status. */
function tally(replies: ScratchReply[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { status } of replies) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

test("of 40 overlapping bookings at the same moment one is made, and only its time is taken", () =>
  withBlueprint("bookings", async (send) => {
    const resourceId = idOf(await send("POST", "/resources", { name: "Room" }));
    const replies = await times(40, (index) => send("POST", "/bookings", { resourceId, date: "2999-06-03", start: index % 2 === 0 ? "10:00" : "11:00", end: index % 2 === 0 ? "12:00" : "13:00" }, `caller-${index}`));
    assert.deepEqual(tally(replies), { 201: 1, 409: 39 });
    const { freeSlots } = z.object({ freeSlots: z.number() }).parse(JSON.parse((await send("GET", `/resources/${resourceId}/availability?date=2999-06-03`)).body));
    assert.equal(freeSlots, 20 - 4);
  }));

test("of 45 units taken at the same moment out of 10, exactly 10 are given, while the minimum changes", () =>
  withBlueprint("inventory", async (send) => {
    const id = idOf(await send("POST", "/products", { sku: "A", name: "Thing", stock: 10 }));
    const replies = await times(50, (index) => (index % 10 === 9 ? send("PATCH", `/products/${id}`, { minimum: index }) : send("POST", `/products/${id}/stock-out`, { quantity: 1 })));
    assert.deepEqual(Object.keys(tally(replies)).filter((status) => !["200", "409"].includes(status)), []);
    const { stock } = z.object({ stock: z.number() }).parse(JSON.parse((await send("GET", `/products/${id}`)).body));
    const { total } = z.object({ total: z.number() }).parse(JSON.parse((await send("GET", `/products/${id}/movements?kind=out`)).body));
    assert.equal(stock + total, 10);
    assert.ok(stock >= 0 && total <= 10);
  }));

test("of 30 scores of one player at the same moment the best stays, and each counts as a try", () =>
  withBlueprint("leaderboard", async (send) => {
    const replies = await times(30, (index) => send("POST", "/boards/game/scores", { player: "Ada", score: (index * 7) % 30 }));
    const { score, tries } = z.object({ score: z.number(), tries: z.number() }).parse(JSON.parse((await send("GET", "/boards/game/players/Ada")).body));
    assert.deepEqual(Object.keys(tally(replies)).filter((status) => !["200", "201", "409"].includes(status)), []);
    // One that comes between too many others may be refused with 409: it then counts for nothing.
    const taken = replies.filter(({ status }) => status < 300).map(({ body }) => z.object({ submitted: z.number() }).parse(JSON.parse(body)).submitted);
    assert.deepEqual({ score, tries }, { score: Math.max(...taken), tries: taken.length });
  }));

test("30 votes of one caller at the same moment are one vote", () =>
  withBlueprint("polls", async (send) => {
    const id = idOf(await send("POST", "/polls", { question: "Lunch?", options: ["Pizza", "Noodles"] }));
    const replies = await times(30, (index) => send("PUT", `/polls/${id}/vote`, { option: 1 + (index % 2) }, "one"));
    assert.deepEqual(tally(replies), { 200: 29, 201: 1 });
    assert.equal(z.object({ votes: z.number() }).parse(JSON.parse((await send("GET", `/polls/${id}/results`)).body)).votes, 1);
  }));

test("20 invoices that are each sent twice at the same moment get 20 different numbers", () =>
  withBlueprint("invoices", async (send) => {
    const customerId = idOf(await send("POST", "/customers", { name: "Acme" }));
    const ids = (await times(20, () => send("POST", "/invoices", { customerId, lines: [{ description: "Work", quantity: 1, unitPrice: 1 }] }))).map(idOf);
    const replies = await times(40, (index) => send("POST", `/invoices/${ids[index % 20] ?? ""}/send`));
    assert.deepEqual(tally(replies), { 200: 20, 409: 20 });
    const numbers = replies.filter(({ status }) => status === 200).map(({ body }) => z.object({ number: z.string() }).parse(JSON.parse(body)).number);
    assert.equal(new Set(numbers).size, 20);
  }));

test("of 20 contacts with one email at the same moment one is added, and its group counts one", () =>
  withBlueprint("contacts", async (send) => {
    const replies = await times(20, (index) => send("POST", "/contacts", { name: `Ada ${index}`, email: "ada@example.com", groups: ["family"] }));
    assert.deepEqual(tally(replies), { 201: 1, 409: 19 });
    assert.deepEqual(JSON.parse((await send("GET", "/groups")).body), { items: [{ group: "family", contacts: 1 }] });
  }));

const totalOf = async (send: Send, address: string): Promise<number> => z.object({ total: z.number() }).parse(JSON.parse((await send("GET", address)).body)).total;

test("of 25 flags made at the same moment where 10 may be, exactly 10 are kept, and a deleted one makes room for one", () =>
  withBlueprint("feature-flags", async (send) => {
    const replies = await times(25, (index) => send("POST", "/flags", { key: `flag-${index}` }));
    assert.deepEqual([tally(replies), await totalOf(send, "/flags")], [{ 201: 10, 409: 15 }, 10]);
    const { key } = z.object({ key: z.string() }).parse(JSON.parse(replies.find(({ status }) => status === 201)?.body ?? ""));
    await send("DELETE", `/flags/${key}`);
    assert.deepEqual(tally(await times(5, (index) => send("POST", "/flags", { key: `more-${index}` }))), { 201: 1, 409: 4 });
  }, { maximumFlags: 10 }));

test("20 flags with one key at the same moment are one flag", () =>
  withBlueprint("feature-flags", async (send) => {
    const replies = await times(20, () => send("POST", "/flags", { key: "same" }));
    const codes = new Set(replies.filter(({ status }) => status === 409).map(({ body }) => z.object({ error: z.object({ code: z.string() }) }).parse(JSON.parse(body)).error.code));
    assert.deepEqual([tally(replies), codes], [{ 201: 1, 409: 19 }, new Set(["key_taken"])]);
  }));

test("of 20 habits taken up at the same moment where 5 may be, exactly 5 are kept, and archived ones come back only where there is room", () =>
  withBlueprint("habit-tracker", async (send) => {
    const make = (count: number): Promise<ScratchReply[]> => times(count, (index) => send("POST", "/habits", { name: `Habit ${index}` }));
    const first = await make(20);
    assert.deepEqual([tally(first), await totalOf(send, "/habits")], [{ 201: 5, 409: 15 }, 5]);
    const ids = first.filter(({ status }) => status === 201).map(idOf);
    const archive = (isArchived: boolean): Promise<ScratchReply[]> => Promise.all(ids.map((id) => send("PATCH", `/habits/${id}`, { isArchived })));
    await archive(true);
    assert.deepEqual(tally(await make(3)), { 201: 3 });
    assert.deepEqual([tally(await archive(false)), await totalOf(send, "/habits")], [{ 200: 2, 409: 3 }, 5]);
  }, { maximumHabits: 5 }));

test("a task that is moved 20 times at the same moment takes one place, and one that can't be stored takes none", () =>
  withBlueprint("to-do-lists", async (send) => {
    const [from, to] = [idOf(await send("POST", "/lists", { name: "From" })), idOf(await send("POST", "/lists", { name: "To" }))];
    const add = (list: string, title = "Task"): Promise<ScratchReply> => send("POST", `/lists/${list}/tasks`, { title });
    const id = idOf(await add(from));
    const moves = await times(20, () => send("PATCH", `/tasks/${id}`, { listId: to }));
    assert.deepEqual(Object.keys(tally(moves)).filter((status) => !["200", "409"].includes(status)), []);
    // As many as there is room for: one more could find every place taken for the moment.
    assert.deepEqual(tally(await times(9, () => add(to, "NUL \0"))), { 422: 9 });
    assert.deepEqual([tally(await times(12, () => add(to))), tally(await times(12, () => add(from)))], [{ 201: 9, 409: 3 }, { 201: 10, 409: 2 }]);
  }, { maximumTasks: 10 }));

test("an invoice that is sent is not deleted at the same moment", () =>
  withBlueprint("invoices", async (send) => {
    const customerId = idOf(await send("POST", "/customers", { name: "Acme" }));
    const ids = (await times(20, () => send("POST", "/invoices", { customerId, lines: [{ description: "Work", quantity: 1, unitPrice: 1 }] }))).map(idOf);
    // Each deletion comes somewhat later than the one before, so that some fall between the reading and the writing of a sending.
    const remove = async (id: string, reads: number): Promise<ScratchReply> => (reads === 0 ? send("DELETE", `/invoices/${id}`) : send("GET", `/invoices/${id}`).then(() => remove(id, reads - 1)));
    const sent = await Promise.all(ids.map(async (id, index) => (await Promise.all([send("POST", `/invoices/${id}/send`), remove(id, index % 4)]))[0].status === 200));
    const kept = await Promise.all(ids.map(async (id) => (await send("GET", `/invoices/${id}`)).status === 200));
    assert.deepEqual(kept, sent);
  }));

test("stock whose movement can't be stored has not moved", () =>
  withBlueprint("inventory", async (send) => {
    const id = idOf(await send("POST", "/products", { sku: "A", name: "Thing", stock: 10 }));
    assert.deepEqual(tally(await times(4, (index) => send("POST", `/products/${id}/stock-${index % 2 === 0 ? "in" : "out"}`, { quantity: 3 + index, reason: "NUL \0" }))), { 422: 4 });
    assert.equal(z.object({ stock: z.number() }).parse(JSON.parse((await send("GET", `/products/${id}`)).body)).stock, 10);
  }));
