import assert from "node:assert/strict";
import { test } from "node:test";
import { AppError, toProblem } from "./errors.ts";

test("an error of another copy of the module keeps its code and words", async () => {
  const copy = (await import(`./errors.ts?${"copy"}`)) as typeof import("./errors.ts");
  const error: unknown = new copy.AppError("paused", "This API is paused. Resume it to call it.");
  assert.notEqual(copy.AppError, AppError);
  assert.ok(error instanceof AppError);
  assert.deepEqual([toProblem(error, "id", "/").status, toProblem(error, "id", "/").error], [423, "paused"]);
  for (const other of [new Error("SELECT 1"), null, undefined, "text", { code: "paused" }]) assert.ok(!(other instanceof AppError));
});
