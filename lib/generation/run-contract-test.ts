import { shorten } from "#lib/cut-text.ts";
import type { ScratchReply, ScratchRequest, ScratchRound } from "#lib/runtime/runtime.ts";
import type { ContractStep, ContractTest, ContractTestResult } from "#lib/versions/schema.ts";
import type { ReplyCheck } from "./derived-tests/check-reply.ts";
import { describeFailure } from "./describe-failure.ts";
import { fill, fillRequest, fillText, parseBody, takeCaptures, type Captures } from "./fill-captures.ts";
import { mismatch } from "./match-reply.ts";

interface Exchange {
  request: ScratchRequest;
  reply: ScratchReply;
  problem: string | null;
}

/**
 * Runs one contract test over a scratch runtime; each reply is also held to the API's own document. Never throws for what the API does: a
 * failing test says what was expected and what came.
 */
export async function runContractTest(test: ContractTest, scratch: Pick<ScratchRound, "fetch">, checkReply: ReplyCheck = () => null): Promise<ContractTestResult> {
  const startedAt = performance.now();
  const captures: Captures = {};
  let requests = 0;
  for (const [step, contractStep] of test.steps.entries()) {
    requests += 1;
    const { request, reply, problem } = await runStep(contractStep, captures, scratch, checkReply);
    if (problem === null) continue;
    return { name: test.name, status: "failed", ms: elapsed(startedAt), requests, step, reason: `${request.method} ${request.path}: ${problem}`, failure: describeFailure(request, reply) };
  }
  return { name: test.name, status: "passed", ms: elapsed(startedAt), requests };
}

/** Adds the step's captures to `captures`. */
async function runStep(step: ContractStep, captures: Captures, scratch: Pick<ScratchRound, "fetch">, checkReply: ReplyCheck): Promise<Exchange> {
  const request = fillRequest(step.request, captures);
  const reply = await scratch.fetch(request);
  const problem = compare(step.expect, reply, captures) ?? takeCaptures(step.capture ?? {}, reply, captures) ?? checkReply(request, reply);
  return { request, reply, problem };
}

function compare(expect: ContractStep["expect"], reply: ScratchReply, captures: Captures): string | null {
  const statuses = Array.isArray(expect.status) ? expect.status : [expect.status];
  if (!statuses.includes(reply.status)) return `expected status ${statuses.join(" or ")}, got ${reply.status} ${shorten(reply.body)}${lastError(reply)}`;
  for (const [name, value] of Object.entries(expect.headers ?? {})) {
    const wanted = fillText(value, captures);
    const actual = reply.headers[name.toLowerCase()];
    if (actual === undefined || !(actual === wanted || actual.startsWith(`${wanted};`))) return `expected header ${name}: ${wanted}, got ${actual ?? "none"}`;
  }
  if (expect.body === undefined) return null;
  return mismatch(fill(expect.body, captures), parseBody(reply.body));
}

const elapsed = (startedAt: number): number => Math.round((performance.now() - startedAt) * 10) / 10;

function lastError(reply: ScratchReply): string {
  const line = reply.console.findLast(([level]) => level === "error");
  return line ? ` (console: ${shorten(line[1].split("\n")[0] ?? "")})` : "";
}
