import type { GeneratorInfo } from "./events.ts";

/** A piece of source as it is written; pieces of one file follow each other. */
export interface CodePiece {
  file: string;
  text: string;
}

/** What a generator ends with. `api` is unchecked until parse.ts has seen it. */
export type GeneratorOutcome = { kind: "api"; api: unknown } | { kind: "refusal"; message: string; suggestions: string[] };

/**
 * The port of whoever writes the code. Yields pieces of code while it works and returns the outcome. Throws an AppError when it could
 * not finish (overloaded, cut short, cancelled): a partial result is never returned.
 */
export interface Generator {
  readonly info: GeneratorInfo;
  generate(prompt: string, signal: AbortSignal): AsyncGenerator<CodePiece, GeneratorOutcome>;
}
