import { onLastWord, singular } from "../words.ts";
import { WORD } from "./lexicon.ts";
import { type Sentence, sentencesOf } from "./sentences-of.ts";
import { groupsOf } from "./tell-relations.ts";

const LABEL = `(?:(?:the|its|their|an?|each|every|all) )*(?<label>${WORD}(?: ${WORD}){0,2})`;
const BEGIN = "(?<=^|[.;:,\\n(] ?|\\b(?:and|but|where|with|has|have) )(?:and |but |where )*";
const END = "(?=[ ]*(?:[,;)\\n]|[.](?!\\d)|$| and | but ))";
const CANNOT = "(?:can(?:'t|not| not| never)|must(?:n't| not| never)|may not|should(?:n't| not| never)|never|shall not)";
const MUST = "(?:must|should|has to|have to|needs? to|can|may|shall|is|are)(?: (?:only|always))?(?: (?:be|have|hold|contain|stay|not be))?";
const N = "\\d+(?:[.,]\\d{3})*(?:\\.\\d+)?";

const LETTERS = "(?:characters?|chars?|letters|symbols)(?: (?:long|in length|each))?";
const LONGEST = "(?:with )?(?:an? )?(?:max(?:imum)?\\.?(?: length)?(?: of| is)?|up to|at most|no(?:t)? (?:more|longer) than|limited to|limit(?: is| of)?|length (?:of )?(?:max(?:imum)?|up to|at most)|<=)";
/** "text max 2000 chars", "body up to 500 characters", "500 chars max" */
const LENGTH = new RegExp(`${BEGIN}${LABEL}(?: ?[:-]|,)?(?: (?:${MUST}|of|which is|that is|that are))?(?: ?\\(| )(?:${LONGEST} (?<most>${N}) ${LETTERS}|(?:under|below|less than|fewer than|shorter than) (?<below>${N}) ${LETTERS}|(?<last>${N}) ${LETTERS}(?:,? (?:max(?:imum)?\\.?|or (?:less|fewer|shorter)|at most|limit|tops)))\\)?${END}`, "g");
const TOO_LONG = new RegExp(`${BEGIN}${LABEL} ${CANNOT} (?:(?:be|have|get|go) )?(?:longer than|more than|over|above|exceed(?:ing)?|exceed) (?<most>${N}) ${LETTERS}${END}`, "g");

const LOW = "(?:before|earlier than|older than|prior to|less than|lower than|smaller than|under|below|fewer than)";
const HIGH = "(?:after|later than|newer than|more than|higher than|bigger than|larger than|greater than|over|above|exceed(?:ing)?)";
const BOUNDS: readonly { said: RegExp; means(amount: string): string; hint?: string }[] = [
  { said: bound(`(?:${CANNOT}|not|no)(?: be)? ${LOW} (?<n>${N})`), means: (n) => `must be at least ${n}`, hint: "at least" },
  { said: bound(`(?:${CANNOT}|not|no)(?: be)? ${HIGH} (?<n>${N})`), means: (n) => `must be at most ${n}`, hint: "at most" },
  { said: bound(`(?:${MUST} )?(?<n>${N}) (?:or|and) (?:later|more|higher|above|over|older|greater|up|upwards|newer|after)`), means: (n) => `must be at least ${n}`, hint: "at least" },
  { said: bound(`(?:${MUST} )?(?<n>${N}) or (?:earlier|less|lower|below|under|younger|fewer|smaller|before)`), means: (n) => `must be at most ${n}`, hint: "at most" },
  { said: bound(`${MUST} (?:after|later than|newer than|>) ?(?<n>${N})`), means: (n) => `must be more than ${n}` },
  { said: bound(`${MUST} (?:before|earlier than|<) ?(?<n>${N})`), means: (n) => `must be less than ${n}` },
  { said: bound(`${MUST} (?:an? )?(?:positive|(?:more|greater|bigger|higher|larger) than (?:0|zero)|above (?:0|zero)|> ?0)(?: (?:number|amount|value))?`), means: () => "must be positive" },
  { said: bound(`${CANNOT} (?:be )?(?:(?:0|zero) or (?:negative|less|lower|below)|negative or (?:0|zero))`), means: () => "must be positive" },
  { said: bound(`${CANNOT} (?:be |go |get )?(?:negative|(?:below|less than|under) (?:0|zero))`), means: () => "can't be negative" },
  { said: bound(`${MUST} (?:at least|min(?:imum)?|minimum of|no less than|not less than) (?<n>${N})`), means: (n) => `must be at least ${n}` },
  { said: bound(`${MUST} (?:at most|max(?:imum)?|maximum of|no more than|not more than|up to) (?<n>${N})`), means: (n) => `must be at most ${n}` },
];

function bound(relation: string): RegExp {
  return new RegExp(`${BEGIN}${LABEL}(?: | ?\\()(?:${relation})(?<unit> (?:years?(?: old)?|euros?|dollars|kg|km|cm|m|points?|stars?|minutes|hours|days|percent|people|persons))?\\)?${END}`, "g");
}

/** How long or how large something may be, each in a sentence of its own behind the list that names it; where nothing named it before, behind its name. */
export const tellLimits = (text: string): string => sentencesOf(text).reduce((told, sentence) => told + tellSentence(sentence, told), "");

function tellSentence({ text, end }: Sentence, before: string): string {
  const limits: string[] = [];
  /** Where nothing named it before, this is its name. */
  const held = (label: string, at: number, limit: string, inPlace: string): string => {
    if (!isNamed(label, `${before} ${text.slice(0, at)}`)) return inPlace;
    limits.push(`the ${label} ${limit}`);
    return GONE;
  };
  let rest = text;
  for (const said of [LENGTH, TOO_LONG]) {
    rest = rest.replace(said, (match: string, ...parts: unknown[]) => {
      const { label = "", most, below, last } = groupsOf(parts);
      const n = below === undefined ? figure(most ?? last ?? match) : figure(below) - 1;
      return held(label, placeIn(parts), `must be at most ${n} characters`, `${label} (max ${n} characters)`);
    });
  }
  for (const { said, means, hint } of BOUNDS) {
    rest = rest.replace(said, (match: string, ...parts: unknown[]) => {
      const { label = "", n = "", unit = "" } = groupsOf(parts);
      const at = placeIn(parts);
      return held(label, at, means(`${figure(n)}${unit}`), hint === undefined || at === 0 ? match : `${label} (${hint} ${figure(n)})`);
    });
  }
  if (limits.length === 0) return rest + end;
  const list = tidy(rest);
  return `${[...(list === "" ? [] : [list]), ...limits].join(". ")}${end === "" ? "" : /[\n;]/.test(end) ? end : ". "}`;
}

const GONE = "\u0001";
/** What is left of a sentence without its limits. */
const tidy = (text: string): string => text.replace(/(?:,| and| but| where|,? and where)* ?\u0001(?=,| and| but|\)| |$|\.)/g, "").replaceAll(GONE, "").replace(/\s+([,.;)])/g, "$1").replace(/ \(\)/g, "").replace(/ {2,}/g, " ").replace(/^(?:[, ]|and )+|(?:[, ]| and)+$/g, "");

const figure = (said: string): number => Number(said.replace(/[.,](?=\d{3}(?!\d))/g, ""));
const isNamed = (label: string, before: string): boolean => new RegExp(`\\b${onLastWord(label, singular).split(" ").at(-1) ?? ""}(?:s|es)?\\b`).test(before);
const placeIn = (parts: readonly unknown[]): number => parts.findLast((part) => typeof part === "number") ?? 0;
