import { fieldNamed, LINK, resourceNamed, takeClauses } from "./clause-words.ts";
import { inferKind } from "./infer-kind.ts";
import { NotUnderstood } from "./not-understood.ts";
import type { Resource } from "./resource-plan.ts";
import { listWords } from "./words.ts";

export interface OwnershipWish {
  /** What is private: a noun, or null for everything. */
  noun: string | null;
  why: "own" | "edit" | "my" | "unique";
}

const WHO = "(?:users?|persons?|people|customers?|members?|callers?|consumers?|clients?|students?|teachers?|employees?|players?|owners?|accounts?|clubs?|teams?|companies|company|branch(?:es)?|shops?|departments?|famil(?:y|ies)|households?|tenants?|schools?|ones?|body|everyone|everybody|they|i)";
const ACT = "(?:see|sees|view|views|read|reads|access|accesses|get|gets|list|lists|manage|manages|edit|edits|change|changes|update|updates|delete|deletes|modify|modifies|have|has|keep|keeps|create|creates|only|just|can|should|must|may|and|or|,|to|be able)";
const OWN = "(?:(?:his or her|his\\/her|their|his|her|its|my) own|theirs|(?:what|the (?:things|ones)|things|the [a-z]+|[a-z]+) (?:that )?(?:they|he|she|i)(?: have|'ve)? (?:created|made|added|own|wrote|posted))";
const NOUN = "(?!(?:and|with|or|but|that|which|in|on|via|through|search|sorted|filter)\\b)[a-z]+(?: (?!(?:and|with|or|but|that|which|in|on|via|search|have|has|nobody|noone|no)\\b)[a-z]+)?";

const CLAUSES: RegExp[] = [
  new RegExp(`[ ,;-]*(?:\\b(?:and|but|where|so|so that|that) )*\\b(?:(?:each|every) [a-z]+|(?:each|every|all|any|no|an?|the)? ?${WHO})(?:[ ,]+${ACT})+ (?:to )?${OWN}(?: (?<noun>${NOUN}))?(?: only)?(?=[ ,.;]|$)`, "g"),
  new RegExp(`[ ,;-]*(?:\\b(?:and|but|where|they are|they're|it is|it's|the|all|my|keep|keeps) )*\\b(?:(?<noun>[a-z]+) )?(?:are |is |being |be |should be |must be |stay |kept )?(?:kept )?(?:private|visible only|only visible|invisible|accessible only|only accessible|separate) (?:to|for|per|from) (?:each|every|the|its|their|a|other|everyone)? ?(?:${WHO}|owner|creator|author|else)(?: (?:who|that) (?:created|made|added|wrote) (?:it|them))?`, "g"),
  new RegExp(`[ ,;-]*(?:\\b(?:and|but|where|the|all|my) )*\\b(?<noun>[a-z]+) (?:are|is|should be|must be|stay|remain) (?:kept )?private(?=[ ,.;]|$)`, "g"),
  new RegExp(`[ ,;-]*(?:\\b(?:and|but|so that|so) )*\\b(?:nobody|no one|no-one|noone|others?|other people|other users?) (?:else )?(?:can|may|should|must|can't|cannot|can not|shouldn't|should not|must not|may not|don't|do not)(?: (?:be able to|ever|not))* (?:see|read|view|access)(?: or (?:change|edit|delete|modify))?(?: (?:them|it|mine|my [a-z]+|your [a-z]+|their [a-z]+|those|these|another'?s [a-z]+))?`, "g"),
  new RegExp(`[ ,;-]*(?:\\b(?:and|but|where) )*\\b(?:only the (?:owner|creator|author)|only (?:its|their) (?:owner|creator|author)) (?:can|may|should) (?:see|read|view|access)(?: (?:it|them|or|and|edit|change|delete|update))*`, "g"),
  new RegExp(`[ ,;-]*(?:\\b(?:and|but|where) )*\\b(?:each|every) (?:user|person|customer|member|caller|consumer)(?: (?:has|having|with|gets|keeps))? (?:a )?(?:separate|private|own) (?<noun>${NOUN})`, "g"),
  new RegExp(`${LINK}\\b(?:multi-?tenant|separately (?:for|per) (?:each |every )?user|(?:per|by) user separat(?:ely|ed)|isolated per user)\\b`, "g"),
];
const CREATOR = /[ ,;]*(?:\b(?:and|where) )*\b(?:each|every|all|the|an?)? ?\b[a-z]+ belongs? to (?:the |its |their )?(?:(?:user|person|one|caller|customer|account) (?:who|that) (?:created|made|wrote|added) (?:it|them)|creator|owner|author who wrote it|whoever (?:created|made|wrote|added) (?:it|them))/g;
const ONLY_ME = /[ ,;]*(?:\b(?:and|but|that|which) )*\bonly (?:me|i|myself) (?:can|may|should) (?:see|read|view|access)(?: (?:it|them|this|or|and|edit|change|my [a-z]+|those|these|mine))*(?=[ ,.;]|$)/g;
const EDIT = /\b(?:edit|change|update|delete|modify)/;
const SEE = /\b(?:see|view|read|access|private|visible|get|list|have|has|manage)/;
const PERSONAL = /\b(?:my|our own|my own) (?:personal |private |daily |own )?(?<noun>notes|todos?|to-dos|tasks|bookmarks|expenses|diary|journal|journal entries|diary entries|habits|workouts|moods|goals)\b/;

/** Takes out who sees what: "each user sees only their own", "private notes", "my notes". */
export function readOwnership(text: string): { rest: string; wishes: OwnershipWish[] } {
  const wishes: OwnershipWish[] = [];
  if (/\b(?:everyone|everybody|anyone|all users|others|all) (?:can|may) (?:see|read|view|list)\b.*\bonly\b|\bonly (?:admins?|managers?|teachers?|staff|moderators?)\b|\badmins? (?:can|may|see|only)\b/.test(text)) {
    throw new NotUnderstood("Different rights for different callers can't be built: either everybody with a key sees and changes everything, or each caller sees only what it made itself.", /[^,.;]*\b(?:only|admins?)\b[^,.;]*/.exec(text)?.[0].trim() ?? null);
  }
  const right = RIGHT.exec(text);
  if (right) throw new NotUnderstood("An API built here doesn't know who may do what: everybody with a key may call every operation, or sees only what is its own.", right[0].trim());
  let rest = takeClauses(text, [CREATOR, ONLY_ME, ...CLAUSES], ({ noun }, match) => {
    const isGeneric = noun === undefined || /^(?:data|things?|items?|stuff|ones|entries|records|it|they|all|is|are|be|kept|set|list|collection|only)$/.test(noun);
    wishes.push({ noun: isGeneric ? null : noun, why: EDIT.test(match) && !SEE.test(match) ? "edit" : "own" });
  });
  rest = rest.replace(/\b(?:unique) (?:per|for each|for every|within a) (?:user|consumer|caller|account|person)\b/g, () => { wishes.push({ noun: null, why: "unique" }); return "unique"; });
  const scoped = /\bunique (?:per|within|for each|for every|in each) [a-z]+/.exec(rest);
  if (scoped) throw new NotUnderstood("A field can be unique in the whole API or per user, but not within something else.", scoped[0]);
  rest = rest.replace(/^((?:(?!\b(?:with|has|have)\b)[^,.:;])*?)\b(?:private|personal) (?=[a-z]+s\b)/, (_whole, lead: string) => { wishes.push({ noun: null, why: "own" }); return lead; });
  const my = PERSONAL.exec(rest);
  // "title, doi, my notes" are fields.
  const personal = my && !/(?:\b(?:with|has|have)\b|:)[^.;\n]*(?:,|\band|\bwith) $/.test(rest.slice(0, my.index)) ? my.groups?.noun : undefined;
  if (personal && wishes.length === 0) wishes.push({ noun: personal, why: "my" });
  return { rest, wishes };
}

export function applyOwnership(resources: Resource[], wishes: readonly OwnershipWish[], assumptions: string[]): void {
  for (const { noun, why } of wishes) {
    const one = noun === null ? undefined : resourceNamed(resources, noun);
    if (noun !== null && !one && why !== "my" && (resources.length > 1 || inferKind(noun).isSure || resources.some(({ fields }) => fieldNamed(fields, noun)))) throw new NotUnderstood(`It isn't clear what "their own ${noun}" are. Name them as the things are named.`, noun);
    const owned = one ? [one, ...resources.filter((resource) => leadsTo(resource, one, resources))] : resources;
    for (const resource of owned) resource.ownership = "perConsumer";
    const names = listWords(owned.map((resource) => resource.plural));
    assumptions.push(ownWords(names));
    if (why === "edit") assumptions.push(`who can't change ${names} of another can't see them either`);
    if (why === "unique") assumptions.push(`"unique per user" is read as: each user has ${names} of its own`);
  }
}

/** Whose things are whose: many take a caller for a person. */
export const ownWords = (names: string): string => `Each caller sees and changes only its own ${names}. A caller is the workspace of a key, not a person: two keys of one workspace see the same ${names}, so that each person needs a workspace`;

/** What points at something private is private with it. */
const leadsTo = (resource: Resource, target: Resource, resources: Resource[]): boolean =>
  resource !== target && resource.fields.some((field) => field.target === target.singular || resources.some((other) => other.singular === field.target && other !== resource && other.fields.some((next) => next.target === target.singular)));

/** "the owner can close it", "a manager approves": what one may do and others may not. */
const RIGHT = /[^,.;]*\b(?:owners?|creators?|authors?|hosts?|organi[sz]ers?|managers?|teachers?|staff|boss(?:es)?|moderators?|nurses?|doctors?|librarians?|treasurers?|chefs?|supervisors?|leaders?|captains?|coach(?:es)?|secretar(?:y|ies)|trainers?|editors?) (?:(?:can|may|must|should|will|has to|have to) (?!(?:also )?(?:create|add|manage|save|store|keep|track|record|enter|post|register|log|list|see|have|be able)\b)|decides?\b|approves?\b|confirms?\b)[^,.;]*/;
