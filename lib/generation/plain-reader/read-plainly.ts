import { pluralOf } from "../outline/outline-issues.ts";
import { readBehaviours } from "../outline/read-behaviours.ts";
import { type Outline, outlineSchema } from "../outline/schema.ts";
import { withoutIntroduction } from "../read-introduction.ts";
import { PLACE } from "../resource-builder/read-resources.ts";
import { type Draft, type DraftThing, lengthOpen, nameKept, newDraft, nounOf } from "./draft.ts";
import { fixSpelling } from "./fix-spelling.ts";
import { isContext, withoutReasons } from "./read-context.ts";
import { readLent } from "./read-lent.ts";
import { ownOf } from "./read-own.ts";
import { readSentence } from "./read-sentence.ts";
import { settleReading } from "./settle-reading.ts";
import { splitSentences } from "./split-sentences.ts";
import { plainClauses } from "../resource-builder/plain-clauses.ts";

export interface PlainReading {
  outline: Outline;
  /** Parts of the description that nothing of the outline answers for. */
  open: Draft["open"];
  /** What was taken for granted, and how what was asked for is called. */
  said: string[];
}

/** "One reading = place, temperature": what a thing has. */
const EQUALS = /^((?:one|an?|each|every|the) [a-z]+(?: [a-z]+)?) ?= ?(?=[^=]+,)/i;
const MOST_READ = 2_000;
const MOST_SENTENCES = 25;

/**
 * What a description asks to keep, read clause by clause. Each form of a clause takes all of its words: what no form takes is open,
 * so that a reading with nothing open is of the whole description. Null where no thing with fields is named.
 */
export function readPlainly(description: string): PlainReading | null {
  if (description.length > MOST_READ) return null;
  const { text: spelt, said } = fixSpelling(plainClauses(description));
  const { text, place } = withoutIntroduction(spelt);
  if (place !== null) said.push(`"${place}" is where it is kept, and isn't kept itself`);
  const sentences = splitSentences(text).map((sentence) => withoutReasons(sentence.replace(EQUALS, "$1: ")));
  if (sentences.length > MOST_SENTENCES) return null;
  const readAll = (expected: Draft["things"]): Draft => sentences.reduce((draft, sentence) => readSentence(sentence, draft), { ...newDraft(expected), said: [...said] });
  const first = readAll([]);
  // "A loan belongs to a member", and of members more is said later: what is kept is known the second time.
  const kept = first.things.filter((thing) => thing.fields.length > 0 && !isSetting(thing, first));
  const isAgain = sentences.length > 1 && (first.open.length > 0 || kept.length < first.things.length);
  const second = isAgain ? readAll(kept) : first;
  const draft = lengthOpen(second) > lengthOpen(first) ? first : second;
  if (draft.things.every(({ fields }) => fields.length === 0)) return null;
  for (const text of sentences) {
    const lent = readLent(text, draft);
    if (lent) Object.assign(draft, lent, { open: draft.open.filter((part) => part.text !== text) });
    else if (isContext(text) && isBetween(text, draft)) draft.open.push({ text });
  }
  settleReading(draft);
  return behaving(draft);
}

/** "A gym has trainers and classes": the place has nothing but what is kept. */
const isSetting = ({ singular: one, fields }: DraftThing, { things }: Draft): boolean => PLACE.test(one) && fields.every(({ name }) => things.some((other) => other.singular === nounOf(name) && other.singular !== one));

/** "We sell books to customers", with both kept: more than who asks. */
function isBetween(sentence: string, draft: Draft): boolean {
  const [, one = "", other = ""] = /^(?:i|we) (?:buy and )?[a-z]+(?: (?:out|in|up))? (?:our |the |my |some |many )?([a-z-]+(?: [a-z-]+)?) (?:to|from|for|with|between) (?:our |the |my |some |many )?([a-z-]+(?: [a-z-]+)?)$/i.exec(sentence) ?? [];
  const kept = [one, other].map((name) => (name === "" ? undefined : nameKept(draft, name)));
  // That one of them points to the other says it.
  return kept.every((name) => name !== undefined) && kept[0] !== kept[1] && !draft.things.some(({ singular, fields }) => kept.includes(singular) && fields.some(({ of }) => of !== undefined && of !== singular && kept.includes(of)));
}

/** What is open yet is read once more, as a rule, a figure or a state of what is kept. */
function behaving(draft: Draft): PlainReading {
  const own = ownOf(draft);
  let outline: Outline = { things: draft.things.map((thing) => ({ thing, ...thing })).map(({ thing, singular, fields, search, rules }) => ({ singular, plural: pluralOf({ singular }), ownership: own.has(thing) ? ("perConsumer" as const) : ("shared" as const), fields, search, rules })) };
  const open: Draft["open"] = [];
  const told: string[] = [];
  for (const part of draft.open) {
    const read = part.why === undefined && part.text.length < 300 && outlineSchema.safeParse(outline).success ? readBehaviours(outline, part.text, told) : null;
    outline = read?.outline ?? outline;
    open.push(...(read?.open ?? [part]));
  }
  return { outline, open, said: [...new Set([...draft.said, ...told])] };
}
