import type { Clock } from "#lib/clock.ts";
import type { EditRequest } from "./edit/edit-request.ts";
import type { GenerationEvent, Question } from "./events.ts";
import type { Generator, RepairRequest } from "./generator.ts";
import { Refusal } from "./refusal.ts";

export interface Written {
  /** Unchecked until parse.ts has seen it. */
  api: unknown;
  written: unknown;
}
/** Puts the generator's question to the person. */
export interface Asker {
  /** How long an answer is waited for. */
  waitMs: number;
  /** From here on an answer is taken: before anybody reads the question. */
  open(): Promise<void>;
  /** Null: not answered in time. */
  answer(signal: AbortSignal): Promise<string | null>;
}
export interface WriteInput {
  prompt: string;
  repair: RepairRequest | null;
  /** Absent: a new API. */
  edit?: EditRequest;
  /** Null: nobody is there to answer. */
  asker: Asker | null;
  clock: Clock;
}

/** Lets the generator write, piece by piece, after at most one question. Throws a Refusal when it refuses. */
export async function* writeCode(input: WriteInput, generator: Generator, signal: AbortSignal): AsyncGenerator<GenerationEvent, Written> {
  const { prompt, repair, edit, asker, clock } = input;
  let answer: { question: string; answer: string } | null = null;
  for (;;) {
    const mayAsk: boolean = asker !== null && answer === null && repair === null;
    const pieces = generator.generate({ prompt, answer, mayAsk, repair, ...(edit ? { edit } : {}) }, signal);
    const outcome = yield* passOn(pieces);
    if (outcome.kind === "refusal") throw new Refusal(outcome.message, outcome.suggestions, outcome.outline);
    if (outcome.kind === "api") return { api: outcome.api, written: outcome.written };
    // A generator that asks when it may not is told the default.
    const { question } = outcome;
    const [first] = question.choices;
    if (answer !== null || !first) throw new Refusal("The description leaves too much open to build it. Say more exactly what the API should do.", []);
    const given: string | null = mayAsk && asker ? yield* put(question, asker, clock, signal) : null;
    answer = { question: question.text, answer: given ?? `${first.label}: ${first.means}` };
    yield { type: "answer", answer: given ?? first.label, isDefault: given === null };
  }
}

async function* put(question: Question, asker: Asker, clock: Clock, signal: AbortSignal): AsyncGenerator<GenerationEvent, string | null> {
  await asker.open();
  yield { type: "question", question, until: new Date(clock.now() + asker.waitMs).toISOString() };
  const given = await asker.answer(signal);
  signal.throwIfAborted();
  return given;
}

async function* passOn(pieces: ReturnType<Generator["generate"]>) {
  for (;;) {
    const { done, value } = await pieces.next();
    if (done) return value;
    if (value.kind === "usage") yield { type: "usage", usage: value.usage } satisfies GenerationEvent;
    else if (value.kind === "rewrite") yield { type: "rewrite" } satisfies GenerationEvent;
    else yield { type: "code", file: value.file, text: value.text } satisfies GenerationEvent;
  }
}
