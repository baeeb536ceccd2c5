import { partsOf } from "./brackets.ts";

export interface Sentence {
  text: string;
  /** What ends it, with the space behind. */
  end: string;
}

/** The sentences of a normalised text: parted at full stops, semicolons and lines outside of brackets. */
export const sentencesOf = (text: string): Sentence[] => partsOf(text, "[.!?](?=\\s|$)\\s*|;\\s*|\\n\\s*").filter((sentence) => sentence.text.trim() !== "");
