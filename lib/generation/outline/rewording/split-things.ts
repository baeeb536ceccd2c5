import { isPlural, singular } from "../../resource-builder/words.ts";

const HEAD = "(?:the |our |my |all )?(?<noun>[a-z]+(?: [a-z]+)?)";
/** "courses (title, start date)", where what stands in brackets are fields. */
const BRACKETED = new RegExp(`(?:^|, (?:and |as well as )?| and |: ?|\\bwant |\\bneed |\\bkeep |\\bkeeps |\\bstore |\\bhave |\\btrack )${HEAD} ?\\((?<list>[^()]*(?:\\([^()]*\\)[^()]*)*,[^()]*(?:\\([^()]*\\)[^()]*)*)\\)`, "gi");
/** ", and order lines with plant, quantity" behind a list of another thing. */
const WITH = /,? and (?<noun>[a-z]+(?: [a-z]+)?) (?:with|having|that have|which have) (?<list>[a-z][a-z ]*(?:, | and )[^.]+)$/i;
const FIELD = /^(?:an? |the )?(?:[a-z]+ )?(?:name|title|date|number|price|email|phone|address|year|age|notes?|description|location|code|amount|city|place|time|row|section|age group|birthday)\b|^(?:from|until|start|end|born|died)$/i;

/** A sentence that lists several things with their fields as one sentence for each; what stands before the first list stays where it says more than that they are kept. */
export function splitThings(whole: string): string[] {
  const both = BOTH.exec(whole);
  if (both) return [`${both[1] ?? ""}: ${both[2] ?? ""}`, ...splitThings(`${both[1] ?? ""} ${both[3] ?? ""}`)];
  const moves = MOVES.exec(whole);
  if (moves) return [...splitThings(`${moves[1] ?? ""} ${moves[2] ?? ""}`), `${moves[1] ?? ""} go from ${moves[3] ?? ""}`];
  const worked = WORKED_OUT.exec(whole);
  if (worked) return [...splitThings(whole.replace(WORKED_OUT, "")), `The ${/([a-z]+ date|date [a-z]+|[a-z]+)$/i.exec(whole.slice(0, worked.index))?.[1] ?? "date"} is ${worked[1] ?? ""}`];
  const [sentence = "", ...rules] = whole.split(RULE);
  // Behind a list of fields what may not be is a sentence of its own.
  if (rules.length > 0) return [...splitThings(sentence), ...rules.map((rule) => capital(rule.replace(/\bthe same one\b/i, `the same ${singular(sentence.split(" ").at(-1)?.toLowerCase() ?? "one")}`)))];
  return things(whole);
}

const RULE = /, (?=(?:only |just |at most )?(?:one|1) (?:[a-z]+ )?per [a-z]+(?:(?:,| and|,? per) (?:per )?[a-z]+)*$)|,? (?:and|but) (?=(?:(?:the same|an?|each|every|only|nobody|no(?! longer)|not more|at most|max\.?) [^,:]*\b(?:can't|cannot|must not|may not|twice|only once|more than|once per|per [a-z]+|than)\b)|not (?:twice|when|if)\b|[a-z]+s (?:can't|cannot|must not|may not|are never|must never)\b)/i;
/** "Orders have a due date and move from received to sent" */
const MOVES = /^([a-z]+s) (have .+?),? and (?:they )?(?:move|go|pass) (?:on )?from ([a-z ]+ to .+)$/i;
/** "Members (name, phone) can sign up": what they are, and what they do. */
const BOTH = /^([a-z]+s) \(([^()]+,[^()]+)\) ((?:can|may) .+)$/i;
/** "due date, which is 14 days after date out" */
const WORKED_OUT = /,? (?:(?:which|that) is |\((?=\d+ (?:days|weeks|months|hours) (?:later|after)))(\d+ (?:days|weeks|months|hours) (?:after|before|later)(?: (?:the )?[a-z]+(?: (?:out|date|on|in))?)?)\)?/i;

function things(sentence: string): string[] {
  const found = [...sentence.matchAll(BRACKETED)].filter(({ groups }) => areFields(groups?.["noun"] ?? "", groups?.["list"] ?? ""));
  const [first] = found;
  if (!first || found.length < 2) return withTail(sentence);
  const lead = sentence.slice(0, first.index);
  const parts = found.map(({ groups }) => `${capital(groups?.["noun"] ?? "")}: ${groups?.["list"] ?? ""}`);
  const last = found.at(-1);
  const between = found.slice(1).map((one, index) => { const before = found[index]; return before ? sentence.slice(before.index + before[0].length, one.index) : ""; });
  const tail = last ? sentence.slice(last.index + last[0].length) : "";
  // What stands between two lists says something too.
  if (between.some((part) => part.trim() !== "") || !LEAD.test(lead)) return [sentence];
  const more = tail.replace(/^,? (?:and |plus )?/, "");
  return [...parts, ...(more === "" ? [] : [capital(more)])];
}

/** Who keeps them, and where. */
const LEAD = /^(?:(?!.*\b(?:can|must|may|should|only|not|never|each|per)\b)[a-z' -]*:?|)$/i;

const areFields = (noun: string, list: string): boolean => { const items = list.split(/, | and /); return items.length > 1 && (isPlural(noun.split(" ").at(-1)?.toLowerCase() ?? "") || items.some((item) => FIELD.test(item.trim()))) && items.some((item) => FIELD.test(item.trim()) || item.split(" ").length > 1 || isPlural(noun)); };

function withTail(sentence: string): string[] {
  const { noun, list } = WITH.exec(sentence)?.groups ?? {};
  const index = WITH.exec(sentence)?.index ?? 0;
  const before = sentence.slice(0, index);
  // Only behind a list of fields, and of several of them.
  if (noun === undefined || list === undefined || !isPlural(noun.split(" ").at(-1)?.toLowerCase() ?? "") || !/(?: with | has | have |: )[^,]+,/i.test(before) || /\b(?:can|must|may|should|who|that)\b/.test(before.slice(-30))) return [sentence];
  const owner = /^(?:an? |the |each |every )?([a-z]+)(?: with| has| have|:)/i.exec(before)?.[1];
  const one = owner === undefined ? "" : singular(owner.toLowerCase());
  // "order lines" are of an order.
  return [before, `${capital(noun)}: ${one !== "" && noun.toLowerCase().startsWith(`${one} `) ? `${one}, ` : ""}${list}`];
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
