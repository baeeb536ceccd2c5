import { isDeedVerb } from "./deeds.ts";
import { isManyNoun } from "./is-many-noun.ts";

/** What has, does or counts something: the name of no thing begins so. */
const BEGINS = /^(?:has|have|had|gets?|got|is|are|was|were|does|did|can|must|should|may|will|uses|needs|wants?|many|several|multiple|each|every|both|all|any|no|not|to|with|who|which|that|they|it|we|i) [a-z]/;

/** As the last word of a name only these are nothing else: "kilometers run", "guests list". */
const ALONE = /^(?:register|apply|enroll?|donate|propose|suggest|submit|borrow|reserve|subscribe|attend|adopt)$/;

/** Whether words say what somebody does: "owners propose motions", "contestants register". */
export function tellsDeed(said: string): boolean {
  const words = said.split(" ");
  return words.some((word, index) => index > 0 && (index === words.length - 1 ? ALONE.test(word) : isDeedVerb(word)) && isManyNoun(words[index - 1] ?? ""));
}

/** Whether what would be the name of a thing is a clause: also "many ingredient", "has shower". */
export const isClauseName = (name: string): boolean => BEGINS.test(name) || tellsDeed(name);
