import { pluralOf } from "../outline/outline-issues.ts";
import type { DeedClause } from "./deed-clause.ts";
import { doersOf, objectOf } from "./deed-parties.ts";
import { type Deed, readTail } from "./deed-tail.ts";
import { type Draft, type DraftThing, say } from "./draft.ts";
import { openThing } from "./open-thing.ts";
import { point } from "./point.ts";

type TakenClause = Pick<DeedClause, "who" | "isOne" | "rest"> & { noun: string; choices?: string[] };

/** A booking by booking: of one of those that are booked, by one of those who do. */
export function done({ who, isOne, noun, rest, choices }: TakenClause, sentence: string, draft: Draft): boolean {
  const object = objectOf(rest, draft);
  if (!object) return false;
  const isDescribed = draft.things.some(({ singular: one, fields }) => one === noun && fields.length > 0);
  const whose = doersOf(who, isOne, NAMED.test(object.rest), draft);
  if (!whose) return false;
  const target = object.of ?? openThing(object.noun, draft).singular;
  const thing = openThing({ singular: noun, also: [], around: [] }, draft);
  const deed: Deed = { place: draft.last, target, people: whose.of, isCaller: whose.isCaller };
  if (!point(deed.place, target, draft) || (whose.of !== null && !point(deed.place, whose.of, draft))) return false;
  say(draft, `"${sentence}" is kept as ${pluralOf(thing)}: each is of one ${target}${whose.of === null ? "" : ` and one ${whose.of}`}`);
  if (choices && thing.fields.some(({ name }) => name === noun)) return false;
  if (choices) thing.fields.push({ name: noun, kind: "choice", isRequired: true, isUnique: false, choices });
  const valued = /^(?:rating|score)$/.test(noun) && !thing.fields.some(({ kind, name }) => name === noun || kind === "integer" || kind === "choice");
  if (valued) thing.fields.push({ name: noun, kind: "integer", isRequired: true, isUnique: false, min: 0, isGuess: true });
  const isEmpty = !isDescribed && object.rest.trim() === "";
  if (noun === "review" && isEmpty) return false;
  if (noun === "comment" && isEmpty) withText(thing, draft);
  readTail(object.rest, deed, draft);
  // The tail is read on a copy that takes the draft's place.
  const { fields } = draft.things[deed.place] ?? thing;
  if (valued && fields.some(({ name, isGuess }) => name === noun && isGuess)) draft.open.push({ text: sentence, why: `From what to what the ${noun} goes isn't said: the outline has a whole number of at least 0.` });
  for (const field of fields) if (/^(?:loan|rental)$/.test(noun) && /^(?:return date|date returned|returned)$/.test(field.name) && field.isRequired) { field.isRequired = false; say(draft, `${pluralOf(thing)}: ${field.name} may be left out, until it is back`); }
  if (whose.of !== null) draft.doers.push(whose.of);
  if (whose.of === null && whose.isAnybody) draft.doneBy.push(thing.singular);
  draft.last = deed.place;
  return true;
}

/** What they give says who they are. */
const NAMED = /\b(?:names?|e-?mail|phone|telephone)\b/i;

/** What is left with nothing said of it has words. */
export function withText(thing: DraftThing, draft: Draft): void {
  thing.fields.push({ name: "text", kind: "longText", isRequired: true, isUnique: false });
  say(draft, `${pluralOf(thing)} have a text, since nothing else is said of them`);
}
