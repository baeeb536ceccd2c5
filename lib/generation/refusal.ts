import type { ReadOutline } from "./outline/schema.ts";

/** The description can't be built as it is. `message` says why; each suggestion works when used as it stands, and the outline is what was understood. */
export class Refusal extends Error {
  readonly suggestions: string[];
  readonly outline: ReadOutline | null;

  constructor(message: string, suggestions: string[] = [], outline: ReadOutline | null = null) {
    super(message);
    this.name = "Refusal";
    this.suggestions = suggestions;
    this.outline = outline;
  }
}
