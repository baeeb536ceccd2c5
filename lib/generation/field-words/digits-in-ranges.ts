import { NUMBER, numberOf } from "../resource-builder/number-words.ts";

const RANGE = new RegExp(`\\b(from|between) (${NUMBER}) (to|and) (${NUMBER})(?= *(?:[,;.)\\n]|$| and | stars?\\b| points?\\b))`, "gi");

/** "stars from one to five": the limits in digits, which every reader knows. */
export const digitsInRanges = (description: string): string =>
  description.replace(RANGE, (_whole, from: string, low: string, to: string, high: string) => `${from} ${numberOf(low.toLowerCase())} ${to} ${numberOf(high.toLowerCase())}`);
