import type { Blueprint, ParameterValues } from "#lib/blueprints/blueprint.ts";
import { singular } from "./resource-builder/words.ts";

export interface Place {
  from: number;
  to: number;
}

/** Where a description lists values of one of the blueprint's closed sets, and names one that isn't among them: "(dev, staging, prod)". */
export function otherValues(blueprint: Blueprint, values: ParameterValues, description: string): Place[] {
  const vocabulary = new Set(blueprint.vocabulary.split(" "));
  const isKnown = (item: string): boolean => item.split(/[ -]+/).every((word) => vocabulary.has(word) || vocabulary.has(singular(word)));
  return (blueprint.sets ?? []).filter((set) => set.values !== ANY).flatMap(({ of, values: all, parameter }) => {
    const chosen = blueprint.parameters.find(({ name }) => name === parameter);
    const has = new Set([...all.split(", "), ...(chosen ? [String(values[chosen.name] ?? chosen.default)] : [])]);
    const isValue = (item: string): boolean => has.has(SHORT[item] ?? item) || has.has(singular(item));
    return listsOf(of, description.toLowerCase())
      .filter(({ items, form }) => items.some((item) => !isValue(item) && (form === "bracketed" || !isKnown(item))) && (form !== "beside" || items.some(isValue)))
      .map(({ from, to }) => ({ from, to }));
  });
}

/** Where a description lists names that are its callers' choice: "categories (food, rent, fun)". */
export const freeValues = (blueprint: Blueprint, description: string): Place[] =>
  (blueprint.sets ?? []).filter(({ values }) => values === ANY).flatMap(({ of }) => listsOf(of, description.toLowerCase()).filter(({ form }) => form === "bracketed"));

/** What developers write for short. */
const SHORT: Record<string, string> = { dev: "development", stage: "staging", prod: "production" };
const ANY = "any";

interface List extends Place {
  items: string[];
  form: "bracketed" | "said" | "beside";
}

const ITEM = "[a-z0-9]+(?:-[a-z0-9]+)*";
const RUN = `${ITEM}(?:(?:\\s*(?:/|\\||->|→)\\s*|,\\s*(?:and |or )?| and | or )${ITEM})+`;
const SAID = "(?:is|are|can be|may be|like|such as|one of|called|named|from)";

/** What is listed of a noun: in brackets or after a colon, after "such as", or right before or behind it. */
function listsOf(noun: string, text: string): List[] {
  const forms: [List["form"], RegExp][] = [
    ["bracketed", new RegExp(`\\b(?:${noun})(?: ${SAID})?\\s*(?:\\(|\\[|: ?(?=${RUN}(?:[.;\\n]|$)))\\s*([^()\\[\\].;\\n]+)`, "dg")],
    ["said", new RegExp(`\\b(?:${noun}) ${SAID} (${RUN})`, "dg")],
    ["said", new RegExp(`(?:^|[ (,])(${RUN}) (?:${noun})\\b`, "dg")],
    ["beside", new RegExp(`\\b(?:${noun}):? (${RUN})`, "dg")],
  ];
  return forms.flatMap(([form, pattern]) => [...text.matchAll(pattern)].flatMap((match) => {
    const [from, to] = match.indices?.[1] ?? [0, 0];
    const items = itemsOf(match[1] ?? "");
    return items.length > 1 ? [{ form, from, to, items }] : [];
  }));
}

const itemsOf = (list: string): string[] => list.split(/\s*(?:,|\/|\||->|→|\band\b|\bor\b)\s*/).map((item) => item.replace(/^(?:e\.?g\.?|either|an?|the) |\betc\b\.?/g, "").trim()).filter((item) => item !== "" && item.split(" ").length <= 2);
