import { plainName } from "../outline/name-of.ts";
import { pluralOf } from "../outline/outline-issues.ts";
import type { OutlineField, OutlineRule } from "../outline/schema.ts";
import { remember } from "../remember.ts";
import { isShortFor } from "../resource-builder/is-short-for.ts";
import { onLastWord, singular } from "../resource-builder/words.ts";

/** A thing as far as it was read, with the other words that people call it by. */
export interface DraftThing {
  singular: string;
  also: string[];
  fields: OutlineField[];
  search: string[];
  rules: OutlineRule[];
  /** Whom and what it was said to be for: a relation, where that is kept too. */
  around: string[];
}

/** What was read so far. A reader of a sentence changes a copy, so that a way of reading which fails leaves nothing behind. */
export interface Draft {
  things: DraftThing[];
  /** What the description is about, while no thing with fields stands for it. */
  topics: string[];
  /** What a first reading found to be kept: a sentence may speak of it before it is described. */
  expected: DraftThing[];
  /** Things of which each caller has its own; * is all of them. */
  own: string[];
  /** Who signs in: whoever calls is one of them. */
  callers: string[];
  /** Things that anybody makes, of whom nothing was said. */
  doneBy: string[];
  /** Things that do something to others: a member who books a court. */
  doers: string[];
  /** The place of the thing that was spoken of last. */
  last: number;
  /** Parts that nothing of it answers for, as they were written. */
  open: { text: string; why?: string }[];
  /** What was taken for granted. */
  said: string[];
}

export const newDraft = (expected: DraftThing[] = []): Draft => ({ things: [], topics: [], expected, own: [], callers: [], doneBy: [], doers: [], last: -1, open: [], said: [] });

/** How much of a description is open: what decides between two ways of reading it. */
export const lengthOpen = ({ open }: Draft): number => open.reduce((sum, { text }) => sum + text.length, 0);

/** Words for any thing. */
export const GENERIC = /^(?:item|entry|record|one|thing|row|object|piece|element|result|stuff|everything|list)$/;

export const say = (draft: Draft, line: string): void => { if (!draft.said.includes(line)) draft.said.push(line); };

/** The singular of a noun phrase in plain words. */
export const nounOf = remember((phrase) => onLastWord(plainName(phrase), singular));

/** Everything that a thing is called, in both numbers, the longest first. */
export const namesOf = ({ singular: one, also }: Pick<DraftThing, "singular" | "also">): readonly string[] => inBothNumbers([one, ...also].join("|"));

const inBothNumbers = remember<readonly string[]>((names) => {
  const ones = names.split("|").flatMap((name) => { const words = name.split(" "); return [name, words.at(-1) ?? name]; });
  return [...new Set(ones.flatMap((one) => [one, pluralOf({ singular: one })]))].toSorted((one, other) => other.length - one.length);
});

export const isCalled = (thing: DraftThing, phrase: string): boolean => { const noun = nounOf(phrase); return namesOf(thing).some((name) => nounOf(name) === noun); };

/** The thing that a phrase names; of two that share their last word the one that is named whole. */
export const thingCalled = ({ things }: Draft, phrase: string): DraftThing | undefined => things.find(({ singular: one }) => one === nounOf(phrase)) ?? things.find((thing) => isCalled(thing, phrase)) ?? things.find(({ singular: one }) => isShortFor(nounOf(phrase), one));

/** The name of a thing that is kept, described already or later. */
export const nameKept = (draft: Draft, phrase: string): string | undefined => (thingCalled(draft, phrase) ?? draft.expected.find(({ singular: one }) => one === nounOf(phrase)) ?? draft.expected.find((thing) => isCalled(thing, phrase)))?.singular ?? draft.topics.map((topic) => topic.split("|")).find((names) => draft.topics.length > 1 && names.includes(nounOf(phrase)))?.[0];
