import { pluralOf } from "../outline/outline-issues.ts";
import type { OutlineField } from "../outline/schema.ts";
import { isShortFor } from "../resource-builder/is-short-for.ts";
import { isPlural } from "../resource-builder/words.ts";
import { type Draft, type DraftThing, GENERIC, lengthOpen, nounOf, say, thingCalled } from "./draft.ts";
import { isMet } from "./is-met.ts";
import { point } from "./point.ts";
import { readDiffer } from "./read-differ.ts";
import { readFigures } from "./read-figures.ts";
import { readFinal } from "./read-final.ts";
import { readKept } from "./read-kept.ts";
import { canBeOfMany } from "./read-many.ts";
import { readProduct } from "./read-product.ts";
import { LEAST_WORDS } from "./read-sentence.ts";
import { readShown } from "./read-shown.ts";
import { readSteps } from "./read-steps.ts";
import { readWishes } from "./read-wishes.ts";
import { settleTimes } from "./settle-times.ts";

/** What is only clear when all was read: which fields are other things, what a time is, which things have nothing to keep. */
export function settleReading(draft: Draft): void {
  for (const thing of draft.things) for (const field of [...thing.fields]) refersTo(field, thing, draft);
  for (const thing of draft.things) settleTimes(thing, draft);
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
  const target = draft.things.find((other) => other !== thing && [other.singular, ...other.also].some((name) => nounOf(name) === nounOf(field.name) || isShortFor(nounOf(field.name), name) || (nounOf(name) === nounOf(last) && /^(?:home|away|first|second|winning|losing|main|old|new|current|favou?rite|from|to|white|black|left|right|sending|receiving|visiting) /.test(field.name))));
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
