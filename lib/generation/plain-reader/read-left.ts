import { pluralOf } from "../outline/outline-issues.ts";
import { type Outline, outlineSchema } from "../outline/schema.ts";
import { wishIn } from "../wishes.ts";
import { newDraft } from "./draft.ts";
import { isContext } from "./read-context.ts";
import { readConstraint } from "./read-constraint.ts";
import { ownOf, readOwn } from "./read-own.ts";
import { readWishes } from "./read-wishes.ts";

const READERS = [readOwn, readConstraint, readWishes];

/** An outline with a part of the description that nothing of it answered for, where that speaks of what is in it or only of who asks. Null where it doesn't, or asks for what isn't built. */
export function readLeft(outline: Outline, part: string): Outline | null {
  if (isContext(part)) return outline;
  const wish = wishIn(part)?.wish;
  if (wish && wish.isVague !== true) return null;
  const draft = { ...newDraft(), things: outline.things.map(({ singular, fields, search, rules }) => ({ singular, also: [], fields, search, rules, around: [] })), last: outline.things.length - 1 };
  const read = READERS.map((reader) => reader(part, draft)).find((one) => one !== null && one.open.length === 0 && one.things.length === draft.things.length);
  if (!read) return null;
  const own = ownOf(read);
  const things = read.things.map((thing, index) => ({ singular: thing.singular, plural: outline.things[index]?.plural ?? pluralOf(thing), ownership: own.has(thing) ? ("perConsumer" as const) : outline.things[index]?.ownership ?? ("shared" as const), fields: thing.fields, search: thing.search, rules: thing.rules }));
  return outlineSchema.safeParse({ things }).success ? { things } : null;
}
