import { onLastWord, singular } from "../words.ts";
import { numberOf } from "../number-words.ts";
import { WORD } from "./lexicon.ts";
import { type Sentence, sentencesOf } from "./sentences-of.ts";
import { groupsOf } from "./tell-relations.ts";

const NAME = `(?:(?:amount|number|count|sort|type|kind)\\b|${WORD})`;
const LABEL = `(?:(?:the|its|their|an?|each|every|all) )*(?<label>${NAME}(?: ${NAME}){0,2})`;
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
  { said: bound(`${MUST} (?:an? )?(?:positive|(?:more|greater|bigger|higher|larger) than (?:0|zero)|above (?:0|zero)|> ?0)(?: (?:number|amount|value))?`), means: () => "must be positive", hint: "over" },
  { said: bound(`${CANNOT} (?:be )?(?:(?:0|zero) or (?:negative|less|lower|below)|negative or (?:0|zero))`), means: () => "must be positive", hint: "over" },
  { said: bound(`${CANNOT} (?:be |go |get )?(?:negative|(?:below|less than|under) (?:0|zero))`), means: () => "can't be negative", hint: "at least" },
  { said: bound(`${MUST} (?:at least|min(?:imum)?|minimum of|no less than|not less than) (?<n>${N})`), means: (n) => `must be at least ${n}`, hint: "at least" },
  { said: bound(`${MUST} (?:at most|max(?:imum)?|maximum of|no more than|not more than|up to) (?<n>${N})`), means: (n) => `must be at most ${n}` },
];

/** "a lesson lasts at most 2 hours", where its duration is kept in minutes or hours */
const LASTS = new RegExp(`${BEGIN}(?:(?:the|each|every|an?|one|all) )*(?<noun>${WORD}(?: ${WORD})?) (?:must |can |may |should |has to |have to |will )?(?:only )?(?:lasts?|takes?|goes on|go on|be|is|are|runs?) (?:for )?(?<how>at most|up to|(?:no|not) (?:longer|more) than|max(?:imum)?(?: of)?|at least|min(?:imum)?(?: of)?|(?:no|not) (?:shorter|less) than) (?<n>\\d+|an?|one|two|three) (?<unit>minutes?|hours?)(?: long)?${END}`, "g");
const KEPT_LENGTH = /\b(?<what>(?:(?!(?:and|with|has|have|the|an?|its|of)\b)[a-z]+ )?(?:duration|length)) (?:\()?in (?<unit>minutes|hours)\b/;

function bound(relation: string): RegExp {
  return new RegExp(`${BEGIN}${LABEL}(?: | ?\\()(?:${relation})(?<unit> (?:years?(?: old)?|euros?|dollars|kg|km|cm|m|points?|stars?|minutes|hours|days|percent|people|persons))?\\)?${END}`, "g");
}

/** How long or how large something may be, each in a sentence of its own behind the list that names it; where nothing named it before, behind its name. */
export const tellLimits = (text: string): string => sentencesOf(text).reduce((told, sentence) => told + tellSentence(sentence, told), "");

function tellSentence({ text, end }: Sentence, before: string): string {
  const limits: string[] = [];
  /** Where nothing named it before, this is its name. */
  const held = (label: string, at: number, limit: string, inPlace: string, match: string): string => {
    // A bracket that holds more than the limit isn't taken apart.
    if (match.includes("(") !== match.includes(")")) return match;
    if (!isNamed(label, `${before} ${text.slice(0, at)}`)) return inPlace;
    limits.push(`the ${label} ${limit}`);
    return GONE;
  };
  let rest = text;
  for (const said of [LENGTH, TOO_LONG]) {
    rest = rest.replace(said, (match: string, ...parts: unknown[]) => {
      const { label = "", most, below, last } = groupsOf(parts);
      const n = below === undefined ? figure(most ?? last ?? match) : figure(below) - 1;
      return held(label, placeIn(parts), `must be at most ${n} characters`, `${label} (max ${n} characters)`, match);
    });
  }
  for (const { said, means, hint } of BOUNDS) {
    rest = rest.replace(said, (match: string, ...parts: unknown[]) => {
      const { label = "", n = "", unit = "" } = groupsOf(parts);
      const at = placeIn(parts);
      return held(label, at, means(`${figure(n)}${unit}`), hint === undefined || at === 0 ? match : `${label} (${hint} ${figure(n)})`, match);
    });
  }
  const length = KEPT_LENGTH.exec(`${before} ${text}`)?.groups;
  if (length) {
    rest = rest.replace(LASTS, (match: string, ...parts: unknown[]) => {
      const { how = "", n = "", unit = "" } = groupsOf(parts);
      const minutes = (/^an?$/.test(n) ? 1 : numberOf(n)) * (unit.startsWith("hour") ? 60 : 1);
      limits.push(`the ${length.what ?? ""} must be ${/least|min|shorter|less/.test(how) ? "at least" : "at most"} ${length.unit === "hours" ? minutes / 60 : minutes}`);
      return match.slice(0, match.length - match.trimStart().length) + GONE;
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
