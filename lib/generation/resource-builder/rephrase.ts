import { rephraseLists } from "./rephrase-lists.ts";
import { rephraseWishes } from "./rephrase-wishes.ts";

/** One way of saying something, put in the way that the readers know. It must mean the same. */
export interface Rephrasing {
  said: RegExp;
  means: string | ((match: string, ...groups: string[]) => string);
}

/** Puts what people and developers usually write in the few ways that the readers know. Takes and gives normalised text. */
export const rephrase = (text: string): string => [...rephraseLists, ...rephraseWishes].reduce((said, { said: pattern, means }) => (typeof means === "string" ? said.replace(pattern, means) : said.replace(pattern, means)), text);
