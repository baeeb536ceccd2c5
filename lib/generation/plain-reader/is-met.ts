import { isPlainTalk } from "../field-words/asks-for.ts";
import { type Draft, namesOf, nounOf, thingCalled } from "./draft.ts";
import { isServed } from "./is-served.ts";

/** Whether what stayed open asks for nothing but what all that was read has already. The one place that is asked before a part is told as not read. */
export const isMet = (part: string, draft: Draft): boolean => isServed(part, draft) || isOwnOnly(part, draft) || isPurpose(part, draft);

const ELSE = "(?:somebody|someone|anybody|anyone|nobody|no ?one|any other|another|other|the other)(?: else)?(?: (?:person|people|user|users|member|members|caller|callers))?(?:'s|s')?";
const NOT_ELSES = new RegExp(`^(?:(?:and|but|so) )?(?:never|not|none of|but not)(?: (?:see|sees|get|gets|the ones|those|that|any|the|of|from|by))* ${ELSE}(?: (?<noun>[a-z]+(?: [a-z]+)?))?$`, "i");

/** "Never somebody else's", where everything is kept for each caller alone. */
function isOwnOnly(part: string, draft: Draft): boolean {
  const found = NOT_ELSES.exec(part.trim());
  if (!found || !/else|other/i.test(part) || draft.own.length === 0) return false;
  const thing = found.groups?.["noun"] === undefined ? undefined : thingCalled(draft, found.groups["noun"]);
  if (found.groups?.["noun"] !== undefined && !thing) return false;
  const isOwn = (one: string): boolean => draft.own.includes("*") || draft.own.includes(one);
  return thing ? isOwn(thing.singular) : draft.things.every(({ singular }) => isOwn(singular));
}

const PURPOSE = /^(?:(?:for|at|in) (?:the|our|my|an?) [a-z-]+(?: [a-z-]+)?,? )?(?:i|we|they|she|he)(?:'d| would)? (?:like|love|need|want|have|wish|must|try)s? to (?:be able to )?(?:record|keep|note|write|know|remember|track|store|log|register|collect)(?: (?:down|track of|a note of|a record of|in one place))? (?<what>.+)$/i;
const FRAME = /^(?:what|which|when|that|the|an?|of|for|to|in|on|at|by|from|with|about|and|or|our|my|their|his|her|its|is|are|was|were|be|been|has|have|had|do|does|did|we|i|they|he|she|it|them|all|everything)$/;
const CHILD = new Set(["kid", "child", "pupil"]);

/** "I'd like to record what kids are allergic to" before a child with its allergies: each word of it is in a name that is kept. */
function isPurpose(part: string, draft: Draft): boolean {
  const what = PURPOSE.exec(part.trim())?.groups?.["what"];
  if (what === undefined || !isPlainTalk(what.replace(/^when /i, ""))) return false;
  const words = what.toLowerCase().split(/[^a-z']+/).filter((word) => word !== "" && !FRAME.test(word));
  const fields = draft.things.flatMap(({ fields: all }) => all.flatMap(({ name }) => name.split(" ")));
  const [, question] = /^(what|which|when)\b/i.exec(what) ?? [];
  const isTime = (kind: string): boolean => /^(?:date|dateTime|time)$/.test(kind);
  // When it is asked for is no answer to what, nor what to when.
  const answers = draft.things.flatMap(({ fields: all }) => all.filter(({ kind }) => question === undefined || (question.toLowerCase() === "when") === isTime(kind)).flatMap(({ name }) => name.split(" ")));
  const things = draft.things.flatMap((thing) => namesOf(thing).flatMap((name) => name.split(" ")));
  return words.some((word) => answers.some((name) => isAlike(word, name))) && words.every((word) => [...fields, ...things].some((name) => isAlike(word, name)));
}

/** Of one stem: allergic, allergies. */
function isAlike(one: string, other: string): boolean {
  const [first, second] = [nounOf(one), nounOf(other)];
  if (first === second || (CHILD.has(first) && CHILD.has(second))) return true;
  const stem = Math.max(LEAST_STEM, Math.min(first.length, second.length) - MOST_ENDING);
  return first.length >= stem && second.length >= stem && first.slice(0, stem) === second.slice(0, stem) && Math.max(first.length, second.length) - stem <= MOST_ENDING;
}

const LEAST_STEM = 5;
const MOST_ENDING = 3;
