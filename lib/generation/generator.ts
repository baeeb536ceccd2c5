import type { EditRequest } from "./edit/edit-request.ts";
import type { GeneratorInfo, Question, Usage } from "./events.ts";
import type { ReadOutline } from "./outline/schema.ts";

/** A piece of source as it is written; pieces of one file follow each other. */
export interface CodePiece {
  file: string;
  text: string;
}

/** What a generator is asked for. */
export interface WriteRequest {
  prompt: string;
  /** What the person answered to the generator's question; null when none was asked. */
  answer: { question: string; answer: string } | null;
  /** False: what is left open is decided by its default and named in the assumptions. */
  mayAsk: boolean;
  /** The best attempt so far, which the gate stopped: to be put right. Null on the first attempt. */
  repair: RepairRequest | null;
  /** An OpenAPI document, as JSON, that the new API is to follow. */
  document?: string;
  /** The API that is to be changed, `prompt` being the change. Absent: a new API. */
  edit?: EditRequest;
}
export interface RepairRequest {
  /** What the generator returned as `written` then. */
  written: unknown;
  /** Diagnostics, the failing request with its reply and console output, and what later attempts broke; bounded. */
  report: string;
}

/** What a generator says while it works. rewrite: its answer could not be used and it gives another one. Usage is told once per call of a model, also of one that failed. */
export type GeneratorPiece = ({ kind: "code" } & CodePiece) | { kind: "rewrite" } | { kind: "usage"; usage: Usage };

/** What a generator ends with. `api` is unchecked until parse.ts has seen it; `written` comes back to the generator in a repair. */
export type GeneratorOutcome =
  | { kind: "api"; api: unknown; written?: unknown }
  | { kind: "refusal"; message: string; suggestions: string[]; outline?: ReadOutline }
  | { kind: "question"; question: Question };

/**
 * The port of whoever writes the code. Yields pieces of code while it works and returns the outcome. Throws an AppError when it could
 * not finish (overloaded, cut short, cancelled): a partial result is never returned.
 */
export interface Generator {
  readonly info: GeneratorInfo;
  /** How often the gate's findings may go back to it after the first attempt. 0: it writes the same again. */
  readonly maxRepairs: number;
  generate(request: WriteRequest, signal: AbortSignal): AsyncGenerator<GeneratorPiece, GeneratorOutcome>;
}
