import { type Draft, type DraftThing, GENERIC, thingCalled } from "./draft.ts";
import type { RowNoun } from "./row-noun.ts";

/** The thing of this name, made where there is none: in place of what the description was about, where that has no fields of its own. */
export function openThing({ singular, also, around }: RowNoun, draft: Draft, isPart = false): DraftThing {
  // The items of an order aren't orders.
  const known = thingCalled(draft, singular) ?? (!isPart && GENERIC.test(singular) && draft.things.length === 1 ? draft.things[0] : undefined);
  if (known) {
    draft.last = draft.things.indexOf(known);
    return known;
  }
  const topic = draft.things.length === 0 && draft.topics.length === 1 ? draft.topics.shift() : draft.topics.find((one) => one.split("|").some((name) => name === singular || name.split(" ").at(-1) === singular));
  if (topic !== undefined) draft.topics = draft.topics.filter((one) => one !== topic);
  const names = (topic ?? "").split("|").filter(Boolean);
  const [first = singular] = names;
  // "Feature flags. Each flag has …" are feature flags; a piece of sheet music is a piece.
  const isWider = names.length > 0 && (first.split(" ").at(-1) === singular || (GENERIC.test(singular) && !/^found item$/.test(first)));
  // "Dog kennel bookings. A dog has a name": dogs are no bookings, of which more may be said.
  const thing: DraftThing = { singular: isWider ? first : singular, also: [...new Set([...(isWider ? names : []), ...also, singular])].filter((name) => name !== (isWider ? first : singular)), fields: [], search: [], rules: [], around };
  draft.things.push(thing);
  draft.last = draft.things.length - 1;
  return thing;
}
