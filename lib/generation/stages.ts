import type { GenerationEvent, StageName } from "./events.ts";
import { Stopped } from "./together.ts";

export interface StageTime {
  name: StageName;
  ms: number;
}

type Work<Result> = () => Result | Promise<Result> | AsyncGenerator<GenerationEvent, Result>;

export interface Stages {
  /** Runs one stage between its `running` and `passed` (or `failed`) events, passing its own events on. */
  stage<Result>(name: StageName, work: Work<Result>): AsyncGenerator<GenerationEvent, Result>;
  /** The time of every stage that ended, all attempts together, in the order of their first end. Stages may overlap. */
  times: StageTime[];
  /** The stage that threw this error. */
  stageOf(error: unknown): StageName | undefined;
}

/** The stages of one generation. None starts once `signal` is aborted. */
export function openStages(signal: AbortSignal): Stages {
  const times: StageTime[] = [];
  const thrownBy = new WeakMap<object, StageName>();
  async function* stage<Result>(name: StageName, work: Work<Result>): AsyncGenerator<GenerationEvent, Result> {
    signal.throwIfAborted();
    yield { type: "stage", stage: name, status: "running" };
    const startedAt = performance.now();
    const end = (): number => {
      const ms = performance.now() - startedAt;
      const before = times.find((time) => time.name === name);
      if (before) before.ms = round(before.ms + ms);
      else times.push({ name, ms: round(ms) });
      return round(ms);
    };
    try {
      const started = work();
      const result = isEvents(started) ? yield* started : await started;
      yield { type: "stage", stage: name, status: "passed", ms: end() };
      return result;
    } catch (error) {
      yield { type: "stage", stage: name, status: error instanceof Stopped ? "stopped" : "failed", ms: end() };
      if (typeof error === "object" && error !== null) thrownBy.set(error, name);
      throw error;
    }
  }
  return { stage, times, stageOf: (error) => (typeof error === "object" && error !== null ? thrownBy.get(error) : undefined) };
}

const round = (ms: number): number => Math.round(ms * 10) / 10;

const isEvents = <Result>(value: Result | Promise<Result> | AsyncGenerator<GenerationEvent, Result>): value is AsyncGenerator<GenerationEvent, Result> =>
  typeof value === "object" && value !== null && Symbol.asyncIterator in value;
