import { tellPlainly } from "./grammar/tell-plainly.ts";
import { rephraseChildren } from "./rephrase-children.ts";
import { rephraseItems } from "./rephrase-items.ts";
import { rephraseLists } from "./rephrase-lists.ts";
import { rephrasePlainEnglish } from "./rephrase-plain-english.ts";
import { rephraseWishes } from "./rephrase-wishes.ts";

/** One way of saying something, put in the way that the readers know. It must mean the same. */
export interface Rephrasing {
  said: RegExp;
  means: string | ((match: string, groups: string[], text: string) => string);
}

/** Puts what people and developers usually write in the few ways that the readers know. Takes and gives normalised text. */
export const rephrase = (text: string): string => [...rephrasePlainEnglish, ...rephraseChildren, ...rephraseItems, ...rephraseLists, ...rephraseWishes].reduce(put, tellPlainly(text));

function put(text: string, { said, means }: Rephrasing): string {
  if (typeof means === "string") return text.replace(said, means);
  return text.replace(said, (match: string, ...rest: unknown[]) => means(match, rest.slice(0, rest.findIndex((part) => typeof part === "number")).map((group) => (typeof group === "string" ? group : "")), text));
}
