import { onLastWord, singular } from "./resource-builder/words.ts";

const MANY = /(?<!\b(?:i|we|you|there|are) )(?:\b(?:has|have|having|with|contains?|includes?|consists? of)|,|\band) (?:several|many|an? list of|multiple|one or more|any number of) ([a-z]+(?: [a-z]+)?)/gi;

/** "An order has a date and several lines": parts of something, as they are written, where nothing leads from them to what has them. */
export function lonePartsIn(description: string, things: readonly { singular: string; of: readonly string[] }[]): { said: string; part: string }[] {
  return things.length < 2 ? [] : [...description.matchAll(MANY)].flatMap(([said, phrase = ""]) => {
    const nouns = [phrase, phrase.split(" ")[0] ?? ""].map((words) => onLastWord(words.toLowerCase(), singular));
    const thing = things.find(({ singular: one }) => nouns.some((noun) => noun === one || noun === one.split(" ").at(-1)));
    const isLone = thing !== undefined && thing.of.length === 0 && !things.some(({ of }) => of.includes(thing.singular));
    return isLone ? [{ said: said.replace(/^(?:, ?)?(?:and )?/i, ""), part: thing.singular }] : [];
  });
}
