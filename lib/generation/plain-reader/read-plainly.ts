import { pluralOf } from "../outline/outline-issues.ts";
import { type Outline, outlineSchema, type OutlineField } from "../outline/schema.ts";
import { PLACE } from "../resource-builder/read-resources.ts";
import { isPlural } from "../resource-builder/words.ts";
import { readBehaviours } from "../outline/read-behaviours.ts";
import { withoutIntroduction } from "../read-introduction.ts";
import { type Draft, type DraftThing, GENERIC, lengthOpen, nameKept, newDraft, nounOf, say, thingCalled } from "./draft.ts";
import { fixSpelling } from "./fix-spelling.ts";
import { isContext, isTitle, withoutReasons } from "./read-context.ts";
import { readConstraint } from "./read-constraint.ts";
import { readDeclaration } from "./read-declaration.ts";
import { readCounts } from "./read-counts.ts";
import { readFigures } from "./read-figures.ts";
import { isMet } from "./is-met.ts";
import { readApart } from "./read-apart.ts";
import { readFinal } from "./read-final.ts";
import { point } from "./point.ts";
import { canBeOfMany } from "./read-many.ts";
import { ownOf, readOwn } from "./read-own.ts";
import { partings } from "./partings.ts";
import { readStates } from "./read-states.ts";
import { readDiffer } from "./read-differ.ts";
import { readKeeper } from "./read-keeper.ts";
import { readKept } from "./read-kept.ts";
import { readProduct } from "./read-product.ts";
import { readShown } from "./read-shown.ts";
import { readSteps } from "./read-steps.ts";
import { readWishes } from "./read-wishes.ts";
import { splitSentences } from "./split-sentences.ts";

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
  const { text: spelt, said } = fixSpelling(description);
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
  for (const text of sentences) if (isContext(text) && isBetween(text, draft)) draft.open.push({ text });
  settle(draft);
  return behaving(draft);
}

/** "A gym has trainers and classes": the place has nothing but what is kept. */
const isSetting = ({ singular: one, fields }: DraftThing, { things }: Draft): boolean => PLACE.test(one) && fields.every(({ name }) => things.some((other) => other.singular === nounOf(name) && other.singular !== one));

/** What speaks of what is known is tried before what would make something new of it. */
const RULES = [readOwn, readFigures, readShown, readProduct, readCounts, readApart, readStates, readSteps, readKept, readDiffer, readFinal, readConstraint];
const READERS = [...RULES, readKeeper, declared, readWishes];
const WISHED = [...RULES, readWishes, declared];
const readersOf = (sentence: string) => (/^(?:(?:and|also|please|then|i|we|you|people|users|anyone|everyone|i'd|we'd|would|want|need|like|love|should|must|can|could|be|able|to|let|me|us|allow|give) )*(?:list|show|get|see|filter|search|sort|find|look|browse|view|fetch|only|all|which|page|toggle|mark|delete|edit|add|update|create|post|read|order by)\b/i.test(sentence) ? WISHED : READERS);

function declared(sentence: string, draft: Draft): Draft | null {
  const read = readDeclaration(sentence, draft);
  for (const thing of read?.things ?? []) if (read) timed(thing, read);
  return read;
}

/** The way of reading a sentence that leaves least of it open. */
function readSentence(sentence: string, draft: Draft): Draft {
  const before = lengthOpen(draft);
  const whole = (read: Draft | null): boolean => read !== null && lengthOpen(read) === before;
  // "The phone is not required", "the deposit is 50 by default" are said of what is kept.
  if (isContext(sentence)) return readConstraint(sentence, draft) ?? draft;
  const ways = readersOf(sentence).map((read) => read(sentence, draft)).filter((read) => read !== null);
  const done = ways.find(whole) ?? (draft.things.length === 0 && isTitle(sentence) ? draft : undefined);
  if (done) return done;
  return [...ways, ...inClauses(sentence, draft, MOST_CLAUSES), unread(sentence, draft)].toSorted((one, other) => lengthOpen(one) - lengthOpen(other))[0] ?? draft;
}

/** "We sell books to customers", with both kept: more than who asks. */
function isBetween(sentence: string, draft: Draft): boolean {
  const [, one = "", other = ""] = /^(?:i|we) (?:buy and )?[a-z]+(?: (?:out|in|up))? (?:our |the |my |some |many )?([a-z-]+(?: [a-z-]+)?) (?:to|from|for|with|between) (?:our |the |my |some |many )?([a-z-]+(?: [a-z-]+)?)$/i.exec(sentence) ?? [];
  const kept = [one, other].map((name) => (name === "" ? undefined : nameKept(draft, name)));
  // That one of them points to the other says it.
  return kept.every((name) => name !== undefined) && kept[0] !== kept[1] && !draft.things.some(({ singular, fields }) => kept.includes(singular) && fields.some(({ of }) => of !== undefined && of !== singular && kept.includes(of)));
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
const LEAST_WORDS = 3;

/** A clause of which all is read, or told with a reason. */
function clauseIn(clause: string, draft: Draft): Draft | null {
  if (isContext(clause)) return draft;
  return readersOf(clause).map((read) => read(clause, draft)).find((read) => read !== null && read.open.slice(draft.open.length).every(({ text, why }) => why !== undefined && text === clause && text.split(" ").length >= LEAST_WORDS)) ?? null;
}

/** What is only clear when all was read: which fields are other things, what a time is, which things have nothing to keep. */
function settle(draft: Draft): void {
  for (const thing of draft.things) for (const field of [...thing.fields]) refersTo(field, thing, draft);
  for (const thing of draft.things) timed(thing, draft);
  again(draft);
  // "Departments and employees", of which more is said, work in a department.
  for (const singular of draft.topics.map((topic) => topic.split("|")[0] ?? topic)) if (!draft.things.some((thing) => thing.singular === singular) && draft.things.some(({ fields }) => fields.some(({ of }) => of === singular))) draft.things.push({ singular, also: [], fields: [], search: [], rules: [], around: [] });
  for (const thing of draft.things) for (const field of thing.fields.filter(({ of }) => of !== undefined && !draft.things.some(({ singular: one }) => one === of))) {
    thing.fields.splice(thing.fields.indexOf(field), 1);
    draft.open.push({ text: field.name, why: `Which of the things the ${field.name} of ${pluralOf(thing)} is isn't clear.` });
  }
  const [first] = draft.things;
  // What all of it is about is no thing beside those that it is made of.
  for (const topic of draft.topics) if (draft.topics.length > 1 && !draft.things.some(({ singular, also }) => topic.split("|").some((name) => [singular, ...also].includes(name)))) draft.open.push({ text: pluralOf({ singular: topic.split("|")[0] ?? topic }), why: "Nothing is said of what is kept of them." });
  for (const thing of draft.things) {
    // "prescriptions of a patient", with patients beside them: which of them?
    for (const where of thing.around) { const other = thingCalled(draft, where); if (other && other !== thing && !thing.fields.some(({ of }) => of === other.singular)) draft.open.push({ text: `${pluralOf(thing)} … ${where}`, why: `Whether each of the ${pluralOf(thing)} belongs to one of the ${pluralOf(other)} isn't clear.` }); }
    const others = thing.fields.filter(({ kind }) => kind === "reference");
    // Who made it is known by the key, or has a name.
    const isCallers = thing.rules.some((rule) => rule.rule === "once" && rule.isPerCaller) || draft.own.some((one) => one === "*" || one === thing.singular);
    if (draft.doneBy.includes(thing.singular) && !isCallers) doneBySomebody(thing, draft);
    if (isCallers && thing.fields.length > 0) continue;
    if (others.length < thing.fields.length || others.length > 1) continue;
    const isPointedTo = draft.things.some(({ fields }) => fields.some(({ of }) => of === thing.singular));
    thing.fields.push({ name: "name", kind: "text", isRequired: true, isUnique: false, ...(isPointedTo ? {} : { isGuess: true }) });
    if (isPointedTo) say(draft, `${pluralOf(thing)} have a name, since nothing else is said of them`);
  }
  if (first && GENERIC.test(first.singular) && first.singular !== "item" && draft.things.length === 1) say(draft, `One of them is called ${first.singular}`);
}

const SOMEBODY = /\b(?:names?|email|phone|person|who|by|customer|member|guest|visitor|user|borrower|owner|author|student)\b/;

/** "People adopt animals": of those who do nothing else is said. */
function doneBySomebody(thing: DraftThing, draft: Draft): void {
  if (thing.fields.some(({ name }) => SOMEBODY.test(name))) return;
  // What is told of it besides may say who it was.
  if (draft.callers.length > 0 || thing.fields.some(({ kind }) => kind === "text")) return say(draft, `who made one of the ${pluralOf(thing)} is known by the key of the call alone, and isn't shown`);
  thing.fields.push({ name: "name", kind: "text", isRequired: true, isUnique: false });
  say(draft, `${pluralOf(thing)} have a name, of whoever makes one, since nothing else is said of them`);
}

const LATER = [readFigures, readShown, readProduct, readKept, readDiffer, readSteps, readFinal, readWishes];

/** What was open when it was read, and is clear when all is. */
function again(draft: Draft): void {
  for (const part of draft.open.filter(({ why }) => why === undefined)) {
    // A word alone that is no name in a list ("field") is no wish either.
    if (!part.text.trim().includes(" ") && !draft.things.some(({ fields }) => fields.some(({ name }) => nounOf(name) === nounOf(part.text)))) continue;
    // Whom "it" speaks of isn't known any more.
    const read = /^(?:it|they|them|this)\b/i.test(part.text) ? null : [part.text, ...(part.text.split(" ").length < LEAST_WORDS ? [] : [`show ${part.text}`])].flatMap((text) => LATER.map((reader) => reader(text, draft))).find((one) => one !== null && lengthOpen(one) === lengthOpen(draft));
    if (read) Object.assign(draft, read, { open: draft.open.filter((other) => other !== part) });
    else if (isMet(part.text, draft)) draft.open = draft.open.filter((other) => other !== part);
  }
}

/** "loans: tool, borrower": the tool is one of the tools. */
function refersTo(field: OutlineField, thing: DraftThing, draft: Draft): void {
  if ((field.kind !== "text" && field.kind !== "list") || field.isUnique) return;
  const last = field.name.split(" ").at(-1) ?? "";
  const target = draft.things.find((other) => other !== thing && [other.singular, ...other.also].some((name) => nounOf(name) === nounOf(field.name) || (nounOf(name) === nounOf(last) && /^(?:home|away|first|second|winning|losing|main|old|new|current|favou?rite|from|to|white|black|left|right|sending|receiving|visiting) /.test(field.name))));
  if (!target) return;
  if (isPlural(last) && nounOf(field.name) === nounOf(target.singular) && field.name !== target.singular) return void manyOf(field, thing, target, draft);
  Object.assign(field, { kind: "reference", of: target.singular });
  delete field.isGuess;
}

/** "A list has a name and items": each of the items is of one list, unless several may have the same. */
function manyOf(field: OutlineField, thing: DraftThing, target: DraftThing, draft: Draft): void {
  thing.fields.splice(thing.fields.indexOf(field), 1);
  draft.open = draft.open.filter(({ text }) => text !== field.name);
  if (canBeOfMany(target.singular, thing.singular) || !point(draft.things.indexOf(target), thing.singular, draft)) draft.open.push({ text: field.name, why: `Whether each of the ${pluralOf(target)} belongs to one of the ${pluralOf(thing)} or to several isn't clear.` });
}

/** A time of something without a day is a moment. */
function timed({ singular: one, fields }: DraftThing, draft: Draft): void {
  // Of a start that is a moment the end is one too.
  if (fields.some(({ kind, name }) => kind === "date" || (kind === "dateTime" && !/^(?:start|end)(?: time)?$/.test(name)))) return;
  if (fields.some(({ name }) => /\b(?:weekday|day|days)\b/.test(name))) return;
  if (/\b(?:bus|train|tram|stop|lesson|class|course|shift|alarm|opening|timetable)\b/.test(one)) { for (const { kind, name } of fields) if (kind === "time") say(draft, `${pluralOf({ singular: one })}: ${name} is a time of day`); return; }
  const times = fields.filter(({ kind, name }) => kind === "time" && /^(?:time|start|end|start time|end time|time of day|when)$|^time [a-z]+$|\btime$/.test(name));
  for (const field of times) { field.kind = "dateTime"; say(draft, `${pluralOf({ singular: one })}: ${field.name} is a date and time`); }
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
