import { listsFields } from "./keep-most.ts";
import { restricts } from "./read-clauses.ts";
import type { NotUnderstood } from "./resource-builder/not-understood.ts";

/** A rule stores nothing: that it isn't clear what it stores would send the reader after fields. Null when the reason isn't one of those. */
export function ruleIn({ message, part }: NotUnderstood, removed: string | null): string | null {
  const said = removed !== null && !/[.;\n]/.test(removed) ? removed : part;
  if (said !== null && removed !== null && (!NO_RULE.test(message) || (/is not something/.test(message) && part !== null && restricts(part) && removed.includes(part))) && !listsFields(removed) && isDeed(removed)) return said;
  if (part === null || said === null) return null;
  if (/^It isn't clear what ".*" stores/.test(message)) return isDeed(part) ? said : null;
  return message.startsWith("An API built here doesn't know who may do what") && !ROLES.test(said) ? said : null;
}

/** Reasons that say more than that there is no such rule. */
const NO_RULE = /^"[^"]+" (?:needs|compares|can't|is no|locks|leaves)|^It isn't clear (?:whether|which [a-z ]+ "|what "[^"]+" (?:speaks|sorts))|have two limits|can't be held to|Counters count|unique|an API|no safe place|roles|(?:number|date)s? (?:to|it is)|is not something|Say it/;
/** It forbids, limits or says what becomes of something. */
export const isRule = (part: string): boolean => part.split(" ").length > 2 && (restricts(part.replace(/\bbetween\b|\d+/g, "")) || BECOMES.test(part));
const BECOMES = /^if\b|\b(?:gets?|gains?|loses?|becomes?|depends?|counts? as|are split|is split)\b/i;
/** The same, or what somebody can do and what moves. */
const isDeed = (part: string): boolean => isRule(part) || (part.split(" ").length > 2 && DOES.test(part));
const DOES = /\b(?:can|may|should|will|goes|changes?|sign up)\b/i;
/** Who may do what is spoken of. */
export const ROLES = /\b(?:only|just|nobody|no one|except|roles?|rights|permissions?|allowed|admin\w*|managers?|moderators?|staff|teachers?|supervisors?|boss\w*|doctors?|editors?|organi[sz]ers?)\b/i;
