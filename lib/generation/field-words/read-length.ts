import { plainFigures } from "./read-range.ts";
import type { Told } from "./told.ts";

const LETTERS = "(?:characters?|chars?|letters?|signs|symbols)(?: (?:long|in length|in total|each))?";
const MOST = "(?:at most|max(?:imum)?\\.?(?: length)?(?: of| is)?:?|up to|(?:not|no|never) (?:more|longer) than|can't (?:be|have) (?:more|longer) than|limit(?:ed)?(?: to| of| is)?:?|<=)";
const LEAST = "(?:at least|min(?:imum)?\\.?(?: length)?(?: of| is)?:?|(?:not|no|never) (?:less|shorter|fewer) than|can't (?:be|have) (?:less|shorter|fewer) than|>=|from)";

const FORMS: [RegExp, (one: number, other: number) => Pick<Told, "minLength" | "maxLength">][] = [
  [form(`(?:from |between )?(\\d+) ?(?:-|to|and|up to|\\.\\.+) ?(\\d+) ${LETTERS}`), (one, other) => ({ minLength: one, maxLength: other })],
  [form(`(?:exactly|always|precisely) (\\d+) ${LETTERS}|(\\d+) ${LETTERS} (?:exactly|always)|(\\d+) (?:characters?|chars?|letters?|signs|symbols) (?:long|in length)`), (one) => ({ minLength: one, maxLength: one })],
  [form(`${MOST} (\\d+) ${LETTERS}|(\\d+) ${LETTERS},? (?:max(?:imum)?\\.?|at most|or (?:less|fewer|shorter)|limit|tops)|(?:max(?:imum)?\\.? length|longest|length (?:up to|at most|max))(?: of| is)?:? (\\d+)`), (one) => ({ maxLength: one })],
  [form(`(?:less|fewer|shorter) than (\\d+) ${LETTERS}|under (\\d+) ${LETTERS}`), (one) => ({ maxLength: one - 1 })],
  [form(`${LEAST} (\\d+) ${LETTERS}|(\\d+) ${LETTERS},? (?:min(?:imum)?\\.?|at least|or (?:more|longer))|min(?:imum)?\\.? length(?: of| is)?:? (\\d+)`), (one) => ({ minLength: one })],
  [form(`(?:more|longer) than (\\d+) ${LETTERS}|over (\\d+) ${LETTERS}`), (one) => ({ minLength: one + 1 })],
];

function form(source: string): RegExp {
  return new RegExp(`^(?:with |of |a |an |text |string |(?:can |may |must |should |has to )?(?:be |have |is |has ))*(?:${source})$`);
}

/** "max 500 characters", "3 to 15 letters", "at least 20 chars", "exactly 8 characters": how long a text may be. "8 characters" is exact where it is short, as a code is; what is longer might be either. */
export function readLength(said: string, told: Told): boolean {
  const text = plainFigures(said);
  const found = FORMS.flatMap(([pattern, lengths]) => { const match = pattern.exec(text); return match ? [lengths(Number(match.slice(1).find((one) => one !== undefined)), Number(match[2]))] : []; })[0] ?? bare(text);
  if (!found) return false;
  for (const end of ["minLength", "maxLength"] as const) {
    if (found[end] === undefined) continue;
    if (told[end] !== undefined && told[end] !== found[end]) return false;
    told[end] = found[end];
  }
  return (told.minLength ?? 1) >= 1 && (told.maxLength ?? 1) >= 1 && (told.minLength ?? 0) <= (told.maxLength ?? Infinity);
}

const MOST_EXACT = 12;
const LEAST_ALLOWANCE = 50;

/** "8 characters" of a code, "500 characters" of a message. */
function bare(text: string): Pick<Told, "minLength" | "maxLength"> | undefined {
  const length = Number(new RegExp(`^(?:(?:(?:must|should|has to|have to) )?(?:be|have|has|is|are) )?(\\d+) ${LETTERS}$`).exec(text)?.[1] ?? NaN);
  if (length <= MOST_EXACT) return { minLength: length, maxLength: length };
  return length >= LEAST_ALLOWANCE ? { maxLength: length } : undefined;
}
