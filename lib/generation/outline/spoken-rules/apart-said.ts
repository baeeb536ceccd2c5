import type { Outline, OutlineField, OutlineThing } from "../schema.ts";
import { isFrame } from "./frame-words.ts";
import { mentionsIn } from "./mentions.ts";
import { theOne } from "./together-said.ts";

const SAME_TIME = /\b(?:at the same time|at once|at one time|simultaneously|overlap(?:s|ping)?|double[- ]?book(?:ed|ings?)|(?:for|in|on) (?:the same|overlapping) (?:time|period|dates|days|hours))\b/i;
const WORDS = new Set("time times once twice overlap overlaps overlapping double booked bookings booking doublebooked simultaneously period dates days hours".split(" "));
const TIMES = new Set<OutlineField["kind"]>(["date", "dateTime", "time"]);

/** "A therapist can't have two appointments at the same time", "two batches can't be in one tank at once". */
export function apartSaid(clause: string, { things }: Outline): boolean {
  if (!SAME_TIME.test(clause) || !/\b(?:not|no|never|neither|nor|cannot|nobody)\b|n't\b/i.test(clause)) return false;
  const found = things.flatMap((thing) => {
    const times = timesOf(thing);
    const { fields: [per, ...others], isNamed, rest } = mentionsIn(clause, thing);
    const isOf = per !== undefined && others.length === 0 && /^(?:reference|text|choice|integer)$/.test(per.kind);
    return times && isOf && isFrame(rest, WORDS) && !thing.rules.some(({ rule }) => rule === "apart") ? [{ thing, per, ...times, isNamed }] : [];
  });
  const one = theOne(found);
  if (!one) return false;
  const { thing, per, start, end } = one;
  const day = start.kind === "time" ? thing.fields.filter(({ kind, name }) => kind === "date" || /^(?:weekday|day)$/.test(name)) : [];
  // Times of day are of one day.
  if (start.kind === "time" && day.length !== 1) return false;
  const shared = [per, ...day];
  for (const field of [...shared, start, end]) { field.isRequired = true; delete field.isGuess; }
  for (const field of shared) if (field.kind === "text") field.maxLength = Math.min(field.maxLength ?? LONGEST, LONGEST);
  thing.rules.push({ rule: "apart", start: start.name, end: end.name, per: shared.map(({ name }) => name), unless: null });
  if (!thing.rules.some((rule) => rule.rule === "above" && rule.field === end.name)) thing.rules.push({ rule: "above", field: end.name, other: start.name, isStrict: true });
  return true;
}

/** What the times are of is the id of a document, of at most 200 characters. */
const LONGEST = 80;

function timesOf({ fields }: OutlineThing): { start: OutlineField; end: OutlineField } | null {
  const times = fields.filter(({ kind }) => TIMES.has(kind));
  const [start, ...starts] = times.filter(({ name }) => /^(?:start|starts|begin|begins|from)\b/.test(name));
  const [end, ...ends] = times.filter(({ name }) => /^(?:end|ends|until|till|to)\b/.test(name));
  return start && end && start.kind === end.kind && starts.length + ends.length === 0 ? { start, end } : null;
}
