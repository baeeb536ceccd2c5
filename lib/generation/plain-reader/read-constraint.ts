import { copyOf } from "../copy-of.ts";
import { numberOf, NUMBER_WORDS } from "../resource-builder/number-words.ts";
import { counted } from "./constrain-count.ts";
import { bounded, looks } from "./constrain-looks.ts";
import { given, rest } from "./constrain-needed.ts";
import { numbered } from "./constrain-number.ts";
import { ofMany } from "./constrain-relation.ts";
import { said } from "./constrain-said.ts";
import { byDefault, firstly, starts } from "./constrain-start.ts";
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
  return clauses.length > 1 && clauses.every((clause) => isRead(clause.trim(), draft)) ? draft : null;
}

/** The first way that takes the clause without a part that isn't kept; else the first that tells such a part. */
function isRead(said: string, draft: Draft): boolean {
  const clause = inPlainWords(said);
  let told: Draft | null = null;
  for (const way of WAYS) {
    const copy = copyOf(draft);
    if (!way(clause, copy)) continue;
    for (const part of copy.open.slice(draft.open.length)) if (part.text === clause) part.text = said;
    if (copy.open.length === draft.open.length) { Object.assign(draft, copy); return true; }
    told ??= copy;
  }
  if (told) Object.assign(draft, told);
  return told !== null;
}

const FIGURE = `(?<figure>-?\\d+(?:\\.\\d+)?|zero|one|${NUMBER_WORDS})`;
const NEVER = "(?:(?:can|may|must|should|will|shall)(?:n't| not|not)(?: ever)?|(?:(?:can|may|must|should|will|shall) )?never)(?: ever)?(?: be allowed to)?";
/** Other words for a limit: "can never go below zero" is "must be at least zero". */
const SAME: [said: RegExp, end: string][] = [
  [new RegExp(`^(?<of>.+?) ${NEVER} (?:go|drop|fall|get|sink|be|become|run|dip)(?: (?:down|lower|less|smaller))? (?:to )?(?:below|under|than|beneath) ${FIGURE}$`, "i"), "at least"],
  [new RegExp(`^(?<of>.+?) ${NEVER} (?:go|rise|get|climb|be|become)(?: (?:up|higher|more|bigger|greater))? (?:to )?(?:above|over|than|beyond) ${FIGURE}$`, "i"), "at most"],
];
function inPlainWords(clause: string): string {
  for (const [form, end] of SAME) {
    const { of = "", figure = "" } = form.exec(clause)?.groups ?? {};
    if (of !== "") return `${of} must be ${end} ${numberOf(figure.toLowerCase())}`;
  }
  return clause;
}

const WAYS: Way[] = [rest, given, unique, firstly, byDefault, starts, said, either, listed, values, numbered, bounded, counted, looks, ofMany, firstlyUnique];
