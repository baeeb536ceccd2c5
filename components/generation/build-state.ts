import type { GenerationEvent, GeneratorInfo, LiveResult, StageName } from "#lib/generation/events.ts";
import type { ContractTestResult } from "#lib/versions/schema.ts";

export interface StageState {
  status: "running" | "passed" | "failed";
  ms?: number | undefined;
  detail?: string | undefined;
}
export type Understood = Omit<Extract<GenerationEvent, { type: "understood" }>, "type">;
export type Failure = Omit<Extract<GenerationEvent, { type: "failed" }>, "type">;

/** Everything the page knows of one build; made by folding its events, so a reload ends in the same place. */
export interface BuildState {
  /** `lost`: the stream broke and the page is trying to resume. */
  phase: "idle" | "starting" | "running" | "lost" | "live" | "failed";
  generationId: string | null;
  prompt: string;
  generator: GeneratorInfo | null;
  stages: Partial<Record<StageName, StageState>>;
  understood: Understood | null;
  files: { name: string; text: string }[];
  tests: ContractTestResult[];
  testTotal: number;
  result: LiveResult | null;
  failure: Failure | null;
  lastSeq: number;
}

export const EMPTY_BUILD: BuildState = {
  phase: "idle", generationId: null, prompt: "", generator: null, stages: {}, understood: null, files: [], tests: [], testTotal: 0, result: null, failure: null, lastSeq: 0,
};

/** The state after one event. An event that was seen already (a resume overlaps) changes nothing. */
export function foldEvent(state: BuildState, event: GenerationEvent, seq: number): BuildState {
  if (seq <= state.lastSeq) return state;
  const next = { ...state, lastSeq: seq };
  switch (event.type) {
    case "started":
      return { ...next, phase: "running", generationId: event.generationId, prompt: event.prompt, generator: event.generator };
    case "stage":
      return { ...next, phase: "running", stages: { ...state.stages, [event.stage]: { status: event.status, ms: event.ms, detail: event.detail } } };
    case "understood":
      return { ...next, understood: event };
    case "code":
      return { ...next, files: appendCode(state.files, event.file, event.text) };
    case "test":
      return { ...next, tests: [...state.tests.filter((test) => test.name !== event.result.name), event.result], testTotal: event.total };
    case "live":
      return { ...next, phase: "live", result: event.result };
    case "failed":
      return { ...next, phase: "failed", failure: event };
  }
}

function appendCode(files: BuildState["files"], name: string, text: string): BuildState["files"] {
  if (!files.some((file) => file.name === name)) return [...files, { name, text }];
  return files.map((file) => (file.name === name ? { name, text: file.text + text } : file));
}
