import { tellPlainly } from "./grammar/tell-plainly.ts";
import { rephraseChildren } from "./rephrase-children.ts";
import { rephraseItems } from "./rephrase-items.ts";
import { rephraseLists } from "./rephrase-lists.ts";
import { rephrasePlainEnglish } from "./rephrase-plain-english.ts";
import { rephraseWishes } from "./rephrase-wishes.ts";
import type { Rephrasing } from "./rephrasing.ts";

/** Puts what people and developers usually write in the few ways that the readers know. Takes and gives normalised text. */
export const rephrase = (text: string): string => [...rephrasePlainEnglish, ...rephraseChildren, ...rephraseItems, ...rephraseLists, ...rephraseWishes].reduce(put, tellPlainly(text));

function put(text: string, { said, means }: Rephrasing): string {
  if (typeof means === "string") return text.replace(said, means);
  return text.replace(said, (match: string, ...rest: unknown[]) => means(match, rest.slice(0, rest.findIndex((part) => typeof part === "number")).map((group) => (typeof group === "string" ? group : "")), text));
}
