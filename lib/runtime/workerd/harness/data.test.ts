import assert from "node:assert/strict";
import { test } from "node:test";
import { DataError } from "./api-creator.ts";
import { createData } from "./data.ts";

const withHost = (fetch: () => Promise<Response>) => createData({ fetch }, () => ({ requestId: "r", lines: [], count: 0, bytes: 0 }));

test("a data service that can't be reached, or whose answer breaks off, fails each operation as a DataError that says so", async () => {
  const lost = [() => Promise.reject(new Error("Network connection lost.")), () => Promise.resolve(new Response('[{"ok":')), () => Promise.resolve(new Response("busy", { status: 503 }))];
  for (const fetch of lost) {
    const data = withHost(fetch);
    const started = [data.kv.get("a"), data.collection("books").count(), data.transaction((tx) => [tx.kv.get("b")])];
    for (const { status, reason } of (await Promise.allSettled(started)).map((end) => ({ reason: null, ...end }))) {
      assert.equal(status, "rejected");
      assert.ok(reason instanceof DataError);
      assert.equal(reason.code, "unavailable");
    }
  }
});
