import type { Told } from "../field-words/told.ts";

const ABOVE: [words: RegExp, isAbove: boolean, isStrict: boolean][] = [
  [/^(?:on or after|not before|no earlier than|not earlier than|never before|at least|(?:not|never|no) (?:less|lower|smaller|below|under)(?: than)?|>=) /, true, false],
  [/^(?:on or before|not after|no later than|not later than|never after|at most|(?:not|never|no) (?:more|higher|greater|bigger|larger|above|over)(?: than)?|up to|<=) /, false, false],
  [/^(?:after|later than|more than|higher than|greater than|bigger than|larger than|above|>) /, true, true],
  [/^(?:before|earlier than|less than|lower than|smaller than|below|under|<) /, false, true],
];
const LEAD = /^(?:(?:which |that |it )?(?:must|should|has to|have to|needs to|shall) (?:always )?(?:be |come |lie )?|is (?:always )?|always |comes )/;
const CANNOT = /^(?:can't|cannot|can not|must not|mustn't|may not|should not) (?:be |come |lie )?/;

/** "must be after starts at", "not above the max price": what a field is held to beside another one. */
export function readBeside(said: string, told: Told): boolean {
  const lower = said.toLowerCase();
  const text = CANNOT.test(lower) ? lower.replace(CANNOT, "not ") : lower.replace(LEAD, "");
  const form = ABOVE.find(([words]) => words.test(text));
  const other = form && text.replace(form[0], "").replace(/^(?:the|its|their|an?) /, "");
  if (!form || other === undefined || told.beside || other.startsWith("or ") || !/^[a-z][a-z -]{1,38}$/.test(other) || other.split(" ").length > 4) return false;
  told.beside = { other, isAbove: form[1], isStrict: form[2] };
  return true;
}
