import { isPlural, onLastWord, plural, singular } from "../words.ts";
import { KEEPER, NOUN_PHRASE } from "./lexicon.ts";

/** What has a list behind it anywhere in a text: "bikes (brand, model)", "every horse has a name". */
export interface Declared {
  /** The singular of the thing that a phrase names; null when it isn't one of them. */
  named(phrase: string): string | null;
}

const LISTED = new RegExp(`(?<!\\b(?:at|in|of|for|on|to|from|by|per|with|about) (?:the |an? |our |my |each |every )?)(?<=^|[,.;:()\\n] ?|\\b(?:and|of|manage|store|keep|track|save|the|each|every|an?|${KEEPER.replace(/\?<subject>/, "?:")}) )(${NOUN_PHRASE})(?: (?:${["of", "on", "for", "per", "in", "belonging to", "from"].join("|")}) (?:an?|each|every|the|one|our|my) [a-z]+)?(?: with | has | have | having |: ?| ?\\()`, "g");

export function declaredThings(text: string): Declared {
  const nouns = new Set([...text.matchAll(LISTED)].flatMap(([, noun = ""]) => tails(noun)).map((noun) => onLastWord(noun, singular)));
  return {
    named(phrase) {
      const noun = onLastWord(phrase.trim(), (word) => (isPlural(word) ? singular(word) : word));
      return nouns.has(noun) || nouns.has(singular(plural(noun))) ? noun : null;
    },
  };
}

/** "used cars" are cars too. */
const tails = (phrase: string): string[] => phrase.split(" ").map((_word, index, words) => words.slice(index).join(" "));
