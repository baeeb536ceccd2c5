import assert from "node:assert/strict";
import { design } from "./built-in-generator.ts";

/** A description is built at once with nothing left out, and its API says each of these of itself: as a line, or within one. */
export function assertBuiltWhole(description: string, shown: readonly string[]): void {
  const outcome = design(description);
  assert.ok(outcome.kind === "api", outcome.kind === "refusal" ? outcome.message : "");
  assert.deepEqual(outcome.api.leftOut, []);
  const said = [...outcome.api.points, ...outcome.api.assumptions].join("\n");
  for (const line of shown) assert.ok(said.includes(line), `${line} is missing in\n${said}`);
}

/** Nothing of a description goes live before somebody has answered for what it leaves open. */
export function assertAsked(description: string): void {
  const outcome = design(description);
  assert.equal(outcome.kind, "refusal", outcome.kind === "api" ? outcome.api.points.join("\n") : "");
}
