import { isPlainWord } from "../../plain-words.ts";
import { NotUnderstood } from "../not-understood.ts";
import { stemOf, stemsOf } from "./stem-of.ts";

/** Throws where a clause forbids, limits or allows only some, and no line of what is shown says so: of what it speaks of, with its numbers, and as strictly. */
export function auditRules(text: string, shown: readonly string[]): void {
  const lines = shown.filter((line) => HELD.test(line));
  for (const clause of text.split(/[.;!?\n]+(?:\s|$)|, (?=(?:and |but )?(?:only|each|every|nobody|no|never|at most|at least|once|unless|until)\b)/)) {
    const rule = clause.replace(AMOUNT, "");
    if (RESTRICTS.test(rule) && !lines.some((line) => holds(line, rule))) throw new NotUnderstood(`It has no such rule: "${clause.trim()}".`, clause.trim());
  }
}

function holds(line: string, clause: string): boolean {
  const stems = stemsOf(line);
  const words = (ruleIn(clause).match(/[a-z][a-z0-9]{2,}/g) ?? []).filter((word) => !isPlainWord(word) && !SAYS_HOW.test(word)).map(stemOf);
  const shared = words.filter((word) => stems.has(word)).length;
  const shownFigures = (line.match(/\d+(?:\.\d+)?/g) ?? []).map(Number);
  const figures = (clause.match(/\b\d+(?:\.\d+)?\b/g) ?? []).map(Number);
  return (words.length === 0 || (shared > 0 && shared * 2 >= words.length)) && figures.every((figure) => nearTo(figure, clause).some((near) => shownFigures.includes(near))) && QUANTIFIERS.every(([said, shown]) => !said.test(clause) || shown.test(line));
}

/** Two hours are 120 minutes; "over 18" is at least 19, or more than 18; of money 18.01. */
const nearTo = (figure: number, clause: string): number[] => [figure, ...(/\bhours?\b/.test(clause) ? [figure * 60] : []), ...(/\b(?:over|above|than|exceed|after)\b/.test(clause) ? [figure + 1, figure + 0.01] : []), ...(/\b(?:under|below|than|before)\b/.test(clause) ? [figure - 1, figure - 0.01] : [])];

/** Behind a list of fields, the rule alone: "that only i can see". */
const ruleIn = (clause: string): string => clause.slice(Math.max(0, ...[", ", " that ", " which ", " where ", "("].map((mark) => clause.lastIndexOf(mark, clause.search(RESTRICTS)) )));

/** What compares, counts or is done with anything says not what is restricted. */
const SAYS_HOW = /^(?:least|allowed|forbidden|exactly|may|else|own|view|edit|change|changed|delete|deleted|access|read|longer|shorter|older|younger|later|earlier|newer|higher|lower|upwards|bigger|smaller|larger|greater|more|less|fewer|over|under|above|below|exceed|minutes?|hours?|days?|weeks?|months?|years?|characters?|letters|zero|one|two|three|four|five|six|eight|ten|twelve)$/;

/** How a clause restricts, and what a line that holds it says. */
const QUANTIFIERS: readonly (readonly [said: RegExp, shown: RegExp])[] = [
  [/\b(?:no two|twice|exactly one|once)\b/, /\b(?:unique|same|only one|at most|409)\b/],
  [/\bonly\b/, /\b(?:only|own|unique|one of|optional|any other|can't|never|404|true or false)\b/],
  [/\b(?:at most|no more than|not more than)\b/, /\b(?:at most|from -?\d|to \d|same|409)\b/],
  [/\bat least\b/, /\b(?:at least|from -?\d|more than|422)\b/],
  [/\b(?:never|can't|cannot|couldn't|mustn't|may not|must not|not allowed|forbidden|nobody|no one)\b/, /\b(?:40\d|42\d|can't|never|at most|at least|from -?\d|more than|own|unique)\b/],
];

const RESTRICTS = /\b(?:only|never|must|mustn't|cannot|can't|couldn't|at most|at least|unless|no more than|not more than|nobody|no one|no two|except|exactly|may not|not allowed|forbidden)\b/;
/** No amount is negative anyway. */
const AMOUNT = /\b(?:can(?:not|'t| not)|couldn't|must(?: not|n't| never)?|may not|shouldn't|should(?: not)?|never|ha(?:s|ve) to)(?: (?:ever|be|go|goes|get|gets|drop|fall|an?))* (?:negative|positive|(?:below|under|less than) (?:zero|0))(?: (?:number|amount)s?)?(?![a-z0-9.,]*[0-9])/g;
/** What a line says that is built as a rule or tells why none is. */
const HELD = /\b(?:40\d|42\d|optional|only|unique|at most|at least|from \d|more than|can't|never|true or false|one of|own)\b/;
