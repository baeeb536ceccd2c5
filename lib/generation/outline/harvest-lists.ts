import { isPlural } from "../resource-builder/words.ts";

/** The text at the words that open a list: what stands before the first, then each list. */
export function listsOf(text: string): string[] {
  const parts: string[] = [];
  let from = 0;
  for (const { 0: found, index } of text.matchAll(OPENER)) {
    const before = text.slice(from, index);
    if (/[({][^)}]*$/.test(text.slice(0, index)) || (parts.length > 0 && (headIn(before) === null || /\b(?:number|count|amount|list) of [a-z ]+$/.test(before)))) continue;
    // "difficulty: low" in a list, and a kind behind a name, open none.
    if (/^ ?:/.test(found) && parts.length > 0 && !isPlural(headIn(before)?.split(" ").at(-1) ?? "")) continue;
    parts.push(before);
    from = index + found.length;
  }
  return [...parts, text.slice(from)].map((part) => part.trim());
}

const OPENER = /,? ?\b(?:(?:that|which|who|they|it|each(?: one)?|should|must|can|all|also|(?:has|have|needs?) to) )*(?:(?:have|has)(?! (?:it|them|one|this|that|to)\b)|having|with|contains?|containing|includes?|including|consists? of|needs(?= (?:an? )?(?:name|title))|(?:i|we|they|people|users?|customers|guests|visitors|members|everyone) (?:(?:can|should|must|will|want to|need to|would like to) )?(?:write down|notes?(?: down)?|record|log|leave|enter|submit|fill in|give|keep|store|track|save|know)(?! (?:my|our|all|of|track)\b)(?=[^.]*(?:,| and )))\b(?: (?:the|these|following|their|its|an?|fields?|columns?|data|details|like|such as|at least|both)(?= ))*:? ?| ?: | - (?=[a-z])/g;

/** The noun that the end of a list names before the next one opens. */
export const headIn = (list: string): string | null => /(?:^|,\s*(?:and )?|\band )((?:the |an? |our |my |each |every )?(?:[a-z-]+ ){0,2}[a-z-]+(?: between (?:an? )?[a-z]+ and (?:an? )?[a-z]+)?)$/.exec(list.trim())?.[1] ?? null;

export const itemsOf = (list: string): string[] => {
  const items: string[] = [];
  let depth = 0;
  let from = 0;
  for (const { 0: mark, index } of list.matchAll(/[({]|[)}]|,\s*(?:and |or )?| and (?:also )?| plus /g)) {
    if (/[({]/.test(mark)) depth += 1;
    else if (/[)}]/.test(mark)) depth = Math.max(0, depth - 1);
    else if (depth === 0 && !(mark.startsWith(" and") && /\b(?:between [a-z]+|date and time|first and last|terms and conditions)/.test(list.slice(from, index + 15)) && list.slice(from, index).split(" ").length < 4)) { items.push(list.slice(from, index)); from = index + mark.length; }
  }
  const all = [...items, list.slice(from)];
  const told = all.length > MOST_ITEMS ? [...all.slice(0, MOST_ITEMS), all.slice(MOST_ITEMS).join(", ")] : all;
  return told.map((item) => item.trim().replace(/^(?:and|with|the) /, "")).filter(Boolean);
};

/** More than a thing has fields: what is beyond them is one part, and told as not understood. */
const MOST_ITEMS = 60;
