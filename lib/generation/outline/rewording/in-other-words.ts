import { splitSentences } from "../../plain-reader/split-sentences.ts";
import { rewordAsides, rewordFlags } from "./reword-asides.ts";
import { rewordChoices } from "./reword-choices.ts";
import { rewordHeads } from "./reword-heads.ts";
import { rewordStates } from "./reword-states.ts";
import { splitThings } from "./split-things.ts";
import { withoutFrames } from "./without-frames.ts";

export interface Reworded {
  text: string;
  /** A part of the text as it was written: where its words were changed, the sentence that it stands in. */
  asSaid(part: string): string;
}

/** A description with everyday wordings put as the readers know them: only for outlines, which a person looks at before anything is built. Nothing but who and where it is for goes. */
export function inOtherWords(description: string): Reworded {
  const reword = (one: string): string => rewordHeads(rewordFlags(rewordStates(one)), description);
  const sentences = withoutFrames(splitSentences(description)).map((said) => ({ said, plain: splitThings(rewordChoices(rewordAsides(said), description)).map((one) => `${reword(one)}.`).join(" ") }));
  return { text: sentences.map(({ plain }) => plain).join(" "), asSaid: (part) => (description.includes(part) ? part : sentences.find(({ plain }) => plain.includes(part))?.said ?? nearest(part, sentences)) };
}

/** The sentence that holds most of its words. */
function nearest(part: string, sentences: readonly { said: string; plain: string }[]): string {
  const words = part.toLowerCase().split(/[^a-z0-9]+/).filter(Boolean);
  const held = (plain: string): number => words.filter((word) => plain.toLowerCase().includes(word)).length;
  return sentences.toSorted((one, other) => held(other.plain) - held(one.plain))[0]?.said ?? part;
}
