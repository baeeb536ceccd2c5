import { isTextNoun } from "../field-nouns.ts";
import { inferKind, kindOfHint } from "../infer-kind.ts";
import { partsOf } from "./brackets.ts";

/** The items of a list, parted at commas and "and" outside of brackets. */
export const itemsOf = (list: string): string[] => partsOf(list, ",? and |, ?").map(({ text }) => text.trim()).filter(Boolean);

/** Two or more, of which half are known for fields: "name, phone", not "good, worn". */
export function areFields(list: string): boolean {
  const items = itemsOf(list).map((item) => item.replace(/\([^()]*\)| (?:from |between )?\d.*$| in [a-z0-9]+$| (?:g|kg|mg|ml|cm|mm|km|m2)$|\b(?:optional|unique|required|which must be unique|must be unique|if any|if known)\b/g, "").trim()).filter(Boolean);
  const known = items.filter((item) => inferKind(item).isSure || isTextNoun(item) || kindOfHint(item.split(" ").at(-1) ?? "") !== undefined);
  return items.length >= 2 && known.length * 2 >= items.length;
}
