import { singular } from "./resource-builder/words.ts";

/** The words of a text that was read, without marks and genitives. */
export const wordsOf = (text: string): string[] => text.replace(/[^a-z0-9' ]+/g, " ").split(/\s+/).map((word) => word.replace(/^'+|'s?$|'+$/g, "")).filter((word) => word !== "" && word !== "s");

/** "listed" and "listing" are known with "list". */
export const formsOf = (word: string): string[] => {
  const stem = word.replace(/(?:ing|ed|er)$/, "");
  return [word, singular(word), ...(stem.length > 2 && stem !== word ? [stem, `${stem}e`, stem.replace(/(.)\1$/, "$1")] : [])];
};

/** What is one word, however it is written. */
export const joined = (text: string): string => text.replace(/\bkey[ -]values?\b/g, "keyvalue").replace(/\btime[ -]to[ -]live\b/g, "ttl").replace(/\bfavourites?\b/g, "favorite");
