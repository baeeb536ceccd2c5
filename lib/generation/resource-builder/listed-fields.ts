import { isTextNoun } from "./field-nouns.ts";
import { inferKind } from "./infer-kind.ts";
import { normaliseText } from "./normalise-text.ts";
import { splitItems } from "./split-items.ts";
import { isPlural } from "./words.ts";

/** The fields that a description lists by their names: "with title, body and published". Empty when its list has anything but fields. */
export function listedFields(description: string): string[] {
  const items = itemsOf(description);
  return items.length >= 2 && items.every(isPlainField) ? items : [];
}

/** All that a description lists that can only be fields: also what text holds, as "created by". */
export const listedNames = (description: string): string[] => itemsOf(description).filter((item) => isPlainField(item) || (/^[a-z]+ed by$/.test(item) && isTextNoun(item)));

/** The plain fields among what a description lists. */
export const namedFields = (description: string): string[] => itemsOf(description).filter(isPlainField);

function itemsOf(description: string): string[] {
  const list = /(?:\b(?:with|has|have|having)\b|:| \()\s*(?:the |these |following |fields?:? )*([a-z][^.;\n]*)/.exec(normaliseText(description))?.[1] ?? "";
  return splitItems(list.replace(/\)$/, "")).filter((item) => !/^(?:optional |unique )*(?:full text )?(?:search|sort|filter|order|find)(?:ed|ing|able)?\b/.test(item)).map((item) => item.replace(/\b(?:optional|unique|required)\b|\((?:optional|unique|required)\)/g, "").trim()).filter(Boolean);
}

/** Known by its name, in the singular, without an article: "comments", "a budget" and "ranks" are wishes. */
function isPlainField(item: string): boolean {
  const last = item.split(" ").at(-1) ?? "";
  if (!/^[a-z]+(?: [a-z]+){0,2}$/.test(item) || / (?:an?|the) /.test(item) || /^(?:send|get|show|post|find|add|keep|see|count|list|make|create|enter|give) /.test(item) || /^(?:an?|the|no|one|each|every|limited|low|multiple|best|monthly|daily|current) /.test(item)) return false;
  // "students answer" is what they do.
  if (/^(?:students|pupils|users|people|players|members|customers|guests|voters|teachers|visitors|participants|kids) [a-z]+$/.test(item)) return false;
  // "budget per category" and "rollout by country" are figures and ways of doing.
  if (/ (?:per|by) /.test(item) && BEHAVIOUR.test(item.split(" ")[0] ?? "")) return false;
  return (!isPlural(last) || /^(?:tags|ingredients|steps|authors|notes|pages|minutes|servings)$/.test(last)) && (inferKind(item).isSure || PLAIN.test(last)) && !BEHAVIOUR.test(last);
}

const PLAIN = /^(?:text|number|customer|client|username|employee|product|item|code|slug|group|value|location|venue|organi[sz]er|frequency|player|host|reason|capacity|unit|cuisine|nickname|surname|rating|isbn|sku|key)$/;
const BEHAVIOUR = /^(?:comment|review|archived?|archive|draft|published state|streak|rank|vote|tax|budget|total|rollout|expiry|history|search|availability|distribution|average|feedback)$/;
