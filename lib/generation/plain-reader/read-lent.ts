import { copyOf } from "../copy-of.ts";
import { pluralOf } from "../outline/outline-issues.ts";
import { type Draft, nameKept, say } from "./draft.ts";
import { openThing } from "./open-thing.ts";
import { point } from "./point.ts";

const LENDS = /^(?:an? |the |our |my )?(?:[a-z'-]+ ){1,3}?(?<verb>lends?|rents?|hires?|loans?)(?: out)? (?:out )?(?:our |the |its |their |some )?(?<what>[a-z]+(?: [a-z]+)?)(?: out)? to (?:our |the |its |their |some )?(?<who>[a-z]+(?: [a-z]+)?)$/i;

/** Who gets what, where a sentence says no more than that. */
export function lentIn(sentence: string): { verb: string; what: string; who: string } | null {
  const { verb = "", what = "", who = "" } = LENDS.exec(sentence)?.groups ?? {};
  return verb === "" ? null : { verb, what, who };
}

/** Whether one of two leads to the other, or something else to what is lent. */
export const isLinked = (what: string, who: string, things: readonly { singular: string; of: readonly string[] }[]): boolean =>
  things.some(({ singular, of }) => (singular === what ? of.includes(who) : of.includes(what)));

/** "A school lends instruments to pupils", with both kept: a loan is of one of each. Null where it says no such thing, or where something of both is kept already. */
export function readLent(sentence: string, before: Draft): Draft | null {
  const said = lentIn(sentence);
  const [of, to] = [said?.what, said?.who].map((name) => (name === undefined ? undefined : nameKept(before, name)));
  if (!said || of === undefined || to === undefined || of === to || isLinked(of, to, before.things.map(({ singular, fields }) => ({ singular, of: fields.flatMap((field) => field.of ?? []) })))) return null;
  const draft = copyOf(before);
  const thing = openThing({ singular: /^(?:rent|hire)/i.test(said.verb) ? "rental" : "loan", also: [], around: [] }, draft, true);
  const place = draft.last;
  if (!point(place, of, draft) || !point(place, to, draft)) return null;
  say(draft, `"${sentence}" is kept as ${pluralOf(thing)}: each is of one ${of} and one ${to}`);
  return draft;
}
