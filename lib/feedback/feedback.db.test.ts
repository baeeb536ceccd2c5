import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { makeKeyActor, startVerbFixture, type VerbFixture } from "../../supabase/tests/verb-fixture.ts";
import { answerFeedback, feedbackInbox } from "./feedback-inbox.ts";
import { listFeedback } from "./list-feedback.ts";
import { sendFeedback } from "./send-feedback.ts";

let fixture: VerbFixture;
before(async () => {
  fixture = await startVerbFixture();
});
after(() => fixture.stop());
async function makeAdmin() {
  const admin = await fixture.makeActor();
  await fixture.admin`update public.user_profiles set is_admin = true where id = ${admin.userId}`;
  return admin;
}

test("what somebody sends is read by administrators, who answer it; its sender sees the answer, and nobody else any of it", async () => {
  const [ada, eve, root] = [await fixture.makeActor(), await fixture.makeActor(), await makeAdmin()];
  const { id } = await sendFeedback({ type: "bug", message: " It is slow " }, ada.actor, fixture);
  assert.deepEqual((await listFeedback({}, ada.actor, fixture)).map(({ message, status, response }) => [message, status, response]), [["It is slow", "pending", null]]);
  assert.deepEqual(await listFeedback({}, eve.actor, fixture), []);
  for (const actor of [ada.actor, eve.actor, await makeKeyActor(fixture.admin, root, ["workspace:read"])]) {
    await assert.rejects(feedbackInbox({ limit: 10 }, actor, fixture), { code: "forbidden" });
    await assert.rejects(answerFeedback({ id, status: "resolved", response: "No" }, actor, fixture), { code: "forbidden" });
  }
  const { items } = await feedbackInbox({ limit: 10, status: "pending" }, root.actor, fixture);
  assert.deepEqual(items.map(({ email, message }) => [email, message]), [[ada.email, "It is slow"]]);
  await answerFeedback({ id, status: "resolved", response: "It is fast now." }, root.actor, fixture);
  assert.deepEqual((await listFeedback({}, ada.actor, fixture)).map(({ status, response }) => [status, response]), [["resolved", "It is fast now."]]);
  await assert.rejects(answerFeedback({ id: crypto.randomUUID(), status: "resolved", response: null }, root.actor, fixture), { code: "not_found" });
});

test("the inbox comes in pages that miss none, and one person can't fill it", async () => {
  const [ada, root] = [await fixture.makeActor(), await makeAdmin()];
  const before = (await feedbackInbox({ limit: 100 }, root.actor, fixture)).items.length;
  for (let sent = 0; sent < 20; sent += 1) await sendFeedback({ type: "other", message: `Message ${sent}` }, ada.actor, fixture);
  await assert.rejects(sendFeedback({ type: "other", message: "One more" }, ada.actor, fixture), { code: "rate_limited" });
  const seen = new Set<string>();
  for (let cursor: string | undefined | null; cursor !== null; ) {
    const page = await feedbackInbox({ limit: 7, ...(cursor ? { cursor } : {}) }, root.actor, fixture);
    for (const { id } of page.items) seen.add(id);
    cursor = page.cursor;
  }
  assert.equal(seen.size, before + 20);
  await assert.rejects(sendFeedback({ type: "bug", message: "   " }, root.actor, fixture), { code: "invalid" });
});
