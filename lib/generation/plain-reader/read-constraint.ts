import { copyOf } from "../copy-of.ts";
import { numberOf, NUMBER_WORDS } from "../resource-builder/number-words.ts";
import { beside } from "./constrain-beside.ts";
import { counted } from "./constrain-count.ts";
import { bounded, looks } from "./constrain-looks.ts";
import { given, rest } from "./constrain-needed.ts";
import { measured } from "./constrain-measured.ts";
import { numbered } from "./constrain-number.ts";
import { ofMany } from "./constrain-relation.ts";
import { said } from "./constrain-said.ts";
import { byDefault, firstly, starts } from "./constrain-start.ts";
import { usual } from "./constrain-usual.ts";
import { firstlyUnique, unique } from "./constrain-unique.ts";
import { either, listed, values } from "./constrain-values.ts";
import type { Way } from "./constraint-way.ts";
import type { Draft } from "./draft.ts";

/** What a sentence says of fields: what they look like, whether they may be left out, their values, what they begin as. Null where it speaks of something else. */
export function readConstraint(sentence: string, before: Draft): Draft | null {
  const text = sentence.replace(/^(?:and|but|also|so|please|of course|note that|make sure(?: that)?|ensure(?: that)?|it is important that),? /i, "").replace(/,? (?:please|of course)$/i, "");
  const draft = copyOf(before);
  if (isRead(text, draft)) return draft;
  const clauses = text.split(/,? and (?=(?:the |an? |its |each |every )?[a-z]+(?: [a-z]+)? (?:must|should|has to|have to|needs?|is|are|can|can't|cannot|may|never|starts?|defaults?)\b)/i);
  if (clauses.length > 1 && clauses.every((clause) => isRead(clause.trim(), draft))) return draft;
  return ofOneSubject(text).some((clauses) => { const copy = copyOf(before); const isAll = clauses.every((clause) => isRead(clause, copy)); if (isAll) Object.assign(draft, copy); return isAll; }) ? draft : null;
}

/** "Code must be unique and has 6 characters": what goes on with a verb goes on of the same. */
function ofOneSubject(text: string): [string, string][] {
  const subject = /^([a-z][a-z' ]*?) (?:must|should|has|have|needs?|is|are|can|can't|cannot|may|never|goes|go|starts?|defaults?)\b/i.exec(text)?.[1];
  const more = /, (?:and |but )?(?=(?:at most|at least|up to|max(?:imum)?|min(?:imum)?|not more than|no more than) \d+$)/i.exec(text);
  const limited: [string, string][] = subject !== undefined && more ? [[text.slice(0, more.index), `${subject} is ${text.slice(more.index + more[0].length)}`]] : [];
  return subject === undefined ? [] : [...limited, ...[...text.matchAll(/,? (?:and|but) (?:it |they )?(?=(?:must|should|has|have|needs?|is|are|can|can't|cannot|may|never|starts?|begins?|defaults?) )/gi)].map(({ 0: { length }, index }): [string, string] => [text.slice(0, index), `${subject} ${text.slice(index + length)}`])];
}

/** The first way that takes the clause without a part that isn't kept; else the first that tells such a part. */
function isRead(said: string, draft: Draft): boolean {
  const clause = inPlainWords(said);
  let told: Draft | null = null;
  for (const way of WAYS) {
    const copy = copyOf(draft);
    if (!way(clause, copy)) continue;
    for (const part of copy.open.slice(draft.open.length)) if (part.text === clause) part.text = said;
    // What it holds was asked for, and is told now.
    const isTold = (name: string): boolean => copy.things.some(({ fields }) => fields.some((field) => field.name === name.toLowerCase() && field.kind !== "text" && !field.isGuess));
    const asked = copy.open.length;
    copy.open = copy.open.filter(({ text, why }) => !(why?.startsWith("It isn't clear what") === true && isTold(text)));
    if (asked === draft.open.length) { Object.assign(draft, copy); return true; }
    told ??= copy;
  }
  if (told) Object.assign(draft, told);
  return told !== null;
}

const FIGURE = `(?<figure>-?\\d+(?:\\.\\d+)?|zero|one|${NUMBER_WORDS})`;
const NEVER = "(?:(?:can't|(?:can|may|must|should|will|shall)(?:n't| not|not))(?: ever)?|(?:(?:can|may|must|should|will|shall) )?never)(?: ever)?(?: be allowed to)?";
const REFUSED = "(?:is|are)(?: not|n't| never) (?:allowed|possible|accepted|permitted|ok|okay)";
/** Other words for a limit: "can never go below zero" is "must be at least zero". */
const SAME: [said: RegExp, end: string][] = [
  [new RegExp(`^(?<of>.+?) ${NEVER} (?:go|drop|fall|get|sink|be|become|run|dip)(?: (?:down|lower|less|smaller))? (?:to )?(?:below|under|than|beneath) ${FIGURE}$`, "i"), "at least"],
  [new RegExp(`^(?<of>.+?) ${NEVER} (?:go|rise|get|climb|be|become)(?: (?:up|higher|more|bigger|greater))? (?:to )?(?:above|over|than|beyond) ${FIGURE}$`, "i"), "at most"],
  [new RegExp(`^(?<of>[a-z][a-z ]*?) (?:over|above|more than|higher than) ${FIGURE} ${REFUSED}$`, "i"), "at most"],
  [new RegExp(`^(?<of>[a-z][a-z ]*?) (?:under|below|less than|lower than) ${FIGURE} ${REFUSED}$`, "i"), "at least"],
  [new RegExp(`^(?<of>[a-z][a-z ]*?) (?:can|may|is allowed to|are allowed to) be ${FIGURE},? but (?:not|never) (?:under|below|less|lower)(?: (?:it|that|than that))?$`, "i"), "at least"],
];
/** "can't go below 0 and above 9" */
const BETWEEN = new RegExp(`^(?<of>.+?) ${NEVER} (?:go|drop|fall|get|be|become|run) (?:below|under|less than) (?<least>-?\\d+(?:\\.\\d+)?) (?:and|or|nor) (?:above|over|more than) (?<most>-?\\d+(?:\\.\\d+)?)$`, "i");
function inPlainWords(clause: string): string {
  const { of: both, least, most } = BETWEEN.exec(clause)?.groups ?? {};
  if (both !== undefined) return `${both} must be between ${least} and ${most}`;
  for (const [form, end] of SAME) {
    const { of = "", figure = "" } = form.exec(clause)?.groups ?? {};
    if (of !== "") return `${of} must be ${end} ${numberOf(figure.toLowerCase())}`;
  }
  return clause;
}

const WAYS: Way[] = [rest, given, unique, firstly, byDefault, starts, said, either, listed, values, numbered, bounded, counted, looks, ofMany, beside, measured, usual, firstlyUnique];
