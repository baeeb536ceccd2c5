import { type Draft, lengthOpen } from "./draft.ts";
import { partings } from "./partings.ts";
import { readApart } from "./read-apart.ts";
import { readConstraint } from "./read-constraint.ts";
import { isContext, isTitle } from "./read-context.ts";
import { readCounts } from "./read-counts.ts";
import { readDeclaration } from "./read-declaration.ts";
import { readDiffer } from "./read-differ.ts";
import { readFigures } from "./read-figures.ts";
import { readFinal } from "./read-final.ts";
import { readKeeper } from "./read-keeper.ts";
import { readKept } from "./read-kept.ts";
import { readOwn } from "./read-own.ts";
import { readProduct } from "./read-product.ts";
import { readShown } from "./read-shown.ts";
import { readStates } from "./read-states.ts";
import { readSteps } from "./read-steps.ts";
import { readWishes } from "./read-wishes.ts";
import { settleTimes } from "./settle-times.ts";

/** The way of reading a sentence that leaves least of it open. */
export function readSentence(sentence: string, draft: Draft): Draft {
  const before = lengthOpen(draft);
  const whole = (read: Draft | null): boolean => read !== null && lengthOpen(read) === before;
  // "The phone is not required", "the deposit is 50 by default" are said of what is kept.
  if (isContext(sentence)) return readConstraint(sentence, draft) ?? draft;
  const ways = readersOf(sentence).map((read) => read(sentence, draft)).filter((read) => read !== null);
  const done = ways.find(whole) ?? (draft.things.length === 0 && isTitle(sentence) ? draft : undefined);
  if (done) return done;
  return [...ways, ...inClauses(sentence, draft, MOST_CLAUSES), unread(sentence, draft)].toSorted((one, other) => lengthOpen(one) - lengthOpen(other))[0] ?? draft;
}

/** What speaks of what is known is tried before what would make something new of it. */
const RULES = [readOwn, readFigures, readShown, readProduct, readCounts, readApart, readStates, readSteps, readKept, readDiffer, readFinal, readConstraint];
const READERS = [...RULES, readKeeper, declared, readWishes];
const WISHED = [...RULES, readWishes, declared];
const readersOf = (sentence: string) => (/^(?:(?:and|also|please|then|i|we|you|people|users|anyone|everyone|i'd|we'd|would|want|need|like|love|should|must|can|could|be|able|to|let|me|us|allow|give) )*(?:list|show|get|see|filter|search|sort|find|look|browse|view|fetch|only|all|which|page|toggle|mark|delete|edit|add|update|create|post|read|order by)\b/i.test(sentence) ? WISHED : READERS);

function declared(sentence: string, draft: Draft): Draft | null {
  const read = readDeclaration(sentence, draft);
  for (const thing of read?.things ?? []) if (read) settleTimes(thing, read);
  return read;
}

const MOST_CLAUSES = 3;
const unread = (text: string, draft: Draft): Draft => ({ ...draft, open: [...draft.open, { text }] });

/** "I keep bees and need an api for my hives: name, age": clauses that are read each for itself. One that isn't is open, and the others hold. */
function inClauses(sentence: string, draft: Draft, most: number): Draft[] {
  const found: Draft[] = [];
  for (const { left, right, isLead } of most < 2 ? [] : partings(sentence)) {
    const head = clauseIn(left, draft);
    // "Our coop has a laundry: machines with …": what leads to a list has no fields beside it.
    const first = head && isLead && facts(head) > facts(draft) ? null : head;
    const rest = first ? [clauseIn(withSubject(right), first), ...inClauses(right, first, most - 1), unread(right, first)] : left.split(" ").length < LEAST_WORDS ? [] : [clauseIn(right, unread(left, draft))];
    const read = rest.filter((one) => one !== null);
    const whole = first && read.find((one) => lengthOpen(one) === lengthOpen(draft));
    if (whole) return [whole];
    found.push(...read);
  }
  return found;
}

/** "and goes from new to done": of what was spoken of. */
const withSubject = (clause: string): string => (/^(?:goes|moves|starts|belongs|lies|lives|comes|passes|can|may|must|needs) /.test(clause) ? `it ${clause}` : clause);
const facts = ({ things }: Draft): number => things.reduce((sum, { fields }) => sum + fields.length, 0);

/** What has fewer isn't a clause of its own. */
export const LEAST_WORDS = 3;

/** A clause of which all is read, or told with a reason. */
function clauseIn(clause: string, draft: Draft): Draft | null {
  if (isContext(clause)) return draft;
  return readersOf(clause).map((read) => read(clause, draft)).find((read) => read !== null && read.open.slice(draft.open.length).every(({ text, why }) => why !== undefined && text === clause && text.split(" ").length >= LEAST_WORDS)) ?? null;
}
