import assert from "node:assert/strict";
import { test } from "node:test";
import { AppError } from "#lib/errors.ts";
import { bestOf, failedAttempt, type FailedAttempt, isSameAgain, repairRequest } from "./repair.ts";

const written = { code: "x" };
const attempt = (stage: FailedAttempt["stage"], extensions: Record<string, unknown>, message = "It failed."): FailedAttempt => {
  const failed = failedAttempt(new AppError("generation_failed", message, { extensions }), stage, written);
  assert.ok(failed);
  return failed;
};
const typeError = (line: number) => attempt("check", { diagnostics: [{ file: "main.ts", line, column: 1, rule: "TS2322", message: "Type 'x' is not assignable." }] });
const failing = (...names: string[]) =>
  attempt("contract-test", { tests: names.map((name) => ({ name, status: "failed", ms: 1, requests: 2, step: 1, reason: "expected 200, got 500 0f8fad5b-d9cb-469f-a165-70867728950e",
    failure: { request: 'POST /books {"title":"x"}', reply: "500 oops", console: ["error: boom"] } })) });

test("a report holds the finding, the failing request, its reply and what the code printed", () => {
  const { report } = failing("Books are kept");
  for (const part of ["contract-test", "Books are kept", "step 2", "POST /books", "500 oops", "boom"]) assert.ok(report.includes(part), part);
  assert.match(typeError(7).report, /main\.ts:7 TS2322: Type 'x'/);
});

test("the same failure twice is seen, whatever line, id, time and order it has", () => {
  const again = failing("Books are kept");
  const otherId = { ...again, signature: attempt("contract-test", { tests: [{ name: "Books are kept", status: "failed", ms: 9, requests: 2, reason: "expected 200, got 500 1b4e28ba-2fa1-11d2-883f-0016d3cca427" }] }).signature };
  assert.ok(isSameAgain([again, otherId]));
  assert.ok(isSameAgain([typeError(3), failing("a"), typeError(9)]));
  assert.ok(isSameAgain([failing("a", "b"), failing("b", "a")]));
  assert.ok(!isSameAgain([typeError(3), failing("a"), failing("b")]));
});

test("the best candidate got furthest with the fewest findings, and what broke it later is named", () => {
  const attempts = [typeError(3), failing("a", "b"), failing("a"), { ...typeError(3), written: "worse" }];
  assert.equal(bestOf(attempts), attempts[2]);
  const request = repairRequest(attempts);
  assert.equal(request.written, written);
  assert.match(request.report, /"a"[\s\S]*A later attempt was worse/);
});

test("what the generator can't put right is no attempt: a runtime that is away, a refusal, nothing written", () => {
  const error = new AppError("generation_failed", "It failed.");
  assert.equal(failedAttempt(new AppError("unavailable", "No runtime."), "contract-test", written), null);
  assert.equal(failedAttempt(error, "deploy", written), null);
  assert.equal(failedAttempt(error, "check", undefined), null);
  assert.equal(failedAttempt(new Error("bug"), "check", written), null);
  assert.ok(failedAttempt(new AppError("bad_gateway", "The code crashes at boot."), "contract-test", written));
});
