import { CHOICE_NAMES, NOUN_PHRASE } from "./resource-builder/grammar/lexicon.ts";
import { sentencesOf } from "./resource-builder/grammar/sentences-of.ts";
import { tellPlainly } from "./resource-builder/grammar/tell-plainly.ts";
import { normaliseText } from "./resource-builder/normalise-text.ts";
import { singular } from "./resource-builder/words.ts";

/** Whether what was built of a shorter description has all things that the whole one names, joined as they were: an offer that loses one is no offer. */
export function keepsThings(description: string, built: unknown, removed: readonly string[]): boolean {
  const kept = thingsBuilt(built);
  if (kept.length === 0) return true;
  const names = new Set(kept.map(({ name }) => name));
  const gone = removed.map((part) => normaliseText(part)).join(". ");
  if (thingsNamed(description).some((thing) => !names.has(thing)) || MAKES.test(gone) || HALF_LIST.test(gone)) return false;
  // What a part that is gone spoke of was joined by it.
  return kept.length < 2 || kept.every(({ name, isJoined }) => isJoined || !new RegExp(`\\b${name}`).test(gone));
}

interface ThingBuilt {
  /** The last word of its name, in the singular. */
  name: string;
  /** It refers to another, or another to it. */
  isJoined: boolean;
}

function thingsBuilt(built: unknown): ThingBuilt[] {
  const points = typeof built === "object" && built !== null && "points" in built && Array.isArray(built.points) ? built.points.map(String) : [];
  const things = points.flatMap((point) => { const [, name, fields = ""] = /^(.+?) at \/\S+: (.+)$/.exec(point) ?? []; return name === undefined ? [] : [{ name: lastWord(name.toLowerCase()), targets: [...fields.matchAll(/\(id of an? ([a-z -]+)/g)].map(([, target = ""]) => lastWord(target)) }]; });
  return things.map(({ name, targets }) => ({ name, isJoined: targets.length > 0 || things.some((other) => other.targets.includes(name)) }));
}

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
/** Who does something makes a thing by it: "people sign up with name and email", "members borrow costumes". */
const MAKES = /(?:^|[.;] )(?:(?:and|then|also) )*(?:people|users?|members?|guests?|visitors?|customers?|students?|players?|buyers?|parents?|tenants?|residents?|everyone|anyone|they|a [a-z]+) (?:can |may )?(?:then )?(?:sign up|register|book|reserve|borrow|rent|order|apply|vote|submit|claim|bid|donate|enrol|join|lend)\b(?![^,.;]*\b(?:only|once|twice|at most|more than|until|unless|before|after|every)\b)|(?:^|[.;] )(?:post|create|add|claim|submit|log|record) an? [a-z]+ (?:for|to|on|with) /;
/** Values whose list began with it would be fields without it. */
const HALF_LIST = new RegExp(`^(?:the |an? )?(?:${CHOICE_NAMES})(?: [a-z]+)?$`);
