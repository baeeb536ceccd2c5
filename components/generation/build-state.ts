import type { Estimate, GenerationEvent, GeneratorInfo, LiveResult, Question, StageName, Usage } from "#lib/generation/events.ts";
import type { ContractTestResult } from "#lib/versions/schema.ts";

export interface StageState {
  status: "running" | "passed" | "failed" | "stopped";
  ms?: number | undefined;
  detail?: string | undefined;
}
export type Understood = Omit<Extract<GenerationEvent, { type: "understood" }>, "type">;
export type Repair = Omit<Extract<GenerationEvent, { type: "repair" }>, "type">;
export type Failure = Omit<Extract<GenerationEvent, { type: "failed" }>, "type">;

/** Everything the page knows of one build; made by folding its events, so a reload ends in the same place. */
export interface BuildState {
  /** `lost`: the stream broke and the page is trying to resume. */
  phase: "idle" | "starting" | "running" | "lost" | "live" | "draft" | "failed";
  generationId: string | null;
  prompt: string;
  generator: GeneratorInfo | null;
  stages: Partial<Record<StageName, StageState>>;
  estimate: Estimate | null;
  usage: Usage[];
  /** Waits for an answer until `until`. */
  question: { question: Question; until: string } | null;
  answer: { answer: string; isDefault: boolean } | null;
  repairs: Repair[];
  understood: Understood | null;
  files: { name: string; text: string }[];
  tests: ContractTestResult[];
  testTotal: number;
  result: LiveResult | null;
  /** Why a draft is not live although it should be. */
  reason: string | null;
  failure: Failure | null;
  lastSeq: number;
}

export const EMPTY_BUILD: BuildState = {
  phase: "idle", generationId: null, prompt: "", generator: null, stages: {}, estimate: null, usage: [], question: null, answer: null, repairs: [], understood: null, files: [], tests: [], testTotal: 0, result: null, reason: null, failure: null, lastSeq: 0,
};

/** The state after one event. An event that was seen already (a resume overlaps) changes nothing. */
export function foldEvent(state: BuildState, event: GenerationEvent, seq: number): BuildState {
  if (seq <= state.lastSeq) return state;
  const next = { ...state, lastSeq: seq };
  switch (event.type) {
    case "started":
      return { ...next, phase: "running", generationId: event.generationId, prompt: event.prompt, generator: event.generator, estimate: event.estimate ?? null };
    case "stage":
      return { ...next, phase: "running", stages: { ...state.stages, [event.stage]: { status: event.status, ms: event.ms, detail: event.detail } } };
    case "question":
      return { ...next, question: event };
    case "answer":
      return { ...next, question: null, answer: event };
    case "usage":
      return { ...next, usage: [...state.usage, event.usage] };
    case "repair":
      return { ...next, ...NEW_ATTEMPT, stages: state.stages.prompt ? { prompt: state.stages.prompt } : {}, repairs: [...state.repairs, event] };
    case "restarted":
      return { ...EMPTY_BUILD, phase: "running", generationId: state.generationId, prompt: state.prompt, generator: state.generator, estimate: state.estimate, lastSeq: seq };
    case "understood":
      return { ...next, understood: event };
    case "rewrite":
      return { ...next, files: [] };
    case "code":
      return { ...next, files: appendCode(state.files, event.file, event.text) };
    case "test":
      return { ...next, tests: [...state.tests.filter((test) => test.name !== event.result.name), event.result], testTotal: event.total };
    case "live":
      return { ...next, phase: "live", result: event.result };
    case "draft":
      return { ...next, phase: "draft", result: event.result, reason: event.reason };
    case "failed":
      return { ...next, phase: "failed", failure: event };
  }
}

/** A repair writes everything again. */
const NEW_ATTEMPT = { understood: null, files: [], tests: [], testTotal: 0 };

function appendCode(files: BuildState["files"], name: string, text: string): BuildState["files"] {
  if (!files.some((file) => file.name === name)) return [...files, { name, text }];
  return files.map((file) => (file.name === name ? { name, text: file.text + text } : file));
}
