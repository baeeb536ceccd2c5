import { CHOICE_NOUN } from "../field-words/bare-choices.ts";
import { TEXT_NOUNS } from "../resource-builder/field-nouns.ts";
import { inferKind } from "../resource-builder/infer-kind.ts";

const LISTED = "(?<=(?:[,;:]|\\b(?:with|has|have|and)) ?(?:and )?(?:an? |its )?)";
const NAME = "((?!(?:and|with|has|have)\\b)[a-z]+(?: (?!(?:and|with|has|have)\\b)[a-z]+){0,3}?)";
const VALUE = "(-?\\d+(?:\\.\\d+)?|[\\p{L}][\\p{L}-]*)";
const END = "(?= *(?:[,;.)\\n]|$| and ))";
/** "status (open, closed), default open" */
const BEHIND_VALUES = new RegExp(`\\), ?(?:and )?defaults?(?: to| is|:)? ${VALUE}${END}`, "giu");
/** "rating default 1200" */
const BEFORE = new RegExp(`${LISTED}${NAME},? defaults?(?: to| is|:)? ${VALUE}${END}`, "giu");
/** "done false by default" */
const BEHIND = new RegExp(`${LISTED}${NAME} (?:is )?${VALUE} by default${END}`, "giu");
/** "name and available by default" */
const ALONE = new RegExp(`${LISTED}([a-z]+) by default${END}`, "giu");

const NO_NAME = /\b(?:is|are|be|it|they|which|that|who|always|never|not|no|can|must|should|will|or|and|to|by|the|default|with|has|have|sort|sorted|order|ordered|list|listed|show|shown)\b/i;

/** What a field in a list begins as, in brackets behind its own name. Where the name isn't told from the value, or was said before, it stays as it is. */
export function bracketDefaults(description: string): string {
  return description
    .replace(BEHIND_VALUES, (whole, value: string) => (TEXT_NOUNS.has(value.toLowerCase()) ? whole : `; default ${value})`))
    .replace(BEFORE, (whole: string, name: string, value: string) => (NO_NAME.test(name) || TEXT_NOUNS.has(value.toLowerCase()) ? whole : `${name} (default ${value})`))
    .replace(BEHIND, (whole: string, name: string, value: string, at: number, all: string) => (NO_NAME.test(name) || isSaid(`${name} ${value}`, all.slice(0, at)) ? whole : `${name} (default ${value})`))
    .replace(ALONE, (whole: string, word: string, at: number, all: string) => (isFlag(word.toLowerCase()) && !isSaid(word, all.slice(0, at)) && !OF_CHOICE.test(all.slice(0, at)) ? `${word} (default true)` : whole));
}

const isSaid = (words: string, before: string): boolean => before.toLowerCase().includes(words.toLowerCase());
/** Behind a status it is one of its values. */
const OF_CHOICE = new RegExp(`(?:\\)|\\b${CHOICE_NOUN}),? ?(?:and )?$`, "i");

const isFlag = (word: string): boolean => {
  const { kind, isSure } = inferKind(word);
  return isSure && kind === "boolean";
};
