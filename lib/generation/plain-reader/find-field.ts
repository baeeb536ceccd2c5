import { plainName } from "../outline/name-of.ts";
import type { OutlineField } from "../outline/schema.ts";
import { type DraftThing, isCalled, nounOf } from "./draft.ts";

const LEAD = /^(?:(?:the|an?|any|its|their|his|her|some|given|certain|specific|particular|one|each|every|chosen|exact|same|single|this|that|my|our|part of|parts of|partial|full|selected|various|different|all|for|by|on|of|with|in|whole) )+/i;
const TAIL = /(?: (?:field|value|flag|too|as well|again|only|please|i choose|i type|i enter|i give|you choose|you give|you want|i want|also|both|respectively))+$/i;

const LEFT = /^(?:the|an?|of|in|is|are|or|not|they|it|can|be|value|flag|field|whether|which)$/;

/** The field that a phrase speaks of: by its name, the last word of it, or words that no other field has. */
export function findField(phrase: string, thing: DraftThing): OutlineField | undefined {
  const said = plainName(phrase.replace(TAIL, "")).replace(LEAD, "").replace(LEAD, "");
  if (said === "") return undefined;
  const noun = nounOf(said);
  const same = thing.fields.find(({ name }) => name === said || name === noun || nounOf(name) === noun || name === said.replace(/ (?:id|name|type)$/, ""));
  if (same) return same;
  const words = noun.split(" ");
  const ways: ((field: OutlineField) => boolean)[] = [
    ({ name }) => nounOf(name.split(" ").at(-1) ?? "") === noun,
    ({ name }) => words.every((word) => name.split(" ").map(nounOf).includes(word)),
    ({ name }) => name.split(" ").length > 1 && name.split(" ").every((word) => !/^[a-z]{4,}/.test(word) || words.includes(nounOf(word))) && words.every((word) => LEFT.test(word) || name.split(" ").some((of) => of === word || nounOf(of) === word)),
    ({ name }) => (SAME.find((words) => words.includes(noun)) ?? []).includes(nounOf(name)) || (SAME.find((words) => words.includes(noun)) ?? []).includes(nounOf(name.split(" ").at(-1) ?? "")),
    // Of "takes cards" people say cards; of "place found" place.
    ({ name }) => words.length === 1 && name.split(" ").some((word) => word.length > 3 && nounOf(word) === noun),
    ({ name }) => /^(?:wh|how)/.test(noun) && name === noun,
  ];
  for (const way of ways) {
    const found = thing.fields.filter(way);
    const [one] = found;
    if (one && found.length === 1) return one;
  }
  return isCalled(thing, said) ? thing.fields.find(({ name }) => name === "name" || name === "title") : undefined;
}

/** Words for one fact. */
const SAME = [["location", "place", "spot", "site", "where"], ["colour", "color"], ["kind", "type", "category", "sort"], ["price", "cost", "price paid"], ["state", "status", "condition"], ["date", "day", "when"], ["person", "name", "who"], ["mail", "email"], ["maker", "make", "brand", "manufacturer"], ["writer", "author"], ["telephone", "phone"], ["quantity", "amount", "count", "stock"], ["title", "name"]];

/** The one date or time that "newest" and "between two dates" speak of: null where there are several, or none. */
export function timeOf(thing: DraftThing): OutlineField | null {
  const times = thing.fields.filter(({ kind }) => kind === "date" || kind === "dateTime");
  const [only] = times;
  if (only && times.length === 1) return only;
  // Of a start and an end it is the start.
  const start = times.find(({ name }) => /^(?:starts?|begins?)(?: at| on| time| date)?$/.test(name));
  if (start && times.length === 2 && times.some(({ name }) => /^(?:ends?|finish)(?: at| on| time| date)?$/.test(name))) return start;
  const plain = times.filter(({ name }) => /^(?:date|day|time|when|on|date and time)$|^date (?:[a-z]+ed|found|seen|bought|written|taken|made)$|(?:found|recorded|logged|received|seen|taken|posted|created|written|visit|played|[a-z]+ed) (?:date|at|on|time)$/.test(name));
  return plain.length === 1 ? (plain[0] ?? null) : null;
}
