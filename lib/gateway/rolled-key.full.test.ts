import { test } from "node:test";
import { rollUnderLoad } from "./test-roll-under-load.ts";

test("a key is rolled with a grace of seven seconds under 200 calls a second on two gateways, three times: none fails", async () => {
  for (let round = 0; round < 3; round += 1) await rollUnderLoad(14);
});
