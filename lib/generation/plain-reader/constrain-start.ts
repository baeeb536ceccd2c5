import { copyOf } from "../copy-of.ts";
import type { OutlineField } from "../outline/schema.ts";
import { startIn } from "../field-remarks/read-start.ts";
import { holdTold } from "../field-remarks/hold-told.ts";
import { said } from "./constrain-said.ts";
import type { Way } from "./constraint-way.ts";
import { pluralOf } from "../outline/outline-issues.ts";
import { type Draft, type DraftThing, say, thingCalled } from "./draft.ts";
import { readItem } from "./read-item.ts";
import { fieldsCalled } from "./fields-called.ts";

const FIRST = "(?:at (?:the )?(?:start|beginning|first)|at first|initially|by default|to (?:begin|start) with|in the beginning|when (?:it is |they are )?(?:new|added|created)|(?:unless|until) [a-z' ]+|if (?:nobody|nothing|not) ?[a-z' ]*)";

const SAYS = "(?:say|says|said|tell|tells|told|set|sets|mark|marks|marked|change|changes|changed|tick|ticks|ticked|note|state|stated|choose|enter)";
/** Nothing but a caller makes it otherwise. */
const UNSAID = `(?:by default|at first|initially|to (?:begin|start) with|in the beginning|at the (?:start|beginning)|(?:unless|until|if not) (?:(?:it is|it's|they are) )?(?:(?:i|we|you|they|somebody|someone|staff) )?${SAYS}(?: (?:so|it|them|otherwise|that|something else|differently|as such))?(?: (?:is|was|are) (?:so|it))?|unless otherwise ${SAYS})`;
const OF_FLAG = new RegExp(`^(?:(?:an?|the|each|every|all|any|new) )*([a-z][a-z' ]*?) (?:is|are)( not|n't)? (.+?),? ${UNSAID}$`, "i");
/** "When a kayak is added": what follows holds at first. */
const WHEN_MADE = /^(?:when|once|as soon as|the moment)(?: an?| the| any)?(?: new)? ?([a-z]+(?: [a-z]+)?)?(?:'s| is| are| gets?| was| were| has been| have been)? (?:first |newly )?(?:new|added|created|put in|entered|made|saved|stored|handed in|brought in|registered|reported|received|logged|recorded|opened|placed),? (.+)$/i;

/** "A machine is not broken unless we say so", "When it's put in it isn't claimed yet". */
export const firstly: Way = (clause, draft) => {
  const rest = WHEN_MADE.exec(clause)?.[2];
  const plain = (rest === undefined ? clause : `${rest.replace(/,? (?:yet|already|at first)$/i, "")} by default`).replace(/\b(is|are)n't\b/gi, "$1 not").replace(/\b(it|they)'(?:s|re) /gi, "$1 is ");
  const [, what = "", isNot, so = ""] = OF_FLAG.exec(plain) ?? [];
  if (so === "") return false;
  const thing = /^(?:it|they)$/i.test(what) ? draft.things[draft.last] : thingCalled(draft, what);
  for (const names of thing ? [so] : [`${so} ${what}`, so]) {
    const found = fieldsCalled(names, draft, thing);
    if (!found?.every(({ field }) => field.kind === "boolean" && holdTold(field, { default: isNot === undefined }) === null)) continue;
    return true;
  }
  const named = thing?.fields.find(({ name }) => so.toLowerCase().endsWith(` ${name}`))?.name;
  // "in good condition", where condition is kept: what that is at first, and no flag beside it.
  if (named !== undefined) return isNot === undefined && said(`${named} is ${so.slice(0, -named.length - 1).replace(/^(?:in|of|at|on|with) (?:an? )?/i, "")} by default`, draft);
  if (isNot === undefined && (rest !== undefined || thing !== undefined) && ofThing(so, thing)) return true;
  return thing !== undefined && SAID_SO.test(plain) && addFlag(so, isNot === undefined, thing, draft);
};

const SAID_SO = new RegExp(`(?:unless|until) (?:otherwise )?(?:(?:i|we|you|they|somebody|someone|staff) )?${SAYS}\\b`, "i");

/** "A flavour is on sale unless we say otherwise": so it may be said of it. */
function addFlag(name: string, isSo: boolean, thing: DraftThing, draft: Draft): boolean {
  const item = readItem(`whether it is ${name}`);
  if (!item || item.field.kind !== "boolean" || thing.fields.length === 0) return false;
  thing.fields.push({ ...item.field, default: isSo });
  say(draft, `${pluralOf(thing)}: ${item.field.name} is yes or no, and ${isSo ? "yes" : "no"} where it isn't sent`);
  return true;
}

/** "By default no driving licence", "not paid at first", "default for coming is maybe, plus ones 0", "CO2 is the usual type". */
export const byDefault: Way = (clause, draft) => {
  const [, unsaid = "", first = ""] = /^(?:if|when|where) (?:nobody|no ?one|nothing|none|not|it is not|it isn't)(?: [a-z' ]*?)?, (?:then )?(?:the )?([a-z][a-z ]*?) (?:is|are|will be|should be|becomes) (["']?[a-z0-9.-]+["']?(?: [a-z]+)?)$/i.exec(clause) ?? [];
  if (unsaid !== "") return said(`${unsaid} is ${first} by default`, draft);
  const [, no, names = ""] = /^by default,? (?:(?:there is|it is|they are|it has|they have|it's) )?(?:(no|not|without) )?(?:an? |any )?(.+)$/i.exec(clause) ?? [];
  if (no !== undefined) return flag(names, draft);
  if (names !== "") return said(`${names} by default`, draft) || ofThing(names, draft.things[draft.last]);
  const not = new RegExp(`^(?:it is |it's |they are )?not (.+?),? ${FIRST}$`, "i").exec(clause)?.[1];
  if (not !== undefined) return flag(not, draft);
  const [, list = ""] = /^(?:the )?defaults?(?: values?)?(?: (?:for|of|are|is))?:? (.+)$/i.exec(clause) ?? [];
  if (list !== "") return each(list, draft);
  const [, value = "", field = ""] = /^(.+?) is (?:the |our |my )?(?:default|usual|standard|normal|preset)(?: value)?(?: (?:for|of))? (?:the )?([a-z ]+)$/i.exec(clause) ?? [];
  return field !== "" && said(`${field} is ${value} by default`, draft);
};

/** "coming is maybe, plus ones 0": each its own. */
function each(list: string, draft: Draft): boolean {
  const copy = copyOf(draft);
  const isRead = list.split(/,? and |, /).every((part) => {
    const [, name = "", value = ""] = /^(?:for )?(?:the )?(.+?)(?: (?:is|are|should be|to)|:| =)? (["']?[a-z0-9.-]+["']?)$/i.exec(part) ?? [];
    return name !== "" && said(`${name} is ${value} by default`, copy);
  });
  if (isRead) Object.assign(draft, copy);
  return isRead;
}

/** What isn't so unless it is said to be. */
function flag(name: string, draft: Draft): boolean {
  const found = fieldsCalled(name.replace(/^(?:been |be )/, ""), draft);
  if (!found?.every(({ field }) => field.kind === "boolean")) return false;
  for (const { field } of found) Object.assign(field, { default: false, isRequired: false });
  return true;
}

/** "New items are unclaimed", "it starts as waiting", "free when new": the one field of the thing that can be so. */
export const starts: Way = (clause, draft) => {
  const bare = startIn(clause);
  if (bare !== null && ofThing(bare, draft.things[draft.last])) return true;
  const [, isNew, noun = ""] = /^(?:(?:an?|every|each|all|the) )?(new )?([a-z ]+?) (?:is|are|starts?|begins?|defaults?)\b/i.exec(clause) ?? [];
  if (noun === "") return false;
  const thing = /^(?:it|they|these|each|each one|all|everything)$/i.test(noun) ? draft.things[draft.last] : thingCalled(draft, noun);
  const rest = clause.slice(clause.toLowerCase().indexOf(`${noun.toLowerCase()} `) + noun.length + 1);
  if (thing === undefined) return false;
  const start = startIn(rest) ?? (isNew === undefined ? null : /^(?:is|are) (?:always )?(?:set to )?["']?([a-z0-9 -]+?)["']?$/i.exec(rest)?.[1] ?? null);
  return start !== null && ofThing(start, thing);
};

function ofThing(start: string, thing: DraftThing | undefined): boolean {
  const value = start.toLowerCase().trim().replace(/^["']|["']$/g, "").replace(/^(?:an?|the) /, "");
  const found = (thing?.fields ?? []).flatMap((field): { field: OutlineField; first: string | boolean }[] => {
    const choice = field.kind === "choice" ? field.choices?.find((one) => one.toLowerCase() === value) : undefined;
    const isFlag = field.kind === "boolean" && [field.name, `not ${field.name}`, `un${field.name}`].includes(value);
    return choice !== undefined ? [{ field, first: choice }] : isFlag ? [{ field, first: value === field.name }] : [];
  });
  const [one] = found;
  return one !== undefined && found.length === 1 && holdTold(one.field, { default: one.first }) === null;
}
