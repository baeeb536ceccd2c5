import { NOUN_PHRASE } from "./resource-builder/grammar/lexicon.ts";
import { sentencesOf } from "./resource-builder/grammar/sentences-of.ts";
import { tellPlainly } from "./resource-builder/grammar/tell-plainly.ts";
import { normaliseText } from "./resource-builder/normalise-text.ts";
import { singular } from "./resource-builder/words.ts";

/** Whether what is quoted as left out names a thing of the description, as an answer with a blueprint may. */
export const losesThing = (description: string, leftOut: readonly string[]): boolean => {
  const lost = new Set(leftOut.flatMap((line) => normaliseText(/^"(.*)": /s.exec(line)?.[1] ?? "").split(/[^a-z]+/).map(singular)));
  return thingsNamed(description).some((thing) => lost.has(thing));
};

/** The things that have a list of what they hold. */
const thingsNamed = (description: string): string[] => sentencesOf(tellPlainly(normaliseText(description))).flatMap(({ text }) => { const noun = THING.exec(text)?.groups?.noun; return noun === undefined || NO_THING.test(noun) ? [] : [lastWord(noun)]; });

const lastWord = (phrase: string): string => singular(phrase.trim().split(/[ -]/).at(-1) ?? "");

const THING = new RegExp(`^(?:[a-z' ]+: )?(?:(?:and|also|then|the|my|our|an?|each|every) )*(?<noun>${NOUN_PHRASE}) (?:with|has|have) (?=[a-z][^;]*(?:,| and ))`);
const NO_THING = /^(?:list|user|everyone|people|person|it|they|one|everybody)s?$/;
