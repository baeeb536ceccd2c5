import assert from "node:assert/strict";
import { test } from "node:test";
import type { Sql } from "#lib/db/connect.ts";
import { createLog } from "#lib/log.ts";
import { createLogSink } from "./create-log-sink.ts";

/** As much of a connection as the sink uses. */
const fakeSql = (write: () => Promise<unknown>): Sql => Object.assign(write, { json: (value: unknown) => value }) as unknown as Sql;
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

test("while Postgres is away a minute's tries are few and one line says so; what was printed meanwhile is stored when it is back", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const lines: string[] = [];
  let [isAway, tries] = [true, 0];
  const sink = createLogSink(fakeSql(async () => {
    tries += 1;
    if (isAway) throw new Error("ECONNREFUSED");
  }), createLog("test", "warn", (line) => lines.push(line)));
  const pass = async (ms: number) => {
    for (let passed = 0; passed < ms; passed += 100) {
      t.mock.timers.tick(100);
      await settle();
    }
  };
  const print = () => sink.write({ apiId: "api_aaaaaaaaaaaaaaaa", versionId: "v", requestId: "r", lines: [["log", "hello"]] });
  print();
  await pass(60_000);
  // Five while the pauses grow, then one each 2.5 to 5 s; without pauses that grow it were hundreds.
  assert.deepEqual([lines.length, tries <= 30], [1, true], `${tries} tries`);
  isAway = false;
  await pass(5_000);
  tries = 0;
  await pass(60_000);
  assert.equal(tries, 0, "nothing waits any more");
  isAway = true;
  print();
  await pass(1_000);
  assert.equal(lines.length, 2, "another outage is told again");
  await sink.close();
});
