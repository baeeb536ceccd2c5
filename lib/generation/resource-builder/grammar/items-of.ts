import { isTextNoun } from "../field-nouns.ts";
import { inferKind, kindOfHint } from "../infer-kind.ts";

/** The items of a list, parted at commas and "and" outside of brackets. */
export function itemsOf(list: string): string[] {
  const items: string[] = [];
  let depth = 0;
  let from = 0;
  for (const { 0: found, index } of list.matchAll(/[([{]|[)\]}]|,? and |, ?/g)) {
    if (/^[([{]$/.test(found)) depth += 1;
    else if (/^[)\]}]$/.test(found)) depth = Math.max(0, depth - 1);
    else if (depth === 0) {
      items.push(list.slice(from, index));
      from = index + found.length;
    }
  }
  return [...items, list.slice(from)].map((item) => item.trim()).filter(Boolean);
}

/** Two or more, of which half are known for fields: "name, phone", not "good, worn". */
export function areFields(list: string): boolean {
  const items = itemsOf(list).map((item) => item.replace(/\([^()]*\)| (?:from |between )?\d.*$| in [a-z0-9]+$| (?:g|kg|mg|ml|cm|mm|km|m2)$|\b(?:optional|unique|required|which must be unique|must be unique|if any|if known)\b/g, "").trim()).filter(Boolean);
  const known = items.filter((item) => inferKind(item).isSure || isTextNoun(item) || kindOfHint(item.split(" ").at(-1) ?? "") !== undefined);
  return items.length >= 2 && known.length * 2 >= items.length;
}
