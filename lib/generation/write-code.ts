import type { GenerationEvent } from "./events.ts";
import type { Generator } from "./generator.ts";
import { Refusal } from "./refusal.ts";

/** Lets the generator write, piece by piece. Returns its unchecked result; throws a Refusal when it refuses. */
export async function* writeCode(prompt: string, generator: Generator, signal: AbortSignal): AsyncGenerator<GenerationEvent, unknown> {
  const pieces = generator.generate(prompt, signal);
  for (;;) {
    const { done, value } = await pieces.next();
    if (!done) {
      yield { type: "code", file: value.file, text: value.text };
    } else if (value.kind === "refusal") {
      throw new Refusal(value.message, value.suggestions);
    } else {
      return value.api;
    }
  }
}
