import { bare, fieldNamed, resourceNamed } from "../clause-words.ts";
import { NotUnderstood } from "../not-understood.ts";
import type { Field, Resource } from "../resource-plan.ts";
import { onLastWord, singular } from "../words.ts";

/** Does what was read to the resources, or throws NotUnderstood. */
export type ApplyRule = (resources: Resource[], assumptions: string[]) => void;

/** Where a rule begins: at a sentence, or behind a comma or a link word. */
export const BEGIN = "(?:(?<=^|[.;\\n] ?)|[ ,;]*,|[ ,;]+(?=(?:and|but|also|where) ))(?: *\\b(?:and|but|also|where|so|that|please|note) )* *";
/** Where it ends. */
export const STOP = "(?=[ ]*(?:[,.;\\n]|$| and (?!the same )| but ))";
export const CANNOT = "(?:can(?:not|'t| not)|can never|can no longer|may not|may never|may no longer|must not|mustn't|must never|should not|shouldn't|should never|is not allowed to|are not allowed to|isn't allowed to)";
export const ONE = "(?:(?:the same|a single|a given|any one|an?|one|each|every|any|the|same|its|their|that) )*";
const OTHER = "(?:and|or|but|with|that|which|who|can|may|must|should|is|are|be|has|have|per|for|by|in|of|on|to|from|at|the|an?|only|not|never|no|once|twice|when|if|it|they|there|where|each|every|same)";
/** A noun of one or two words. */
export const NOUN = `(?!${OTHER}\\b)[a-z][a-z'-]*(?: (?!${OTHER}\\b|most\\b|least\\b|more\\b|less\\b)[a-z][a-z'-]*)?`;

/** Whoever calls, where what is kept is their own or names nobody: a "buyer name" would be somebody else. */
export const isCaller = ({ fields, ownership }: Resource, noun: string): boolean => CALLER.test(bare(noun)) && (ownership === "perConsumer" || !fields.some(({ label }) => SOMEBODY.test(label)));
const CALLER = /^(?:users?|person|people|persons|everyone|everybody|anyone|caller|callers|consumer|consumers|account|accounts|one|visitor|visitors|client)$/;
const SOMEBODY = /[a-z] name$|\b(?:nickname|username|email|phone|user|reviewer|author|person|buyer|customer|member|student|employee|owner|voter|bidder|guest|visitor|participant|attendee|client|patient|player|sender)\b/;

/** The field of a resource that a noun speaks of; a day is its only date. */
export function spokenField(resource: Resource, noun: string): Field | undefined {
  const own = [resource.singular, resource.plural].find((name) => bare(noun).startsWith(`${name} `));
  return fieldOf(resource, noun) ?? (own === undefined ? undefined : fieldOf(resource, bare(noun).slice(own.length + 1)));
}

function fieldOf({ fields }: Resource, noun: string): Field | undefined {
  const dates = fields.filter(({ kind }) => kind === "date");
  const one = onLastWord(bare(noun), singular);
  const named = fields.filter(({ kind, label }) => kind !== "boolean" && ["name", "email", "email address", "id", "number", "code"].some((what) => label === `${one} ${what}`));
  return fieldNamed(fields, noun) ?? fields.find(({ kind, target, label }) => kind === "reference" && (target === one || label === one)) ?? (/^(?:day|date)$/.test(bare(noun)) && dates.length === 1 ? dates[0] : undefined) ?? (named.length === 1 ? named[0] : undefined);
}

/** The resource that a deed makes: who votes makes a vote. */
export function madeBy(resources: readonly Resource[], deed: string): Resource[] {
  const [, nouns = []] = DEEDS.find(([verb]) => verb.test(deed)) ?? [];
  return resources.filter(({ singular: noun }) => nouns.some((word) => noun === word || noun.endsWith(` ${word}`) || noun === `${word}s`));
}

const SIGN_UP = ["sign up", "signup", "sign-up", "registration", "enrollment", "enrolment", "booking", "participation", "attendance", "rsvp", "reservation", "participant", "attendee", "subscription", "membership", "application", "entry", "ticket"];
const DEEDS: [RegExp, string[]][] = [
  [/\b(?:sign|register|enrol|join|book|reserve|attend|subscribe|apply|rsvp|participate|take part|enter)/, SIGN_UP],
  [/\bvote/, ["vote", "ballot"]], [/\breview/, ["review"]], [/\brate/, ["rating", "review"]], [/\b(?:submit|hand|turn in)/, ["submission"]], [/\b(?:comment|reply)/, ["comment", "reply"]],
  [/\b(?:borrow|check|take out|lend)/, ["loan", "borrowing", "checkout", "lending"]], [/\brent/, ["rental"]], [/\bbid/, ["bid"]], [/\banswer/, ["answer", "response"]], [/\blike/, ["like"]], [/\border/, ["order"]], [/\bclaim/, ["claim"]], [/\bdonate/, ["donation"]], [/\bpay/, ["payment"]], [/\b(?:log|record|write)/, ["log", "entry", "record"]],
];
export const isSignUp = ({ singular: noun }: Resource): boolean => SIGN_UP.some((word) => noun === word || noun.endsWith(` ${word}`));

/** The one resource that a rule is about; throws where none or several could be. */
export function theOne(found: readonly Resource[], text: string, missing: string): Resource {
  const [one] = found;
  if (!one) throw new NotUnderstood(`"${text}" ${missing}`, text);
  if (found.length > 1) throw new NotUnderstood(`It isn't clear whether "${text}" holds for ${found.map(({ plural }) => plural).join(" or for ")}.`, text);
  return one;
}

export const named = (resources: readonly Resource[], noun: string | undefined): Resource | undefined => (noun === undefined ? undefined : resourceNamed(resources, noun));
export const tidy = (match: string): string => match.replace(/^[ ,;]*(?:(?:and|but|also|where|so|that) )*/, "").trim();
