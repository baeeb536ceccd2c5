import { copyOf } from "../copy-of.ts";
import { pluralOf } from "../outline/outline-issues.ts";
import { deedOf } from "../field-words/deeds.ts";
import { type Draft, type DraftThing, nameKept, say, thingCalled } from "./draft.ts";
import { findField } from "./find-field.ts";
import { timesOf } from "./times-of.ts";

const NOT = "(?:can't|cannot|can not|must not|mustn't|may not|should not|shouldn't|can never|must never|never|are not allowed to|is not allowed to)";
const NOUN = "[a-z]+(?: (?!(?:at|for|can|cannot|must|may|should|never|of|in|on)\\b)[a-z]+)?";
const SAME_TIME = "(?:at (?:the same|one|any) time|at once|for the same (?:time|period|days?|dates?|hours?)|on the same (?:days?|dates?)|simultaneously|in the same (?:period|time))";
const APART = [
  new RegExp(`^(?:the same |an? |one |each |every |any )(?<per>${NOUN}) ${NOT} be [a-z]+(?:ed|en|nt|t)(?: out| up)? (?:twice|two times|more than once|by (?:two|several|more than one) [a-z]+|double) ${SAME_TIME}$`),
  new RegExp(`^(?:the |two |these |those |any )?(?<what>they|${NOUN}) ${NOT} overlap(?: (?:for|of|in|on|with) (?:the same|one|an?|each|every) (?<per>${NOUN})| each other)?$`),
  new RegExp(`^(?:there (?:must|should) be )?no (?:overlapping|two overlapping) (?<what>${NOUN})(?: (?:for|of|in|on|per) (?:the same|one|an?|each|every) (?<per>${NOUN}))?$`),
  new RegExp(`^no two (?<what>${NOUN}) (?:for|of|in|on|with) (?:the same|one) (?<per>${NOUN}) (?:can |may |should |must )?(?:be )?(?:overlap|${SAME_TIME})$`),
  /^(?:there (?:must|should) be )?no double[ -]?bookings?$/,
];
const ONCE = [
  new RegExp(`^(?:the same|an?|one|each|every|any) (?<who>${NOUN}) (?:${NOT} (?<deed>[a-z]+(?: up)?)(?: (?:for|to|in|on))? (?:twice|two times|more than once|again)|(?:can|may|must|should) only (?<deed2>[a-z]+(?: up)?)(?: (?:for|to|in|on))? once|(?:can|may|must|should) (?<deed3>[a-z]+(?: up)?) only once)(?: (?:(?:for|to|in|on|per) )?(?:the same|an?|one|each|every|any) (?<what>${NOUN}))?$`),
  new RegExp(`^(?:nobody|no one) (?:can|may|should|must) (?<deed>[a-z]+(?: up)?)(?: (?:for|to|in|on))? (?:twice|two times|more than once)(?: (?:(?:for|to|in|on|per) )?(?:the same|an?|one|each|every|any) (?<what>${NOUN}))?$`),
];
/** Of a moment no two are the same, though both are on one day. */
const DAY = /^(?:day|date)$/;
const REST = "(?<rest>[a-z]+(?: [a-z]+)*)";
const TOGETHER = [
  new RegExp(`^(?:the same|an?|one|each|every|any) (?<what>${NOUN}) ${NOT} be [a-z]+(?:ed|en|nt|t|ld)(?: out| up)? (?:twice|two times|more than once|again) (?:for|on|at|in|by|to) the same ${REST}$`),
  new RegExp(`^(?:the same|an?|one|each|every|any) (?<what>${NOUN}) (?:can|may|must|should) (?:only )?be (?:only )?[a-z]+(?:ed|en|nt|t|ld)(?: out| up)? (?:only )?once (?:per|an?|each|every|for each|on each) ${REST}$`),
  new RegExp(`^(?:the same|an?|one|each|every|any) (?<what>${NOUN}) ${NOT} (?:have|take|get|give|hold|do|make) (?:two|2|several|another|more than one) (?<noun>${NOUN}) (?:at|on|for|in|with) the same ${REST}$`),
  new RegExp(`^(?:there ${NOT} be|no) two (?<noun>${NOUN}) (?:for|of|in|with) (?:the same|one|an?) (?<what>${NOUN}) (?:at|on|for) the same ${REST}$`),
];
/** "They mustn't overlap", "A bike can't be rented twice at the same time", "The same person can't sign up twice for an event". */
export function readApart(sentence: string, before: Draft): Draft | null {
  const text = sentence.toLowerCase().replace(/^(?:and|but|also) /, "");
  const draft = copyOf(before);
  const apart = APART.map((form) => form.exec(text)).find((found) => found !== null);
  if (apart) return keepApart(apart.groups ?? {}, sentence, draft) ? draft : null;
  const together = TOGETHER.map((form) => form.exec(text)).find((found) => found !== null)?.groups;
  if (together && onceTogether(together, sentence, draft)) return draft;
  const once = ONCE.map((form) => form.exec(text)).find((found) => found !== null)?.groups;
  return once && onlyOnce(once, sentence, draft) ? draft : null;
}

const named = (what: string | undefined, draft: Draft): DraftThing[] => (what === undefined ? draft.things : what === "they" ? draft.things.slice(draft.last, draft.last + 1) : [thingCalled(draft, what)].filter((thing) => thing !== undefined));

/** Of the only thing that has a start, an end, and what may not be taken twice. */
function keepApart({ what, per }: Record<string, string | undefined>, sentence: string, draft: Draft): boolean {
  const target = per === undefined ? undefined : nameKept(draft, per);
  const found = named(what, draft).flatMap((thing) => {
    const times = timesOf(thing);
    const references = thing.fields.filter(({ kind }) => kind === "reference");
    // Of the court that a member reserves: who does it may do it twice.
    const taken = references.filter(({ of }) => of !== undefined && !draft.doers.includes(of));
    const others = taken.length > 0 ? taken : references;
    const of = per === undefined ? others : thing.fields.filter((field) => (target === undefined ? field.name === per && field.kind === "text" : field.of === target));
    const [one] = of;
    return times && one && of.length === 1 && !thing.rules.some(({ rule }) => rule === "apart") ? [{ thing, ...times, one }] : [];
  });
  const [only] = found;
  if (!only || found.length > 1) return false;
  only.thing.rules.push({ rule: "apart", start: only.start.name, end: only.end.name, per: [only.one.name], unless: null });
  say(draft, `"${sentence}": two ${pluralOf(only.thing)} of one ${only.one.name} never overlap`);
  return true;
}

/** "The same room can't be booked twice for the same date and slot": these and the room together, in the one thing that has them all. */
function onceTogether({ what = "", rest = "", noun }: Record<string, string | undefined>, sentence: string, draft: Draft): boolean {
  const of = nameKept(draft, what) ?? what;
  const found = named(noun, draft).flatMap((thing) => {
    // "At the same time" speaks of how long it takes; where no end is kept that can't be held.
    if (rest === "time" && !thing.fields.some(({ name }) => name === rest)) return [];
    const references = thing.fields.filter((field) => field.of === of || (field.kind === "text" && field.name === of));
    const said = (rest === "day" ? "date" : rest).split(" and ").map((name) => thing.fields.find((field) => field.name === name) ?? findField(name, thing));
    const [reference] = references;
    const fields = [reference, ...said].filter((field) => field !== undefined && !/^(?:list|longText|boolean)$/.test(field.kind) && !(field.kind === "dateTime" && DAY.test(rest))).map((field) => field?.name ?? "");
    return reference && references.length === 1 && fields.length === said.length + 1 && new Set(fields).size === fields.length ? [{ thing, fields }] : [];
  });
  const [only] = found;
  if (!only || found.length > 1) return false;
  only.thing.rules.push({ rule: "once", fields: only.fields, isPerCaller: false });
  say(draft, `"${sentence}": ${only.fields.join(", ")} together are unique among the ${pluralOf(only.thing)}`);
  return true;
}

/** By whom and of what there may be one: people are told apart by what points to them, or by their email or phone. */
function onlyOnce({ who, deed = "", deed2 = "", deed3 = "", what }: Record<string, string | undefined>, sentence: string, draft: Draft): boolean {
  const noun = deedOf(deed || deed2 || deed3) ?? deedOf(`${deed || deed2 || deed3} for`);
  const [target, person] = [what === undefined ? undefined : nameKept(draft, what), who === undefined ? undefined : nameKept(draft, who)];
  if (what !== undefined && target === undefined) return false;
  const things = draft.things.filter((thing) => (noun === null ? target !== undefined && person !== undefined : thing.singular === noun) && (target === undefined || thing.fields.some(({ of }) => of === target)) && (person === undefined || thing.fields.some(({ of }) => of === person)));
  const [thing] = things;
  if (!thing || things.length > 1) return false;
  const marks = thing.fields.filter(({ kind, of }) => (person === undefined ? kind === "email" : of === person));
  const of = thing.fields.filter((field) => target !== undefined && field.of === target);
  const [mark] = marks;
  if (!mark || marks.length > 1 || of.length > 1 || (of.length === 0 && person === undefined)) return false;
  thing.rules.push({ rule: "once", fields: [...of.map(({ name }) => name), mark.name], isPerCaller: false });
  say(draft, `"${sentence}": who it is is known by the ${mark.name}`);
  return true;
}
