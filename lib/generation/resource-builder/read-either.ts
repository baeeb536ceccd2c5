import type { Hints } from "./hints.ts";
import { inferKind } from "./infer-kind.ts";

/** What holds or doesn't ("whether they have paid", "urgent or not"), and one of two named beside each other ("published or draft"). Null when it is neither. */
export function readEither(text: string): Hints | null {
  const fact = WHETHER.exec(text)?.[1] ?? OR_NOT.exec(text)?.[1];
  if (fact !== undefined) return { label: asFact(fact), kind: "boolean" };
  const [, one = "", other = ""] = /^([a-z][a-z_ -]*?) or (?:an? |the )?([a-z][a-z_ -]*)$/.exec(text) ?? [];
  if (one === "" || [one, other].some((value) => value.split(" ").length > 3 || NO_STATE.test(value)) || [one, other].every(isField)) return null;
  if (other === `un${one}` || other === `not ${one}` || other === `in${one}`) return { label: one, kind: "boolean" };
  // "before or after meal"
  const [, place, what] = /^(before|after|with|without|in|on|at|under|over) ?or (?:an? |the )?[a-z]+ ([a-z]+(?: [a-z]+)?)$/.exec(text) ?? [];
  if (place !== undefined && what !== undefined) return { label: `${place}_or_${other}`.replace(/[ -]/g, "_"), kind: "choice", options: [`${place} ${what}`, other] };
  const words = one.split(" ");
  // "invited by bride or groom"
  const named = words.length > 1 && !/^(?:on|in|at|still|not|for|to|with|under|over) /.test(one) ? words.slice(0, -1).join(" ") : null;
  const options = [named === null ? one : words.at(-1) ?? one, other].map((value) => value.replaceAll("_", " "));
  if (named !== null) return { label: named, kind: "choice", options };
  const isState = options.some((value) => STATES.test(value));
  // Nothing names it otherwise; underscores keep its "or" from being read again.
  return { label: isState ? "status" : `${one}_or_${other}`.replace(/[ -]/g, "_"), kind: "choice", options, ...(isState ? { note: `is ${one} or ${other}` } : {}) };
}

const WHO = "(?:it|they|he|she|we|i|you|this|that|there|one)";
const WHETHER = new RegExp(`^(?:whether|if) (?:or not )?(?:${WHO}(?:'s|'re|'ve)? )?(?:the |an? )?([a-z].*?)(?:,? or not)?$`);
const OR_NOT = /^(.+?),? (?:flag|or not|yes ?\/ ?no|y\/n|yes or no|true or false)$/;

/** "is urgent" is urgent, "have paid dues" is paid dues, "own a piano" owns a piano. */
function asFact(said: string): string {
  const bare = said.replace(/^(?:is|are|was|were|has been|have been|had been|being) (?=[a-z])/, "").replace(/^(?:already|still|currently|yet) /, "").replace(/ (?:an?|the|their|his|her|its|any|my|our) /g, " ").replace(/^(?:have|has|had) (?=(?:[a-z]+(?:ed|en)|paid|read|seen|sent|met|left|done|won|lost|bought|sold|made|built|had|given|taken|gone)\b)/, "");
  return bare.replace(/^(have|own|need|want|like|speak|drive|smoke|eat|live|work|drink|come|bring)(?= |$)/, (verb) => (verb === "have" ? "has" : `${verb}s`)).replace(/ (?:yet|already|again)$/, "");
}

/** A name of a field, so that "phone or email" is no choice. */
const isField = (value: string): boolean => (inferKind(value).isSure && !["boolean", "text"].includes(inferKind(value).kind)) || /(?:^| )(?:author|editor|owner|name|title|nickname|number|code|address|company|person|city|country|street|brand|model)$/.test(value);
const NO_STATE = /\b(?:more|less|if|when|per|yes|no)\b|.\bnot\b/;

/** What things of two states are said to be. */
const STATES = /^(?:open|closed|published|draft|active|inactive|done|pending|finished|present|absent|passed|failed|new|old|used|sold|booked|in (?:use|stock|storage|progress)|on (?:display|loan|hold)|[a-z]+ed)$/;
