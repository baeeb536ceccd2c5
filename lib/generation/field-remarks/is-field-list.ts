import { isTextNoun } from "../resource-builder/field-nouns.ts";
import { inferKind } from "../resource-builder/infer-kind.ts";
import { isPlural } from "../resource-builder/words.ts";

/** Whether a bracket holds the fields of the thing before it: "books (title, author)". What opens a sentence is a thing, and so is what is named in the plural and has fields. */
export function isFieldList(label: string, inside: string, before: string): boolean {
  const items = inside.split(/[,;]|\band\b/).map((item) => item.trim().toLowerCase().replace(/^(?:the|an?|its|their) /, "").replace(/\s*[:?].*$/, "")).filter(Boolean);
  if (items.length < 2) return false;
  const isNamedAlone = !/[,:(]|\b(?:with|has|have|having|contains?|includes?|fields?)\b/i.test(before) && !/^\s*[-*\u2022]/.test(before);
  const like = items.filter(isFieldLike).length;
  const isMany = isPlural(label.toLowerCase().split(" ").at(-1) ?? "");
  // "dogs (name, breed), walks (dog, start)"
  const isInSeries = isMany && !/:|\b(?:with|has|have|having|contains?|includes?|fields?)\b/i.test(before.replace(/\([^()]*\)/g, ""));
  return isNamedAlone || isInSeries || (isMany && like * 2 >= items.length);
}

/** Whether words name a fact that a thing has. */
export const isFieldLike = (item: string): boolean => !/^(?:several|list|comma separated|lowercase|optional|required|unique|text|number|date|integer|string)$/.test(item) && ((inferKind(item).isSure && inferKind(item).kind !== "boolean") || isTextNoun(item));
