import type { Outline, OutlineField, OutlineThing } from "../schema.ts";
import { pluralOf } from "../outline-issues.ts";
import { isFrame } from "./frame-words.ts";
import { mentionsIn } from "./mentions.ts";

const ONCE = /\b(?:twice|two times|2 times|more than once|(?:only|just) once|once (?:per|for|in|on|a)|only one time|one time only)\b|\b(?:one|1|a single) (?:[a-z]+ ){1,2}(?:per|for (?:each|every|an?|one|the same)|an?|each|every)\b|\b(?:one|1) per\b|\bno two\b|\btwo\b.*\b(?:not|n't|never)\b.*\bsame\b|\bunique (?:together|per|within|in|for)\b|\btogether (?:are |must be |should be )?unique\b/i;
const TWICE = /\b(?:twice|two times|2 times|more than once)\b/i;
const NOT = /\b(?:not|never|cannot|no|nobody)\b|n't\b/i;
const FORBIDS = /\b(?:only|just|not|never|cannot|no|one|1|unique|once)\b|n't\b/i;
const WORDS = new Set(["once", "twice", "time", "times", "most", "max", "maximum"]);
/** Of these no two can be told apart. */
const UNFIT = /^(?:list|longText|boolean|number|money)$/;

/** "One order per patient per day and meal", "no dog twice in the same course": fields that together are of one of them only. */
export function togetherSaid(clause: string, { things }: Outline): boolean {
  if (!ONCE.test(clause) || !(TWICE.test(clause) ? NOT : FORBIDS).test(clause) || /\b(?:same time|at once|overlap\w*|at a time)\b/i.test(clause)) return false;
  const found = things.filter((thing) => !isGrouped(clause, thing)).flatMap((thing) => { const { fields, isNamed, rest } = mentionsIn(clause.replace(/\bmore than once\b/gi, "twice"), thing); if (fields.length === 1 && TWICE.test(clause)) fields.push(...otherOf(thing, fields)); return fields.length > 1 && fields.length < 6 && isFrame(rest, WORDS) && fields.every(({ kind }) => !UNFIT.test(kind)) ? [{ thing, fields, isNamed }] : []; });
  const one = theOne(found);
  if (!one) return false;
  const names = one.fields.map(({ name }) => name);
  // What was read of a part of it only is no second rule.
  one.thing.rules = one.thing.rules.filter((rule) => rule.rule !== "once" || !rule.fields.every((name) => names.includes(name)));
  one.thing.rules.push({ rule: "once", fields: names, isPerCaller: false });
  for (const field of one.fields) { field.isRequired = field.kind !== "choice" || field.default === undefined; delete field.isGuess; }
  return true;
}

/** "one watcher per day and shift": where the shift is what has them, it isn't one of them. */
const isGrouped = (clause: string, thing: OutlineThing): boolean => new RegExp(`\\b(?:per|and|same) (?:${thing.singular}|${pluralOf(thing)}|${thing.singular.split(" ").at(-1) ?? ""})(?= ?(?:$|[,.;]))`, "i").test(clause);

/** "not twice for the same course", of what is of a member and a course: the member too. */
function otherOf({ fields }: OutlineThing, [said]: readonly OutlineField[]): OutlineField[] {
  const references = fields.filter(({ kind }) => kind === "reference");
  return said?.kind === "reference" && references.length === 2 ? references.filter((field) => field !== said) : [];
}

/** The only one, or the only one that is named. */
export function theOne<T extends { thing: OutlineThing; isNamed: boolean }>(found: readonly T[]): T | null {
  const named = found.filter(({ isNamed }) => isNamed);
  const [one, ...others] = named.length > 0 ? named : found;
  return one && others.length === 0 ? one : null;
}
