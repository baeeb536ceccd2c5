import { isPlural } from "../resource-builder/words.ts";
import { copyOf } from "../copy-of.ts";
import { addFields } from "./add-fields.ts";
import { doersOf } from "./deed-parties.ts";
import { readTail } from "./deed-tail.ts";
import { type Draft, lengthOpen, nameKept, nounOf, say } from "./draft.ts";
import { openThing } from "./open-thing.ts";
import { point } from "./point.ts";
import { pluralOf } from "../outline/outline-issues.ts";
import { rowNoun } from "./row-noun.ts";
import { keptIn } from "./what-in.ts";

const OF = /^(?:the |our |all )?(?<many>[a-z]+s) of (?=(?:an?|one|the|our) |[a-z]+s )(?<rest>.+)$/i;
/** "by a team", of whom nothing else is kept. */
const PARTY = /(?<= )(?:by|to) (?:an?|one) (?<who>[a-z]+)(?=$|,| (?:from|on|at|for|with) )/i;

/** "Bookings of a room at a time by a guest": each is of one room. All of what stands behind it is read, or nothing of it. */
export function readTaken(sentence: string, before: Draft): boolean {
  const { many = "", rest = "" } = OF.exec(sentence)?.groups ?? {};
  const draft = copyOf(before);
  const object = many === "" ? null : keptIn(rest, draft);
  const noun = rowNoun(many);
  if (!object || !noun || !isPlural(many.toLowerCase()) || object.rest === "" || !/^,? (?:from|on|at|for|by|to|with|between) /i.test(object.rest) || noun.singular === object.of) return false;
  const thing = openThing(noun, draft, true);
  const place = draft.last;
  if (!point(place, object.of, draft)) return false;
  let tail = object.rest;
  const who = PARTY.exec(tail)?.groups?.["who"];
  if (who !== undefined && /^(?:any|every|some)|^(?:users?|people)$/i.test(who)) return false;
  if (who !== undefined) {
    if (nameKept(draft, who) === undefined ? !addFields(nounOf(who), thing, draft) : !point(place, doersOf(who, true, false, draft)?.of ?? "", draft)) return false;
    tail = tail.replace(PARTY, "").replace(/ +(?=,|$| )/g, "");
  }
  readTail(tail, { place, target: object.of, people: null, isCaller: false }, draft);
  if (lengthOpen(draft) > lengthOpen(before)) return false;
  say(draft, `each of the ${pluralOf(thing)} is of one ${object.of}`);
  draft.last = place;
  Object.assign(before, draft);
  return true;
}
