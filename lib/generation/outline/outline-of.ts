import { holdInOutline } from "../field-remarks/hold-remarks.ts";
import { readRemarks } from "../field-remarks/read-remarks.ts";
import { readLeft } from "../plain-reader/read-left.ts";
import { whyOfWish, wishIn } from "../wishes.ts";
import { isBare } from "./is-bare.ts";
import { listedOutline } from "./listed-outline.ts";
import { outlineAsWritten } from "./outline-as-written.ts";
import { plainName } from "./name-of.ts";
import { outlineOfReading } from "./outline-of-reading.ts";
import { betterOutline, plainOutline } from "./plain-outline.ts";
import { harvestSegment } from "./harvest.ts";
import { withoutIntroduction } from "../read-introduction.ts";
import { newHarvest } from "./harvested.ts";
import { readBehaviours } from "./read-behaviours.ts";
import type { Outline, ReadOutline } from "./schema.ts";
import { settleOpen } from "./spoken-rules/settle-open.ts";
import { settleHarvest } from "./settle-harvest.ts";
import { inOtherWords } from "./rewording/in-other-words.ts";
import { unlinkedIn } from "./unlinked.ts";
import { type Segment, splitSegments } from "./split-segments.ts";
import { whyOpen } from "./why-open.ts";

/** So many parts are tried as behaviour, of so many characters; each costs some milliseconds. What is beyond is told as not built. */
const MOST_TRIED = 12;
const MOST_LENGTH = 300;
const MOST_OPEN = 40;
/** What is longer is never one description that can be built. */
const MOST_READ = 2_000;

/**
 * What a description can be read to keep, and the parts of it that aren't in that: never empty, and never an error, whatever the text.
 * Unlike the readers of a whole description it guesses, and says so: a person looks at it before anything is built.
 */
export function outlineOf(description: string): ReadOutline {
  const { outline, open } = firstOf(description);
  const told = withUnlinked({ outline, open }, description);
  return { outline, open: told.open.slice(0, MOST_OPEN) };
}

/** Of the text as it was written and the one in other words the reading that is surer; what is open in it is told as it was written. */
function firstOf(description: string): ReadOutline {
  const written = readingOf(description);
  if (description.length > MOST_READ) return written;
  const { text, asSaid } = inOtherWords(description);
  const reworded = readingOf(text);
  if (unsure(reworded) >= unsure(written)) return written;
  return { ...reworded, open: reworded.open.map(({ text: part, why }) => ({ text: asSaid(part), why })) };
}

function readingOf(description: string): ReadOutline {
  const remarks = readRemarks(description);
  const [first, ...others] = [...new Set([remarks.bracketed, remarks.text])].map((text) => holdInOutline(outlineOfText(text), remarks.held));
  const { outline, open } = others.find((other) => first === undefined || lengthOpen(other) < lengthOpen(first)) ?? first ?? { outline: { things: [] }, open: [] };
  return settleOpen({ outline, open: [...remarks.open, ...open] });
}

/** How much of a reading a person has to look at: what is open, and what is guessed. */
const unsure = (read: ReadOutline): number => lengthOpen(read) + A_GUESS * read.outline.things.flatMap(({ fields }) => fields.filter(({ isGuess }) => isGuess === true)).length;
/** A guess weighs as much as so many open characters. */
const A_GUESS = 20;
const lengthOpen = ({ open }: ReadOutline): number => open.reduce((sum, { text }) => sum + text.length, 0);

/** A relation that is lost is told. */
function withUnlinked({ outline, open }: ReadOutline, description: string): ReadOutline {
  const lost = description.length > MOST_READ ? [] : unlinkedIn(description, outline).filter((sentence) => description.includes(sentence) && !open.some(({ text }) => text.includes(sentence) || sentence.includes(text)));
  return { outline, open: [...lost.map((text) => ({ text, why: "How these belong together couldn't be read. Add a field to one of them that points to the other." })), ...open] };
}

function outlineOfText(whole: string): ReadOutline {
  const description = whole.length > MOST_READ ? whole : withoutIntroduction(whole).text;
  const plain = description.length > MOST_READ ? null : plainOutline(description);
  const read = description.length > MOST_READ || plain?.open.length === 0 ? plain : outlineOfReading(description);
  if (read) return plain && knowsMore(plain, read) ? plain : read;
  const found = betterOutline(plain, harvested(description));
  return (isBare(found) && description.length <= MOST_READ ? listedOutline(description) : null) ?? found;
}

/** The reading of clauses finds a thing that the other takes for a field, and leaves no more open. */
const knowsMore = (plain: ReadOutline, read: ReadOutline): boolean => plain.outline.things.length > read.outline.things.length && lengthOpen(plain) <= lengthOpen(read);

/** What is found of things and fields in any text, with the parts that aren't in it. */
function harvested(description: string): ReadOutline {
  const harvest = newHarvest();
  const left = splitSegments(description).flatMap((segment) => harvestSegment(segment, harvest).map((part) => ({ part, segment })));
  let outline = settleHarvest(harvest);
  const open: ReadOutline["open"] = [];
  for (const [index, { part, segment }] of left.entries()) {
    const read = index < MOST_TRIED && part.length <= MOST_LENGTH ? readBehaviours(outline, part) : { outline, open: [{ text: part, why: undefined }] };
    outline = read.outline;
    for (const { text, why } of read.open) {
      const said = asWritten(text, segment);
      const told = why === undefined && index < MOST_TRIED && said.length <= MOST_LENGTH ? readLeft(outline, said) : null;
      outline = told ?? outline;
      if (told === null && open.length < MOST_OPEN) addOpen(said, why ?? whyOpen(text), open);
    }
  }
  const found = wishIn(description);
  // What is kept as a field asks for nothing.
  const asked = found && (isBare({ outline, open }) || (found.wish.isVague !== true && !isKept(found.part, outline))) ? found : null;
  const told = asked && open.find(({ text }) => text.includes(asked.part) || asked.part.includes(text));
  if (asked && told && (told.text.includes(asked.part) || !asksForWhatCannotBe(told.text))) told.why = whyOfWish(asked.wish);
  else if (asked) open.push({ text: asked.part, why: whyOfWish(asked.wish) });
  return { outline: outlineAsWritten(outline, description), open };
}

const asksForWhatCannotBe = (text: string): boolean => { const found = wishIn(text); return found !== null && found.wish.isVague !== true; };

const isKept = (part: string, { things }: Outline): boolean => { const said = plainName(part).replace(/^(?:and|with|the|an?) /, ""); return things.some(({ fields }) => fields.some(({ name }) => said === plainName(name))); };

function addOpen(text: string, why: string, open: ReadOutline["open"]): void {
  if (!open.some((other) => other.text === text || other.text.includes(text))) open.push({ text, why });
}

/** The part in the person's own words: its first to its last word as they stand in the sentence; the sentence, where they don't. */
function asWritten(part: string, { text, plain }: Segment): string {
  const said = text.replace(/^\s*(?:[-*\u2022\u2013\u25CF>]+|\d{1,2}[.)])\s*/, "").trim();
  if (part.length > 0.7 * plain.length || !/[a-z]/.test(part)) return said;
  const words = part.split(/[^a-z0-9']+/).filter(Boolean).map((word) => word.replace(/'/g, "['\u2019]"));
  return new RegExp(words.join("[^\\p{L}\\p{N}]+"), "iu").exec(said)?.[0] ?? said;
}
