import { lonePartsIn } from "../lone-parts.ts";
import { splitSentences } from "../plain-reader/split-sentences.ts";
import { onLastWord, singular } from "../resource-builder/words.ts";
import type { Outline, OutlineThing } from "./schema.ts";

const THE = "(?:(?:each|every|an?|the|one|our|my|all|several|many|some|different) )?";
const NOUN = "[a-z][a-z-]*(?: [a-z-]+)?";
const FORM = new RegExp(`^${THE}(${NOUN}?) (?:can |may |must |should |will )?(?:be |are |is |get )?[a-z]+(?: (?:by|to|in|into|on|at|for|from|with|of))? ${THE}(${NOUN})$`, "i");

/** Sentences that tell of two things of an outline together ("Volunteers take shifts") where nothing in it leads from one to the other. */
export function unlinkedIn(description: string, { things }: Outline): string[] {
  const named = (said: string): OutlineThing | undefined => { const noun = onLastWord(said.toLowerCase(), singular); return things.find(({ singular: one }) => one === noun) ?? things.find(({ singular: one }) => one.split(" ").at(-1) === noun); };
  const refers = ({ fields }: OutlineThing, other: OutlineThing): boolean => fields.some(({ of }) => of === other.singular);
  const parts = things.map(({ singular: one, fields }) => ({ singular: one, of: fields.flatMap(({ of }) => of ?? []) }));
  const lone = lonePartsIn(description, parts).map(({ said }) => said);
  return [...lone, ...splitSentences(description).filter((sentence) => {
    const [, one = "", other = ""] = FORM.exec(sentence) ?? [];
    const [first, second] = [named(one), named(other)];
    return first !== undefined && second !== undefined && first !== second && !refers(first, second) && !refers(second, first) && !things.some((thing) => refers(thing, first) && refers(thing, second));
  })];
}
