import { copyOf } from "../copy-of.ts";
import { addFields } from "./add-fields.ts";
import { type Draft, lengthOpen, nameKept, nounOf } from "./draft.ts";
import { type Link, linkIn, objectIn } from "./link-in.ts";
import { openThing } from "./open-thing.ts";
import { point } from "./point.ts";
import { STATE } from "../resource-builder/state-verbs.ts";
import { rowNoun } from "./row-noun.ts";
import { splitItems } from "./split-items.ts";
import { stripOpener } from "./strip-opener.ts";

interface Read { draft: Draft; links: number; fields: number; isBare: boolean }

const EACH = "(?:(?:each|every|an?|the|one|all|any|our|my|these|those|all the|all our) )*";
const HAS = /^(?:: ?|(?:each )?(?:should have|must have|has|have|with|having|includes?|contains?|consists? of|gets?)(?: the following)?:? )/i;
/** Where what a thing has ends, and what it belongs to begins. */
const NEXT = /(?:,? and |, (?:and )?|; )(?=(?:(?:it|they|each|which) )?(?:(?:can|may|must|should) be |is |are |(?:has|have) (?=an? |the |its |one )|belongs? to |lives? in |comes? from |works? (?:in|for) |plays? for ))/gi;

/** "A loan belongs to a member and a book and has a due date": one thing, and all that a sentence says of it. False where a part of it is neither a relation to a thing that is kept nor a field. */
export function readPredicates(sentence: string, draft: Draft): boolean {
  const spoken = draft.things[draft.last]?.singular;
  const said = spoken === undefined ? sentence : sentence.replace(/\b(for|to|of|on|in|at|by|from) (?:them|it)\b/i, `$1 one ${spoken}`);
  for (const text of new Set([said, stripOpener(said).rest])) {
    const read = subjectsOf(text, draft).map(({ noun, owner, rest }) => ofSubject(noun, owner, rest, draft)).find((one) => one !== null);
    if (!read) continue;
    Object.assign(draft, read);
    return true;
  }
  return false;
}

interface Subject { noun: string | null; owner: boolean; rest: string }

/** The beginnings of a text that may name what it speaks of: the shortest first. */
function subjectsOf(text: string, draft: Draft): Subject[] {
  const [, pronoun = "", said = ""] = /^(it|they|each one|every one|each of them|these|those|this|each(?= (?:has|have|is|are|belongs|with|gets|can|must) )),? (.+)$/i.exec(text) ?? [];
  if (pronoun !== "" && draft.things[draft.last]) return [{ noun: null, owner: false, rest: said }];
  return [0, 1, 2].flatMap((more) => {
    const [, theirs, noun = "", rest = ""] = new RegExp(`^${EACH}((?:their|its|his|her) )?([a-z][a-z'-]*(?: [a-z'-]+){${more}})(?=[ ,:(])[ ,]*(.+)$`, "i").exec(text) ?? [];
    return rest === "" ? [] : [{ noun, owner: theirs !== undefined, rest }];
  });
}

function ofSubject(said: string | null, isTheirs: boolean, rest: string, before: Draft): Draft | null {
  const draft = copyOf(before);
  const parent = draft.things[draft.last];
  const noun = said === null ? null : rowNoun(said);
  if (said !== null && (!noun || noun.around.length > 0)) return null;
  const isKnown = said === null || nameKept(draft, said) !== undefined || draft.topics.some((topic) => topic.split("|").includes(nounOf(said)));
  if (noun) openThing(noun, draft);
  const place = draft.last;
  if (isTheirs && (!parent || draft.things[place] === parent || !point(place, parent.singular, draft))) return null;
  const read = predicates(rest, place, { draft, links: isTheirs ? 1 : 0, fields: 0, isBare: false });
  if (!read || read.links === 0 || (!isKnown && read.fields === 0) || (read.isBare && read.fields === 0)) return null;
  read.draft.last = place;
  return read.draft;
}

/** Everything that is said of the thing at a place, to the last word. */
function predicates(said: string, place: number, read: Read): Read | null {
  const text = said.replace(/^[ ,]*(?:(?:and|also|but|plus|where|each of them|each|they|it) )*/i, "");
  if (text === "") return read;
  return withFields(text, place, read) ?? withLink(text, place, read) ?? withValues(text, place, read) ?? withTime(text, place, read) ?? (said.startsWith(",") ? withMore(text, place, read) : null);
}

function withLink(text: string, place: number, { draft: before, links, fields, isBare }: Read): Read | null {
  const link = linkIn(text, before);
  // "a room in a house": without a verb only what stands first is a relation.
  if (!link || (link.isBare && links + fields > 0 && !/^(?:for|by|of|from|to|in|on|at|about) (?:exactly )?(?:one|an?) /i.test(text))) return null;
  const draft = copyOf(before);
  const rest = linked(link, place, draft);
  if (rest === null) return null;
  for (const { tail, copy } of [...others(rest, place, draft, link.isOptional), { tail: rest, copy: draft }]) {
    const read = predicates(tail, place, { draft: copy, links: links + 1, fields, isBare: isBare || link.isBare });
    if (read) return read;
  }
  return null;
}

/** Points to what a link names, and reads what it says of that: "a gardener who has a name". The rest, or null. */
function linked(link: Pick<Link, "of" | "phrase" | "isOptional" | "rest"> & { isNew?: boolean }, place: number, draft: Draft): string | null {
  if (link.of !== null && link.isNew === true) openThing({ singular: link.of, also: [], around: [] }, draft);
  const [, list = "", rest = ""] = /^ \(([^()]+)\)(.*)$/.exec(link.rest) ?? /^ (?:who|which|that) (?:has|have) (.+?)((?:, (?:from|on|since) (?:an?|the) [a-z]+)?)$/i.exec(link.rest) ?? [];
  if (list === "") return link.of !== null && point(place, link.of, draft, !link.isOptional) ? link.rest : null;
  const noun = rowNoun(link.phrase);
  if (!noun) return null;
  const other = openThing(noun, draft);
  const before = lengthOpen(draft);
  return addFields(list, other, draft) && lengthOpen(draft) === before && point(place, other.singular, draft, !link.isOptional) ? rest : null;
}

/** "a member and a book": what follows is pointed to as well. */
function others(rest: string, place: number, before: Draft, isOptional: boolean): { tail: string; copy: Draft }[] {
  const [joint] = /^,? and (?:(?:to|for|by|in|on|at|from|of) )?(?=(?:exactly )?(?:an?|one|the) )/i.exec(rest) ?? [];
  const object = joint === undefined ? null : objectIn(rest.slice(joint.length), before);
  if (!object || object.isMany) return [];
  const copy = copyOf(before);
  const tail = linked({ ...object, isOptional }, place, copy);
  return tail === null ? [] : [...others(tail, place, copy, isOptional), { tail, copy }];
}

function withFields(text: string, place: number, { draft: before, links, fields: read, isBare }: Read): Read | null {
  const [lead] = HAS.exec(text) ?? [];
  if (lead === undefined) return null;
  const list = text.slice(lead.length);
  const ends = [...[...list.matchAll(NEXT)].map(({ index }) => index), list.length];
  const reads = ends.flatMap((end) => {
    const draft = copyOf(before);
    const thing = draft.things[place];
    // "reps and weight on a date": the date is no part of the last name.
    const fields = list.slice(0, end).replace(/ (?:on|at) (?:an?|the|a certain) (date|day|time)$/i, " and $1");
    if (!thing || !addFields(fields, thing, draft)) return [];
    const next = predicates(list.slice(end), place, { draft, links, fields: read + 1, isBare });
    return next ? [next] : [];
  });
  return reads.toSorted((one, other) => lengthOpen(one.draft) - lengthOpen(other.draft) || other.links - one.links)[0] ?? null;
}

/** "is for one therapist, a patient name, a start time and an end time": behind a relation, what else it has. */
function withMore(text: string, place: number, { draft: before, links, fields, isBare }: Read): Read | null {
  const draft = copyOf(before);
  const thing = draft.things[place];
  const isList = links > 0 && !isBare && splitItems(text).length > 1;
  return isList && thing && addFields(text, thing, draft) && lengthOpen(draft) === lengthOpen(before) ? { draft, links, fields: fields + 1, isBare } : null;
}

/** "is free or taken", "is bought or not". */
function withValues(text: string, place: number, { draft: before, links, fields, isBare }: Read): Read | null {
  const [said, list = "", last = "", rest = ""] = /^(?:is|are|can be|may be|must be)(?: (?:either|always|then))? ((?:[a-z-]+, )*[a-z-]+),? or (?:is |are )?(not|[a-z-]+(?: [a-z]+)?)(?=$|,| and )(.*)$/i.exec(text) ?? [];
  const values = [...list.split(", "), last];
  const draft = copyOf(before);
  const thing = draft.things[place];
  if (said === undefined || !thing || values.some((value) => /^(?:an?|the|in|on|at|for|to|it|they|more|less|not [a-z]+|one|two)\b/i.test(value) || /\d/.test(value))) return null;
  const name = last === "not" ? list : values.filter((value) => STATE.test(value)).length >= values.length / 2 ? "status" : "kind";
  const isTaken = thing.fields.some((field) => field.name === name) || (last === "not" && values.length > 2);
  if (isTaken || !addFields(last === "not" ? `${name} (yes/no)` : `${name} (${values.join(", ")})`, thing, draft) || lengthOpen(draft) > lengthOpen(before)) return null;
  return predicates(rest, place, { draft, links: links + 1, fields: fields + 1, isBare });
}

/** "from a date". */
function withTime(text: string, place: number, { draft: before, links, fields, isBare }: Read): Read | null {
  const [said, word = "", rest = ""] = /^(on|from|since|until) (?:an?|the|a certain) (?:date|day)(?=$|,| and )(.*)$/i.exec(text) ?? [];
  const draft = copyOf(before);
  const thing = draft.things[place];
  return said !== undefined && thing && addFields(word.toLowerCase() === "on" ? "date" : `${/^(?:from|since)$/i.test(word) ? "start" : "end"} date (date)`, thing, draft) ? predicates(rest, place, { draft, links, fields: fields + 1, isBare }) : null;
}
