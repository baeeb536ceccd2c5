import { inferKind } from "../infer-kind.ts";
import { stripLead } from "../strip-lead.ts";
import { isPlural, onLastWord, plural, singular, withArticle } from "../words.ts";
import { closeOf, isOutside } from "./brackets.ts";
import type { Declared } from "./declared-things.ts";
import { areFields, itemsOf } from "./items-of.ts";
import { HAS_ITS, isPronoun, KEEPER, LINK_TO, NOUN_PHRASE, ONE_OF } from "./lexicon.ts";
import type { Sentence } from "./sentences-of.ts";

/** The head of a thing with its list: "for each horse i note vet visits with", "bikes belonging to a customer (". */
interface Head {
  from: number;
  /** Where its list begins. */
  to: number;
  noun: string;
  /** What one of it belongs to, in the singular. */
  parents: string[];
  /** Where the bracket ends that holds the list; null without one. */
  close: number | null;
  /** "my expenses": whoever says so keeps them for itself. */
  isMine: boolean;
  /** Said in a way that only this grammar reads. */
  isNew: boolean;
}

const LINKS = "(?:(?:and|also|then|plus|finally|as well as|write down|note down|jot down) )*";
const FOR_EACH = `(?:(?:for|per|on|in|at|about|of) (?:each|every|all|any|one|an?)(?: of (?:the|my|our|these|them))? (?<owner>${NOUN_PHRASE})(?:,| there (?:is|are|can be|should be)(?: many| several)?)? ?)`;
const IS_OWNER = /(?:^|[,;:] |\band )(?:for|of|per) (?:each|every|all) $/;
const OPEN = "(?<open>,? (?:with|having|has|have|contains?|includes?)(?: (?:the|a|an|these|following|fields?))*:? (?=[a-z])|: ?(?=[a-z])| ?\\()";
const HEAD = new RegExp(`(?<link>${LINKS})(?<each>${FOR_EACH})?(?<its>${HAS_ITS})?(?<keeper>${KEEPER})?(?:(?<one>an?|each|every|one|the|several|many|his|her|their|its|our|my|all) )?(?<noun>${NOUN_PHRASE})(?<did> (?:that |which )?(?:they|she|he|it) (?:did|do|does|made|make|had|has|got|gets|took|take|gave|give|[a-z]+ed))?(?<rels>(?: (?:${LINK_TO} ${ONE_OF}|per) ${NOUN_PHRASE})*)${OPEN}`, "y");
/** "for every pupil (name, age) i note lessons": the first list is the pupil's. */
const OWNER_LISTED = new RegExp(`(?:^|[,;:] |\\band )(?:for|of|per) (?:each|every|all) (?=${NOUN_PHRASE} ?\\()`, "g");

/** A sentence with the things and lists in it, each put as "bikes with customer, brand and model". */
export function tellThings({ text, end }: Sentence, declared: Declared): string {
  const heads = headsIn(text, declared);
  const [first] = heads;
  if (!first || !heads.some(({ isNew }) => isNew)) return text + end;
  const lead = text.slice(0, first.from).trim();
  // "parking spots: each spot has"
  const titled = new RegExp(`(?:^| )(${NOUN_PHRASE}):$`).exec(lead)?.[1];
  if (titled?.endsWith(` ${onLastWord(first.noun, plural)}`)) first.noun = onLastWord(titled, singular);
  const things = heads.map((head, index) => told(head, text.slice(head.to, heads[index + 1]?.from), text));
  return `${lead === "" || isTitle(lead) || IS_OWNER.test(`${lead} `) ? "" : `${lead} `}${things.join("; ")}${end}`;
}

function headsIn(text: string, declared: Declared): Head[] {
  const heads: Head[] = [];
  let pupil: string | null = null;
  for (const from of boundariesOf(text)) {
    const last = heads.at(-1);
    if (last && from < (last.close ?? last.to)) continue;
    const head: Head | null = headAt(text, from, declared, heads, pupil);
    if (!head) continue;
    // "api for school lockers: lockers (number, floor)": the first only says what comes.
    if (last && last.close === null && last.to === head.from) heads.pop();
    if (head.parents.length > 0) pupil = null;
    heads.push(head);
    if (head.close !== null && IS_OWNER.test(text.slice(0, from))) pupil = head.noun;
  }
  // Two lists in brackets are two things; one alone is read as it stands.
  const bracketed = heads.filter(({ close }) => close !== null).length;
  if (heads.length > 1 && bracketed > 0) for (const head of heads) head.isNew = true;
  return heads;
}

function headAt(text: string, from: number, declared: Declared, before: readonly Head[], pupil: string | null): Head | null {
  HEAD.lastIndex = from;
  const found = HEAD.exec(text);
  const groups = found?.groups;
  if (!found || !groups) return null;
  // "a property manager has buildings": who isn't kept is who speaks.
  const holder = groups.holder !== undefined && /^(?:an?|the) /.test(groups.its ?? "") && declared.named(groups.holder) === null ? undefined : groups.holder;
  const { owner, subject, one = "", open = "", rels = "", keeper } = groups;
  const to = from + found[0].length;
  const isEach = /^(?:for|per|on|in|at|of) (?:each|every|all) /.test(found[0].slice((groups.link ?? "").length));
  const said = (groups.noun ?? "").replace(/^(.*[a-z]s) [a-z]+ed$/, "$1");
  const noun = onLastWord(said, (word) => (isPlural(word) ? singular(word) : word));
  const isMany = isPlural(said.split(" ").at(-1) ?? "") || /^(?:an?|each|every|one)$/.test(one) || IS_OWNER.test(text.slice(0, from)) || /^ (?:for|per) (?:each|every) /.test(rels) || (keeper !== undefined && HOLDS.test(said)) || (open.includes("(") && new RegExp(`\\b(?:an?|each|every|per) ${said}\\b|\\b${onLastWord(said, plural)}\\b`).test(text));
  if (!isMany || (keeper === undefined && owner === undefined && inferKind(said).isSure && inferKind(said).kind !== "text" && rels === "" && !open.includes("("))) return null;
  const close = open.includes("(") ? closeOf(text, to) : null;
  const list = text.slice(to, close ?? undefined);
  // What comes behind a list within a sentence would be the wrong thing's.
  if (holder !== undefined && (!isPlural(said.split(" ").at(-1) ?? "") || (close !== null && !/^(?:[.;]|$|,? and (?:each|every|an?) )/.test(text.slice(close + 1).trim())) || (close === null && itemsOf(list).length < 2))) return null;
  if (/^(?:many|several|multiple) /.test(list) || (open.startsWith(":") && /^(?:each|every|an?|one) /.test(list))) return null;
  if (open.includes("(") && (close === null || !areFields(list))) return null;
  if (from > 0 && !open.includes("(") && itemsOf(list).length < 2 && declared.named(said) === null) return null;
  if (open.startsWith(":") && from > 0 && owner === undefined && keeper === undefined && !areFields(list)) return null;
  const parents = [...(pupil === null ? [] : [pupil]), ...[owner, holder].filter((one) => one !== undefined), ...(subject === undefined || isPronoun(subject) ? [] : [subject]), ...[...rels.matchAll(new RegExp(` (?:${LINK_TO} (?:each|every|an?|one|its|their)|per) (${NOUN_PHRASE})`, "g"))].map(([, of = ""]) => of)];
  const known = parents.map((parent) => before.find((other) => other.noun === parent)?.noun ?? declared.named(parent.replace(/^(?:the|our|my|an?|each|every) /, "")));
  // What isn't kept can't be pointed to; who keeps something needn't be kept.
  if (known.some((parent, index) => parent === null && parents[index] !== subject)) return null;
  const owned = known.filter((parent) => parent !== null && parent !== noun);
  const last = before.at(-1);
  // "recipes with name and ingredients (name, amount)": a list within a list.
  const isWithin = close !== null && last?.close === null && owned.length === 0 && before.length === 1 && last.parents.length === 0 && last.to < from;
  const own = isWithin || (groups.did !== undefined && last) || /^(?:their|its|his|her)$/.test(one) ? last?.noun : undefined;
  return { from, to, noun, close, parents: [...new Set([...owned, ...(own === undefined ? [] : [own])])].filter((parent) => parent !== null), isMine: one === "my", isNew: isEach || ((from === 0 || /[;):] $/.test(text.slice(0, from))) && isIntroduced(text, groups)) || (keeper !== undefined && !isPronoun(subject ?? "")) || owned.length > 0 || own !== undefined };
}

/** "A dish has a name, category and price" is a sentence that names a thing. */
const isIntroduced = (text: string, { one = "", open = "", noun = "" }: Record<string, string | undefined>): boolean =>
  /^(?:an?|each|every)$/.test(one) && /has|have|contain|includ/.test(open) && itemsOf(text).length > 1 && !ANYTHING.test(noun) && !/\b(?:own|only|never|must|can|may|not|(?<!\/)no)\b|,? and (?:is|are|was|gets|will) /.test(text);
const ANYTHING = /^(?:one|item|entry|record|thing|object|document|row|user|person|caller|day|week|month|of .*|field)$/;

/** Where a head can begin: at the start, after what leads to the first noun, and after what parts a list. */
function boundariesOf(text: string): number[] {
  const stripped = text.length - stripLead(text).length;
  const lead = /^(?:each|every) /.test(text.slice(stripped)) ? 0 : stripped;
  return [...new Set([0, lead, ...[...text.matchAll(/(?:[,;:)]|\b(?:and|where|in which)\b) ?(?=[a-z])/g)].filter(({ index }) => isOutside(text, index + 1)).map(({ index, 0: found }) => index + found.length), ...[...text.matchAll(OWNER_LISTED)].map(({ index, 0: found }) => index + found.length)])].toSorted((one, other) => one - other);
}

function told({ noun, parents, close, to, isMine }: Head, upToNext: string, text: string): string {
  const list = close === null ? upToNext : text.slice(to, close);
  const rest = close === null ? "" : text.slice(close + 1, to + upToNext.length).replace(DANGLING, "").replace(/^[\s,;:.-]*(?:and )?/, "");
  const items = list.replace(DANGLING, "");
  // Its own name would say something to do: "planting".
  const named = parents.filter((parent) => !itemsOf(items).includes(parent)).map((parent) => (parent.endsWith("ing") ? `${parent} (${withArticle(parent)})` : parent));
  return `${isMine ? "my " : ""}${HOLDS.test(noun) ? noun : onLastWord(noun, plural)} with ${[...named, items].join(", ")}${rest === "" ? "" : `; ${rest}`}`;
}

/** What has entries. */
const HOLDS = /\b(?:diary|guest ?book|log|journal|register|logbook|list)$/;
const DANGLING = /(?:[\s,;]|\b(?:and|also|then|plus)\b)+$/;

/** What stands before the things and says only where they are: "freelance:". */
const isTitle = (lead: string): boolean => /^(?:(?:i|we) (?:need|want) )?(?:an?|the|one|my|our)? ?(?:simple |small )?(?:api|app|tool|system|database|place|list) (?:where|in which)$/.test(lead) || (/^(?:(?:for|in|at) )?[a-z' -]{3,40}:$/.test(lead) && !/\b(?:only|no|not|never|must|max|private|each|every|unique|want|need|keep|api)\b/.test(lead));
