import { holdTold } from "../field-remarks/hold-told.ts";
import { pluralOf } from "../outline/outline-issues.ts";
import type { Way } from "./constraint-way.ts";
import { type Draft, type DraftThing, say, thingCalled } from "./draft.ts";
import { fieldsCalled } from "./fields-called.ts";
import { findFlag } from "./find-flag.ts";

const OFTEN = "(?:normally|usually|typically|generally|by default|at first|at (?:the )?(?:start|beginning)|initially|to (?:begin|start) with|in the beginning)";
const WHAT = "(?:(?:the|an?|each|every|all|any|new) )*(?<what>[a-z][a-z' ]*?)";
const SO = "(?<not>not )?(?<so>[a-z0-9][a-z0-9 .-]*?)";
const FORMS = [
  new RegExp(`^${WHAT} (?:is|are|will be) ${OFTEN} ${SO}(?: ${OFTEN})?$`, "i"),
  new RegExp(`^${WHAT} (?:is|are|will be) ${SO},? ${OFTEN}$`, "i"),
  new RegExp(`^${OFTEN},? (?:${WHAT} (?:is|are) )?${SO}(?: ${OFTEN})?$`, "i"),
  new RegExp(`^${SO},? (?:normally|usually|typically)$`, "i"),
  // "State starts dirty"
  new RegExp(`^${WHAT} (?:starts?|begins?) (?:out |off )?(?!(?:as|at|with|from|in|on|out|off|by|after|before|when|to|again|every)\\b)${SO}$`, "i"),
];

/** "A tool is normally not borrowed", "servings is usually 4", "state starts dirty": what a field is where nothing is sent. Only what it can be: a word that is none of its values is no start. */
export const usual: Way = (clause, draft) => {
  const plain = clause.replace(/\b(is|are)n't\b/gi, "$1 not").replace(/^(?:nobody|no ?one|none(?: of (?:them|these))?) (is|are) (?=.+ (?:at|by|in|to)\b)/i, "they $1 not ");
  for (const form of FORMS) {
    const { what, not, so = "" } = form.exec(plain)?.groups ?? {};
    if (so !== "" && (valued(what, not !== undefined, so, draft) || flagged(what, not === undefined, so, draft))) return true;
  }
  return false;
};

/** A number, a yes or no, or one of the values of a field that is named. */
function valued(what: string | undefined, isNot: boolean, so: string, draft: Draft): boolean {
  const found = what === undefined || isNot ? null : fieldsCalled(what, draft);
  const [one] = found ?? [];
  if (!one || found?.length !== 1 || !/^(?:choice|boolean|integer|number|money)$/.test(one.field.kind)) return false;
  const value = one.field.kind === "boolean" ? (/^(?:true|yes|on)$/i.test(so) ? true : /^(?:false|no|off)$/i.test(so) ? false : so) : one.field.kind === "choice" ? so : Number(so);
  if (Number.isNaN(value) || holdTold(one.field, { default: value }) !== null) return false;
  return told(one.thing, one.field.name, String(value), draft);
}

/** What a thing is, or isn't: one of its yes-or-no fields, said whole or in two parts ("the deposit is not paid"). */
function flagged(what: string | undefined, isSo: boolean, so: string, draft: Draft): boolean {
  const named = what === undefined || /^(?:it|they|these|this)$/i.test(what) ? undefined : thingCalled(draft, what);
  const thing = named ?? draft.things[draft.last];
  if (!thing) return false;
  const words = so.toLowerCase();
  const isOfThing = named !== undefined || what === undefined || /^(?:it|they|these|this)$/i.test(what);
  // "rented out" was only guessed to be a text: that it isn't so says what it is.
  const guess = isOfThing && !isSo ? thing.fields.find(({ name, kind, isGuess }) => name === words && kind === "text" && isGuess) : undefined;
  if (guess) { guess.kind = "boolean"; delete guess.isGuess; draft.open = draft.open.filter(({ text }) => text.toLowerCase() !== words); draft.said = draft.said.filter((line) => line !== `${pluralOf(thing)}: ${words} is text`); }
  const flag = isOfThing ? findFlag(words, thing) : findFlag(`${what} ${words}`.toLowerCase(), thing) ?? findFlag(`${words} ${what}`.toLowerCase(), thing);
  if (flag && holdTold(flag.field, { default: flag.isSo === isSo }) === null) return told(thing, flag.field.name, flag.isSo === isSo ? "yes" : "no", draft);
  const choice = isOfThing && isSo ? thing.fields.filter(({ choices = [] }) => choices.some((one) => one.toLowerCase() === words)) : [];
  const [only] = choice;
  return only !== undefined && choice.length === 1 && holdTold(only, { default: words }) === null && told(thing, only.name, words, draft);
}

function told(thing: DraftThing, name: string, value: string, draft: Draft): true {
  say(draft, `${pluralOf(thing)}: ${name} is ${value} by default, where none is sent`);
  return true;
}
