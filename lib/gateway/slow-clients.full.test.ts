import { test } from "node:test";
import { playSlowAttack } from "./test-slow-attack.ts";

test("2,000 slow clients of every kind lose their connections at the product's own figures, and at least 99.9 % of other calls succeed", async (context) => {
  const found = await playSlowAttack({ count: 2_000 });
  context.diagnostic(JSON.stringify(found));
});
