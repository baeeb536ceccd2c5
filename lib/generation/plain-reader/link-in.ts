import { type Draft, nameKept, nounOf } from "./draft.ts";
import { isPlural } from "../resource-builder/words.ts";
import { rowNoun } from "./row-noun.ts";

const PREP = "(?:to|into|in|inside|onto|on|at|for|from|by|of|about|with|under|within)";
const ACTIVE = "(?:belongs?|lives?|sits?|stands?|hangs?|works?|plays?|comes?|goes|go|lies?|stays?|sleeps?|refers?|points?|relates?|stud(?:y|ies)|trains?|grows?|swims?|serves?|reports?|takes? place|happens?)";
const SOFT = "(?:always|also|only|each|currently|usually|normally|then|either)";
const LINK = new RegExp(`^(?:(?:that|which|who) )?(?<may>(?:can|may|might|could|optionally) (?:optionally )?)?(?:(?:must|should|has to|have to|needs? to|will) )?(?:${SOFT} )*(?:(?<active>${ACTIVE}) ${PREP}|(?:is|are|be|gets?)(?: ${SOFT})*(?: (?<deed>[a-z]+(?:ed|en|wn|pt|ld|nt|ght|de|ne|un|ut|id|ng|et|ft)))?(?: (?:part|one|member))? ${PREP}|(?<bare>(?:to|in|on|at|for|from|by|of|about)))(?= )`, "i");

/** What is done again and again, by one after the other: each time is a thing of its own. */
const AGAIN = /^(?:borrowed|lent|rented|hired|booked|reserved|ordered|bought|sold|enrolled|enroled|liked|rated|reviewed|attended|visited|watched|read|used|played|joined|followed|voted|downloaded|viewed)$/i;
/** Of which there is one at a time, also where many are spoken of: "tenants live in flats". */
const AT_ONE = /^(?:belongs?|lives?|sits?|stands?|hangs?|works?|lies?|sleeps?|comes?|kept|stored|located|parked|housed|placed|planted|written|taught|made|owned|built|painted|given|put)$/i;

export interface Link {
  /** What it points to: the name of a thing that is kept, or null where only its own fields behind it could make it one. */
  of: string | null;
  phrase: string;
  isOptional: boolean;
  /** "for a room" behind a noun, without a verb. */
  isBare: boolean;
  /** Nothing else is said of what it points to. */
  isNew: boolean;
  rest: string;
}

/** Whose something is: also where nothing else is said of them. */
const WHOSE = /^(?:belongs?|assigned|owned|written|taught|led|run|made|managed|created|handled|given|treated|supplied|painted|directed|hosted|organi[sz]ed|reported)$/i;

/** "belongs to a member", "are reported for a boiler", "can be assigned to one agent", at the beginning of a text. Null where it is none, or may be one of several. */
export function linkIn(text: string, draft: Draft): Link | null {
  const found = LINK.exec(text);
  if (!found) return null;
  const { may, active, deed, bare } = found.groups ?? {};
  const said = text.slice(found[0].length).trimStart();
  const object = objectIn(said, draft) ?? (WHOSE.test(active ?? deed ?? "") ? newObject(said) : null);
  if (!object || (deed !== undefined && AGAIN.test(deed) && (may !== undefined || object.isMany))) return null;
  if (object.isMany && !AT_ONE.test(active ?? deed ?? "")) return null;
  return { of: object.of, phrase: object.phrase, isOptional: may !== undefined || object.isOptional, isBare: bare !== undefined, isNew: object.isNew === true, rest: object.rest };
}

const ONE = /^(?:(?:exactly|only|just|always|at most|max(?:imum)?) )?(?:one of (?:the|our|my|these|those)|an? (?:single|certain|specific|particular|given)|an?|one|the(?: same)?|its|their|his|her|each|every|some|our|my|that) /i;
const SEVERAL = /^(?:many|several|multiple|two|three|all|more|different|various|any|one or more|a few|both|no) /i;
const END = "(?=$|,| and | with | \\(|:| who | which | that | has | have | is | are | on | from | for | by | in | at | about )";

interface Found extends Pick<Link, "of" | "phrase" | "rest"> { isMany: boolean; isOptional: boolean; isNew?: boolean }

/** "one developer", of whom nothing else is said. */
function newObject(text: string): Found | null {
  const [, phrase = "", rest = ""] = /^(?:(?:exactly |only )?one|an?|a single) ([a-z-]+)(?=$|,| and )(.*)$/i.exec(text) ?? [];
  const noun = phrase === "" ? null : rowNoun(phrase);
  return noun && !isPlural(phrase.toLowerCase()) && !/^(?:person|user|people|date|friend|time|group|kind|sort|series|place|caller|someone|somebody)$/.test(noun.singular) ? { of: noun.singular, phrase, rest, isMany: false, isOptional: false, isNew: true } : null;
}

/** The thing that a text begins with: of its words as many as make the name of one. */
export function objectIn(text: string, draft: Draft): Found | null {
  if (SEVERAL.test(text)) return null;
  const article = ONE.exec(text)?.[0] ?? "";
  const rest = text.slice(article.length);
  for (const more of [2, 1, 0]) {
    const phrase = new RegExp(`^[a-z][a-z'-]*(?: [a-z'-]+){${more}}${END}`, "i").exec(rest)?.[0];
    const of = phrase === undefined ? undefined : nameKept(draft, phrase);
    if (phrase === undefined) continue;
    const isOwn = new RegExp(`^ (?:\\(|(?:who|which|that) (?:has|have) )`, "i").test(rest.slice(phrase.length)) && article !== "";
    if (of === undefined && !isOwn) continue;
    const isPluralSaid = isPlural(phrase.split(" ").at(-1)?.toLowerCase() ?? "") && nounOf(phrase) !== phrase.toLowerCase();
    // "one of our members" is one of them.
    return { of: of ?? null, phrase, rest: rest.slice(phrase.length), isMany: isPluralSaid && !/^(?:one of|each|every)/i.test(article), isOptional: /^(?:at most|max)/i.test(article) };
  }
  return null;
}
