import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { createWorkspaceFeed, type WorkspaceChange, type WorkspaceFeed } from "./workspace-feed.ts";

let now: number;
let feed: WorkspaceFeed;
beforeEach(() => {
  now = 1_000_000;
  feed = createWorkspaceFeed({ now: () => now });
});
/** What a watcher of `workspaceId` is told, filled as it goes on. */
function watch(workspaceId: string, since: number): WorkspaceChange[] {
  const told: WorkspaceChange[] = [];
  feed.watch(workspaceId, since, (change) => told.push(change));
  return told;
}
const kinds = (changes: WorkspaceChange[]) => changes.map(({ kind }) => kind);

test("each watcher is told its own workspace's changes, in order, with numbers that grow", () => {
  feed.gap();
  const [ada, eve] = [watch("w1", now), watch("w2", now)];
  for (const payload of ["w1 api_a key", "w2 - member", "w1 - model key"]) feed.take(payload);
  assert.deepEqual(ada.map(({ kind, apiId }) => [kind, apiId]), [["key", "api_a"], ["model key", null]]);
  assert.deepEqual(kinds(eve), ["member"]);
  assert.ok((ada[0]?.id ?? 0) < (ada[1]?.id ?? 0));
});

test("who comes back within a minute gets exactly what came since; who was away for longer, or during a gap, reads everything again", () => {
  feed.gap();
  now += 5;
  feed.take("w1 - key");
  const first = watch("w1", now - 3);
  assert.deepEqual(kinds(first), ["key"]);
  now += 10;
  feed.take("w1 - api");
  assert.deepEqual(kinds(watch("w1", first[0]?.id ?? 0)), ["api"], "after the last that it saw");
  assert.deepEqual(kinds(watch("w1", now)), [], "nothing is told twice");
  now += 61_000;
  assert.deepEqual(kinds(watch("w1", first[0]?.id ?? 0)), ["everything"], "one of them is forgotten by now");
  const after = watch("w1", now);
  feed.gap();
  assert.deepEqual(kinds(after), ["everything"]);
  assert.deepEqual(kinds(watch("w1", now - 1)), ["everything"], "from before the gap");
});

test("before anything was heard nobody is left believing that nothing happened", () => {
  assert.deepEqual(kinds(watch("w1", now)), ["everything"]);
});

test("a watcher that stopped is told no more, and a payload that is none changes nothing", () => {
  feed.gap();
  const told: string[] = [];
  const stop = feed.watch("w1", now, ({ kind }) => told.push(kind));
  feed.take("nonsense");
  stop();
  feed.take("w1 - key");
  assert.deepEqual(told, []);
});
