import { canBeUnique } from "../outline/outline-issues.ts";
import { type Way, MUST, fieldSpokenOf } from "./constraint-way.ts";
import { namesOf } from "./draft.ts";
import { openThing } from "./open-thing.ts";
import { readItem } from "./read-item.ts";

/** "No two members can have the same email". */
export const unique: Way = (clause, draft) => {
  const bare = /^(?:the |each |every |all )?([a-z ]+?) (?:(?:must|should|can|may|has to|needs to) (?:only )?(?:be |exist |appear |occur )?)?(?:unique|(?:only )?once(?: only)?)$/i.exec(clause)?.[1];
  const name = bare ?? /^(?:no two|there can't be two|there must not be two|two) [a-z ]+? (?:can(?:not|'t)?|may(?: not)?|must not|should not|shouldn't|with|have|share)(?: have| share)? the same ([a-z ]+)$/i.exec(clause)?.[1];
  const found = name === undefined || /^(?:.* )?(?:not|never) /i.test(bare ?? "") || /^two .*(?:can|may|with|have|share) (?!not)/i.test(clause) ? null : fieldSpokenOf(name, draft);
  if (!found || !canBeUnique(found.field)) return false;
  found.field.isUnique = true;
  return true;
};

/** "Plot number is unique", said before the plots have fields. */
export const firstlyUnique: Way = (clause, draft) => {
  const name = new RegExp(`^(?:the |each |every |all )?([a-z ]+?),? ${MUST} (?:unique|different(?: for (?:each|every|all) [a-z ]+)?)$`, "i").exec(clause)?.[1];
  const item = name === undefined ? null : readItem(name);
  const [topic, ...others] = draft.topics;
  const thing = draft.things[draft.last] ?? (topic !== undefined && others.length === 0 ? openThing({ singular: topic.split("|")[0] ?? "item", also: [], around: [] }, draft) : undefined);
  if (!item || item.isUnsure || !thing || !canBeUnique(item.field)) return false;
  const own = namesOf(thing).find((one) => item.field.name.startsWith(`${one} `));
  thing.fields.push({ ...item.field, name: own === undefined ? item.field.name : item.field.name.slice(own.length + 1), isUnique: true });
  return true;
};
