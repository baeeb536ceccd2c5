import { test } from "node:test";
import { rollUnderLoad } from "./test-roll-under-load.ts";

test("a key that is rolled with a grace under 200 calls a second on two gateways: none fails, and the old one ends with its grace", () => rollUnderLoad(4));
