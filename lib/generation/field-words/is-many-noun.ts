import { isPlural } from "../resource-builder/words.ts";

const AS_ONE = /^(?:diabetes|gymnastics|athletics|sports|sales|goods|news|series|species|arts|games|savings|electronics|parts|accounts|operations|business|address|class|glass|press|chess|fitness|witness|customs|works|premises|headquarters|bus|gas|campus|bonus|status|lens|process|grass|mass|tennis|maths|physics|boss|cross|ss)$/;

/** Several of something, where a word ends in s. */
export const isManyNoun = (word: string): boolean => isPlural(word) && !AS_ONE.test(word);
