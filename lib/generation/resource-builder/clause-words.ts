import { isShortFor } from "./is-short-for.ts";
import { resolveNoun } from "./known-resources.ts";
import type { Field, Resource } from "./resource-plan.ts";
import { camelCase, isPlural, onLastWord, singular } from "./words.ts";

/** Takes what the patterns match out of the text. `found` keeps a match in place by answering false, or puts other words there. */
export function takeClauses(text: string, patterns: readonly RegExp[], found: (groups: Record<string, string | undefined>, match: string, before: string) => string | false | void): string {
  let rest = text;
  for (const pattern of patterns) {
    rest = rest.replace(pattern, (...parts: unknown[]) => {
      const groups = parts.at(-1);
      const whole = String(parts[0]);
      const offset = parts.findLast((part) => typeof part === "number");
      const named = typeof groups === "object" && groups !== null ? Object.fromEntries(Object.entries(groups)) : {};
      const answer = found(named, whole, rest.slice(0, typeof offset === "number" ? offset : 0));
      return answer === false ? whole : ` ${answer ?? ""}`;
    }).replace(/ {2,}/g, " ").replace(/ ([,.;])/g, "$1");
  }
  return rest;
}

const STOP = "a|an|the|with|that|which|who|and|or|but|per|by|for|in|of|on|to|from|should|must|can|may|is|are|be|have|has|having|i|we|you|it|they|also|where|whose|when|then|each|every|search|searching|sort|sorted|sorting|filter|filtering|find|show|get|list|count|total|sum|average|please|only|never|not|no|at|as|so|if|like|want|need|send|track|manage|keep|store|across|using";
/** One word of a name. */
export const WORD = `(?!(?:${STOP})\\b)[a-z][a-z0-9_-]*\\b`;
/** A field or a thing, as it is named. */
export const LABEL = `(?:(?:the|a|an|all|my|our|their|its|his|her|each|every) )*${WORD}(?: ${WORD}){0,2}(?! (?:with|has|have|having)\\b|:)`;
export const LABELS = `${LABEL}(?:(?:,? and (?:by |on )?|,? or (?:by |on )?|, (?:by )?| ?/ ?)${LABEL})*`;
/** What stands before a wish and says nothing: so many words at most, or a text of nothing else would be tried from each of its words in all lengths. */
export const LINK =
  "(?:[ ,;(-]*\\b(?:(?:users?|people|customers|everyone|anyone|clients|visitors|members|others|other people|they|one) (?=(?:can|could|should|must|may|want|wants|need|needs|to be able)\\b)|(?:and|with|also|plus|that|which|where|it|i|we|you|want|wants|wanna|need|needs|would|like|to|be|able|can|could|should|must|may|let|lets|allow|allows|allowing|me|us|them|users|people|have|has|having|support|supports|supporting|include|includes|including|provide|provides|offer|offers|" +
  "the|a|an|api|then|there|is|some|way|option|possibility|ability|feature|features|endpoints?|for|please|show|shows|give|gives|see|get|gets|know|display|return|returns|tell|tells|view|calculate|calculates|compute|report|reports|what)\\b)){0,16}[ ,;]*";

export const splitLabels = (labels: string): string[] => labels.split(/,? and (?:by |on )?|,? or (?:by |on )?|, (?:by )?| ?\/ ?/).map(bare).filter(Boolean);
/** Without articles. */
export const bare = (phrase: string): string => phrase.trim().replace(/^(?:(?:the|a|an|all|my|our|their|its|his|her|each|every|of|by|on) )+/, "").trim();
export const asNoun = (phrase: string): string => resolveNoun(onLastWord(bare(phrase).replace(/-/g, " "), singular));

/** The resource that a phrase names. */
export function resourceNamed<Named extends { singular: string }>(resources: readonly Named[], phrase: string): Named | undefined {
  const noun = asNoun(phrase);
  const last = (text: string): string => text.split(" ").at(-1) ?? "";
  const partly = resources.filter((resource) => last(resource.singular) === noun || (noun.includes(" ") && last(noun) === resource.singular));
  return resources.find((resource) => resource.singular === noun) ?? (partly.length === 1 ? partly[0] : resources.find((resource) => isShortFor(noun, resource.singular)));
}

/** The resource that was named last before a clause; where none was, the only one. */
export function nearestResource(resources: readonly Resource[], before: string): Resource | undefined {
  const placed = resources.map((resource) => ({ resource, at: Math.max(...[resource.singular, resource.plural, resource.singular.split(" ").at(-1) ?? "", resource.plural.split(" ").at(-1) ?? ""].map((name) => lastMention(before, name))) }));
  const [nearest] = placed.filter(({ at }) => at >= 0).toSorted((one, other) => other.at - one.at);
  return nearest?.resource ?? (resources.length === 1 ? resources[0] : undefined);
}

/** A thing in a list of fields ("requests with book, date") is a field there, and isn't spoken of. */
const lastMention = (text: string, name: string): number => [...text.matchAll(new RegExp(`\\b${name}\\b`, "g"))].filter(({ index }) => isPlural(name) || !/(?:\b(?:with|have|has|and)|[,:(]) ?$/.test(text.slice(0, index))).at(-1)?.index ?? -1;
export const mentions = (text: string, noun: string): number => [...text.matchAll(new RegExp(`\\b(?:${noun}|${onLastWord(noun, singular)})s?\\b`, "g"))].length;

/** The only field whose words include all that are said, in their order: "next change date" is the next dressing change date. */
export function fieldAlike(fields: readonly Field[], label: string): Field | undefined {
  const said = new RegExp(`\\b${bare(label).split(" ").map((word) => `${word.replace(/[^a-z0-9]/g, "")}\\b`).join(".*\\b")}`);
  const alike = fields.filter((field) => said.test(field.label));
  return alike.length === 1 ? alike[0] : undefined;
}

/** The field of a resource that a label names: `customer` names customerId, `email` emailAddress. */
export function fieldNamed(fields: readonly Field[], label: string): Field | undefined {
  const name = camelCase(onLastWord(bare(label).replace(/'s$/, "").replace(/[_-]/g, " "), singular));
  const exact = camelCase(bare(label).replace(/[_-]/g, " "));
  const fits = (field: Field): boolean => [name, `${name}Id`, `${name}Address`, `${name}Number`, `${name}s`].includes(field.name) || `${field.name}Address` === name || `${field.name}Number` === name || field.label === bare(label);
  return fields.find((field) => field.name === exact) ?? fields.find((field) => field.name === name) ?? fields.find(fits);
}
