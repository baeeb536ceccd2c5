import { NotUnderstood } from "./not-understood.ts";
import { isDeed, readNoun } from "./read-noun.ts";
import { isPlural, onLastWord, plural } from "./words.ts";

/** What is kept by the words before a list of fields: "a log of calls to our help line" keeps calls. Throws where nothing in them names a thing. */
export function readTitle(phrase: string, items: number): string {
  try {
    const noun = readNoun(phrase);
    // A list of contacts by its trade name.
    return noun === "crm" && items >= LEAST ? "contact" : noun;
  } catch (error) {
    if (!(error instanceof NotUnderstood) || items < LEAST || isDeed(phrase) || SAYS_MORE.test(phrase)) throw error;
    for (const shorter of shortened(phrase)) {
      const noun = attempt(shorter);
      if (noun !== null) return noun;
    }
    const [, time] = /([a-z]+ time)$/.exec(phrase.replace(/^.*'s? /, "")) ?? [];
    if (time !== undefined) return `${time} entry`;
    throw error;
  }
}

/** "for each hive i write inspections" says what they belong to, and "bees and want to log my hives" two things: the rest of it would be gone. */
const SAYS_MORE = /^(?:for|per|on|in|at|about) (?:each|every)\b|\band (?:(?:i|we|they) )?(?:want|need|would like)\b/;

/** So many fields leave no doubt that the words before them name what has them. */
const LEAST = 3;

/** Without what it is for or of, and of two things the first that is several. */
function shortened(phrase: string): string[] {
  const [head = "", ...others] = phrase.replace(/ (?:of|for|about) (?=[a-z ]+ (?:to|for|in|at|on|from|with) )/, " ").split(/ (?:for|in|at|to|from|on|of|about|with|as|by) /);
  const [first = "", second = ""] = phrase.split(/ and (?:the |their |our |my )?/);
  const cut = phrase.split(/ (?:for|in|at|to|from|on|of|about|with|[a-z]+ed by|made by|sent by|given by|written by|taken by|seen by) /)[0] ?? "";
  const calendar = /^([a-z -]+) (?:calendar|planner|board|overview)$/.exec(phrase)?.[1];
  const words = phrase.split(" ");
  const last = words.length > 3 && others.length === 0 && /^[a-z -]+$/.test(phrase) && isPlural(words.at(-1) ?? "") ? [words.slice(-3).join(" "), words.slice(-2).join(" ")] : [];
  const holds = [...(second === "" ? [] : [first]), ...(others.length > 0 ? [head] : []), cut, ...last, ...(calendar === undefined ? [] : [onLastWord(calendar, plural)])];
  return holds.filter((part) => part.trim() !== "" && part !== phrase && (isSeveral(part.split(" ").at(-1) ?? "") || HOLDER.test(part)));
}

/** In the plural, or a noun that has none: "feedback". */
const isSeveral = (word: string): boolean => isPlural(word) || plural(word) === word;

/** In the singular only what holds many is a thing to keep: "reading time of an article" isn't. */
const HOLDER = /\b(?:log|list|tracker|register|diary|journal|collection|inventory|catalogue|catalog|database|directory|sheet|schedule|record|roster)$/;

function attempt(phrase: string): string | null {
  try {
    return readNoun(phrase);
  } catch (error) {
    if (error instanceof NotUnderstood) return null;
    throw error;
  }
}
