import type { Told } from "./told.ts";

const NUMBER = "(-?\\d+(?:\\.\\d+)?)";
const TO = "(?: ?(?:-|to|up to|until|and|through|\\.\\.+) ?)";
const LEAST = "(?:at least|min(?:imum)?(?: of| is)?:?|(?:not|no|never|can't be|cannot be|must not be|may not be) (?:less|lower|smaller|fewer|earlier|younger|below|under|before)(?: than)?|>=|from|starting (?:at|from))";
const MOST = "(?:at most|max(?:imum)?(?: of| is)?:?|up to|(?:not|no|never|can't be|cannot be|must not be|may not be) (?:more|higher|bigger|greater|larger|longer|later|older|above|over|after)(?: than)?|<=|out of|limited to)";
const OVER = "(?:more than|over|above|greater than|higher than|bigger than|larger than|older than|later than|after|>)";
const UNDER = "(?:less than|under|below|lower than|smaller than|fewer than|younger than|before|earlier than|<)";
/** Of one letter a unit stands behind a figure or a space: the last letter of "maximum" is none. */
const UNIT = /(?:(?<=\d)| )(?:%|percent|stars?|points?|pts|years?(?: old| of age)?|euros?|eur|€|dollars?|usd|\$|pounds?|gbp|£|cents?|kg|kilos?|km|cm|mm|m|g|grams?|lit(?:er|re)s?|l|ml|minutes?|mins?|hours?|h|days?|weeks?|months?|people|persons|pieces)$/;
const NEVER_BELOW_ZERO = /^(?:(?:is |are )?(?:not|never|non|can't|cannot|can not|must not|mustn't|may not|should not|shouldn't)(?: ever)?[ -]?(?:be |go |goes |get |gets |fall |drop )*(?:negative|(?:below|under|less than) 0)|no negatives?(?: numbers| values| amounts)?|0 or (?:more|above|higher|greater|over|positive)|0 and (?:up|above)|0 at least)$/;
const POSITIVE = /^(?:(?:strictly )?positive(?: (?:number|whole number|amount|value|integer|only))?|only positive(?: numbers)?|(?:not|never|can't be|cannot be|can not be|must not be|mustn't be|may not be) (?:0|zero) or (?:negative|less|below|lower|under)|(?:not|never) negative or 0)$/;

/** "1 to 6", "at least 1", "max 5", "more than 0", "never negative", "a whole number between 1 and 10": what a number may be. */
export function readRange(said: string, told: Told): boolean {
  const bare = plainFigures(said);
  const text = bare.replace(LEAD, (lead) => { if (/whole|integer|round|year/.test(lead)) Object.assign(told, { kind: "integer", isWhole: true }); if (/decimal|fraction/.test(lead)) told.hasDecimals = true; return ""; }).replace(/^(?:can |may |must |should |has to |have to )?(?:only )?(?:be|is|goes|go|of|lie|lies|ranging|ranges) (?:a )?(?=\D*\d)/, "").replace(/(?:€|\$|£|eur |usd |gbp )(?=\d)/g, "").replace(UNIT, "").replace(/ inclusive$/, "").trim();
  if (NEVER_BELOW_ZERO.test(text)) return put(told, "0", undefined);
  if (POSITIVE.test(text)) { if (/integer|whole/.test(text)) Object.assign(told, { kind: "integer", isWhole: true }); return over(told, "0"); }
  const both = new RegExp(`^(?:from |between |in the range |out of )?${NUMBER}(?:${UNIT.source.slice(0, -1)})?${TO}${NUMBER}$|^(?:min(?:imum)?|at least) ${NUMBER},? (?:and )?(?:max(?:imum)?|at most|up to) ${NUMBER}$|^${NUMBER} min(?:imum)?,? (?:and )?${NUMBER} max(?:imum)?$`).exec(text);
  const [first, last] = both?.slice(1).filter((one) => one !== undefined) ?? [];
  if (both) return put(told, first, last);
  const least = new RegExp(`^${LEAST} ?${NUMBER}$|^${NUMBER} (?:or (?:more|higher|older|above|over|up|bigger|greater|larger|later|newer|after)|at least|minimum|min|and (?:up|above|over|older|later|newer|more))$|^${NUMBER} ?\\+$`).exec(text);
  if (least) return put(told, least[1] ?? least[2] ?? least[3], undefined);
  const most = new RegExp(`^${MOST} ?${NUMBER}$|^${NUMBER} (?:or (?:less|fewer|lower|below|under|younger|smaller|earlier|before)|at most|max(?:imum)?|and (?:below|under|less|younger))$`).exec(text);
  if (most) return put(told, undefined, most[1] ?? most[2]);
  const more = new RegExp(`^${OVER} ?${NUMBER}$`).exec(text)?.[1];
  if (more !== undefined) return over(told, more);
  const less = new RegExp(`^${UNDER} ?${NUMBER}$`).exec(text)?.[1];
  if (less === undefined || told.max !== undefined) return false;
  told.isUnderMax = true;
  return put(told, undefined, less);
}

/** What a range may begin with: "a number", "a whole number", "a year". */
const LEAD = /^(?:an? )?(?:any )?(?:(?:whole|round|decimal|fractional) numbers?|decimals?|integers?|numbers?|figure|amount|value|percentage|percent|scale|score|mark|year)(?:,? (?=[^\s])|$)(?:which |that )?(?:must be |should be |has to be |is |goes |of )?/;

function over(told: Told, least: string): boolean {
  if (told.min !== undefined) return false;
  told.isOverMin = true;
  return put(told, least, undefined);
}

function put(told: Told, min: string | undefined, max: string | undefined): boolean {
  if ((min !== undefined && told.min !== undefined && told.min !== Number(min)) || (max !== undefined && told.max !== undefined && told.max !== Number(max))) return false;
  if (min !== undefined) told.min = Number(min);
  if (max !== undefined) told.max = Number(max);
  if (told.min !== undefined && told.max !== undefined && told.min >= told.max) return false;
  const areWhole = [min, max].every((one) => one === undefined || /^-?\d+$/.test(one));
  // "1.0 to 5.0" has fractions.
  if (!areWhole) told.hasDecimals = true;
  if (told.hasDecimals) told.kind = "number";
  else told.kind ??= told.isOverMin || told.isUnderMax ? "number" : "integer";
  return true;
}

const COUNTING = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
/** In lower case, its numbers in digits: "five", "1,000". */
export const plainFigures = (said: string): string => said.toLowerCase().replace(new RegExp(`\\b(?:${COUNTING.join("|")})\\b`, "g"), (word) => String(COUNTING.indexOf(word))).replace(/\bnought\b/g, "0").replace(/(?<=\d),(?=\d{3}(?!\d))/g, "").trim();
