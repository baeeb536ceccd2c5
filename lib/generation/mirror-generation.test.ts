import assert from "node:assert/strict";
import { test } from "node:test";
import { connect, typed } from "#lib/db/connect.ts";
import { createLog } from "#lib/log.ts";
import { newUuid } from "#lib/id.ts";
import { mirrorGeneration } from "./mirror-generation.ts";

test("a database that is away breaks no reader off, and is logged", async () => {
  const away = connect("postgres://web:x@127.0.0.1:1/none", "test", 1);
  const logged = Promise.withResolvers<string>();
  const live: Parameters<typeof mirrorGeneration>[1] = { events: [], waiting: new Set() };
  const actor = { kind: "user" as const, userId: newUuid(), workspaceId: newUuid(), email: "ada@example.com" };
  const stop = mirrorGeneration(newUuid(), live, actor, { db: typed(away), log: createLog("test", "warn", logged.resolve) });
  assert.match(await logged.promise, /generation not mirrored/);
  assert.equal(live.error, undefined);
  stop();
  await away.end({ timeout: 1 });
});
