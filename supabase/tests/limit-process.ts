import { writeSync } from "node:fs";
import { openGatewayDb } from "#lib/db/gateway-db.ts";
import { planOf } from "#lib/rate-limit/test-call-limits.ts";
import { CallLimit } from "#lib/rate-limit/call-limit.ts";

/** A gateway's limits in a process of their own, for tests that kill it: calls as fast as it can until it is told to end, one byte out for each that was allowed. */
const [url = "", workspaceId = "", cap = "0"] = process.argv.slice(2);
const db = openGatewayDb(url, 2);
const limit = new CallLimit({ takeCalls: (input) => db.takeCalls(input), now: () => performance.now() });
const layers = [planOf({ workspaceId }, Number(cap))];
let isEnding = false;
process.once("message", () => { isEnding = true; });
// Whoever started it is gone, or has failed.
process.once("disconnect", () => process.exit());
while (!isEnding) {
  const verdicts = await Promise.all(Array.from({ length: 20 }, () => limit.take({ workspaceId, userId: null }, layers)));
  const served = verdicts.filter(({ isAllowed }) => isAllowed).length;
  if (served > 0) writeSync(1, "x".repeat(served));
  await new Promise((resolve) => setTimeout(resolve, 1));
}
await limit.close();
await db.close();
process.disconnect();
