import { listsFields } from "./keep-most.ts";
import { restricts } from "./read-clauses.ts";
import type { NotUnderstood } from "./resource-builder/not-understood.ts";

/** A rule stores nothing: that it isn't clear what it stores would send the reader after fields. Null when the reason isn't one of those. */
export function ruleIn({ message, part }: NotUnderstood, removed: string | null): string | null {
  const said = removed !== null && !/[.;\n]/.test(removed) ? removed : part;
  if (said !== null && removed !== null && (!NO_RULE.test(message) || (/is not something/.test(message) && part !== null && restricts(part) && removed.includes(part))) && !listsFields(removed) && isRule(removed)) return said;
  if (part === null || said === null) return null;
  if (/^It isn't clear what ".*" stores/.test(message)) return isRule(part) ? said : null;
  return message.startsWith("An API built here doesn't know who may do what") && !ROLES.test(said) ? said : null;
}

/** Reasons that say more than that there is no such rule. */
const NO_RULE = /^"[^"]+" (?:needs|compares|can't|is no|locks|leaves)|^It isn't clear (?:whether|which [a-z ]+ "|what "[^"]+" (?:speaks|sorts))|have two limits|can't be held to|Counters count|unique|an API|no safe place|roles|(?:number|date)s? (?:to|it is)|is not something|Say it/;
const isRule = (part: string): boolean => part.split(" ").length > 2 && (restricts(part.replace(/\bbetween\b|\d+/g, "")) || RULE.test(part));
const RULE = /^if\b|\b(?:can|may|should|will|gets?|gains?|loses?|goes|changes?|becomes?|depends?|counts? as|sign up|is split|are split)\b/i;
/** Who may do what is spoken of. */
export const ROLES = /\b(?:only|just|nobody|no one|except|roles?|rights|permissions?|allowed|admin\w*|managers?|moderators?|staff|teachers?|supervisors?|boss\w*|doctors?|editors?|organi[sz]ers?)\b/i;
