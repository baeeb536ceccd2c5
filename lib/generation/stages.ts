import type { GenerationEvent, StageName } from "./events.ts";

export interface StageTime {
  name: StageName;
  ms: number;
}

type Work<Result> = () => Result | Promise<Result> | AsyncGenerator<GenerationEvent, Result>;

export interface Stages {
  /** Runs one stage between its `running` and `passed` (or `failed`) events, passing its own events on. */
  stage<Result>(name: StageName, work: Work<Result>): AsyncGenerator<GenerationEvent, Result>;
  /** The time of every stage that ended, in order. */
  times: StageTime[];
}

/** The stages of one generation. None starts once `signal` is aborted. */
export function openStages(signal: AbortSignal): Stages {
  const times: StageTime[] = [];
  async function* stage<Result>(name: StageName, work: Work<Result>): AsyncGenerator<GenerationEvent, Result> {
    signal.throwIfAborted();
    yield { type: "stage", stage: name, status: "running" };
    const startedAt = performance.now();
    const end = (): number => {
      const ms = Math.round((performance.now() - startedAt) * 10) / 10;
      times.push({ name, ms });
      return ms;
    };
    try {
      const started = work();
      const result = isEvents(started) ? yield* started : await started;
      yield { type: "stage", stage: name, status: "passed", ms: end() };
      return result;
    } catch (error) {
      yield { type: "stage", stage: name, status: "failed", ms: end() };
      throw error;
    }
  }
  return { stage, times };
}

const isEvents = <Result>(value: Result | Promise<Result> | AsyncGenerator<GenerationEvent, Result>): value is AsyncGenerator<GenerationEvent, Result> =>
  typeof value === "object" && value !== null && Symbol.asyncIterator in value;
