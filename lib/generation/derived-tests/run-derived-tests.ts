import type { Scratch, ScratchReply, ScratchRequest, ScratchRound } from "#lib/runtime/runtime.ts";
import type { ContractStep, ContractTestResult } from "#lib/versions/schema.ts";
import { describeFailure } from "../describe-failure.ts";
import { sideBySide } from "../side-by-side.ts";
import { fillRequest, takeCaptures, type Captures } from "../fill-captures.ts";
import type { ReplyCheck } from "./check-reply.ts";
import { Finding, type DerivedTest, type Situation } from "./derived-test.ts";

const MAX_REQUESTS = 400;
const REQUESTS_AT_ONCE = 8;
const ROUNDS_AT_ONCE = 4;

/**
 * Runs derived tests, each round on data of its own. Yields a result per test. A situation that can't be made again (the API is not the
 * same twice) gives no results: what can't be derived is not held against anybody.
 */
export async function* runDerivedTests(tests: readonly DerivedTest[], scratch: Pick<Scratch, "round">, checkReply: ReplyCheck, signal: AbortSignal): AsyncGenerator<ContractTestResult, void> {
  let left = MAX_REQUESTS;
  const inTurn = limit((send: () => Promise<ScratchReply>) => {
    left -= 1;
    return send();
  }, REQUESTS_AT_ONCE);
  const openRound = (): ScratchRound => {
    const { fetch, failData } = scratch.round();
    return { fetch: (request) => inTurn(() => fetch(request)), failData };
  };
  const onEmptyData = openRound();
  await Promise.all(tests.map(async (test) => test.runOnEmptyData && runOne({ ...test, run: test.runOnEmptyData }, {}, onEmptyData, checkReply)));
  const runRound = async ({ before, readers, writer }: Round): Promise<ContractTestResult[]> => {
    signal.throwIfAborted();
    if (left <= 0) return [];
    const round = openRound();
    const captures = await replay(before, round.fetch);
    if (!captures) return [];
    const read = await Promise.all(readers.map((test) => runOne(test, captures, round, checkReply)));
    return writer ? [...read, await runOne(writer, captures, round, checkReply)] : read;
  };
  for await (const results of sideBySide(roundsOf(tests), ROUNDS_AT_ONCE, runRound)) yield* results;
}

interface Round {
  before: readonly ContractStep[];
  readers: DerivedTest[];
  writer: DerivedTest | null;
}

/** Each round starts with its own data: every test that only reads them, and at most one that changes them. */
function roundsOf(tests: readonly DerivedTest[]): Round[] {
  const byBefore = new Map<string, Round[]>();
  for (const test of tests) {
    const key = JSON.stringify(test.before);
    const rounds = byBefore.get(key) ?? [];
    byBefore.set(key, rounds);
    const open = test.isReadOnly ? rounds[0] : rounds.find((round) => round.writer === null);
    if (open && test.isReadOnly) open.readers.push(test);
    else if (open) open.writer = test;
    else rounds.push({ before: test.before, readers: test.isReadOnly ? [test] : [], writer: test.isReadOnly ? null : test });
  }
  return [...byBefore.values()].flat();
}

async function replay(steps: readonly ContractStep[], send: (request: ScratchRequest) => Promise<ScratchReply>): Promise<Captures | null> {
  const captures: Captures = {};
  for (const step of steps) {
    const reply = await send(fillRequest(step.request, captures));
    if (![step.expect.status].flat().includes(reply.status) || takeCaptures(step.capture ?? {}, reply, captures) !== null) return null;
  }
  return captures;
}

async function runOne(test: DerivedTest, captures: Captures, { fetch, failData }: ScratchRound, checkReply: ReplyCheck): Promise<ContractTestResult> {
  const startedAt = performance.now();
  let requests = 0;
  const sendFreely: Situation["send"] = async (request) => {
    requests += 1;
    const reply = await fetch(request);
    if (reply.status >= 500) throw new Finding(`answered ${reply.status}: an API answers no request with a 5xx`, request, reply);
    return reply;
  };
  const send: Situation["send"] = async (request) => {
    const reply = await sendFreely(request);
    const problem = checkReply(request, reply);
    if (problem !== null) throw new Finding(problem, request, reply);
    return reply;
  };
  const sendDuring: Situation["sendDuring"] = async (code, request) => {
    requests += 1;
    await failData(code);
    const reply = await fetch(request);
    return { reply, refused: await failData(null) };
  };
  const end = (): { ms: number; requests: number; origin: "derived" } => ({ ms: Math.round((performance.now() - startedAt) * 10) / 10, requests, origin: "derived" });
  try {
    await test.run({ captures, sendFreely, send, sendDuring, requestOf: (step) => fillRequest(step.request, captures) });
    return { name: test.name, status: "passed", ...end() };
  } catch (error) {
    if (!(error instanceof Finding)) throw error;
    const { request, reply } = error;
    return { name: test.name, status: "failed", reason: `${request.method} ${request.path.slice(0, 200)}: ${error.message}`, failure: describeFailure(request, reply), ...end() };
  }
}

/** At most `atOnce` calls at the same time, in the order in which they were asked for. */
function limit<Input, Output>(work: (input: Input) => Promise<Output>, atOnce: number): (input: Input) => Promise<Output> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (input) => {
    if (running >= atOnce) await new Promise<void>((resolve) => void waiting.push(resolve));
    else running += 1;
    try {
      return await work(input);
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
