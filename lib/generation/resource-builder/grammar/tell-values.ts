import { inferKind } from "../infer-kind.ts";
import { TEXT_NOUNS } from "../field-nouns.ts";
import { isPlural } from "../words.ts";
import { CHOICE_NAMES, FACT, WORD } from "./lexicon.ts";

const BEGIN = "(?<=(?:^|[,;:(]|\\bwith|\\bhas|\\bhave|\\band|\\bplus) ?(?:an? |the |its |their )?)";
const END = "(?=[ ]*(?:[,;)\\n]|[.](?!\\d)|$| and ))";
/** "priority low normal high urgent" */
const UNPARTED = new RegExp(`${BEGIN}(?<name>(?:${WORD} )?(?:${CHOICE_NAMES}))(?<values>(?: (?!(?:${CHOICE_NAMES})\\b)${WORD}){2,7}(?:,? or ${WORD})?)${END}`, "g");
/** "rating 0/6/12/16/18" */
const NUMBERED = new RegExp(`${BEGIN}(?<name>${WORD}(?: ${WORD})?):? (?<values>\\d+(?:/\\d+){2,}|\\d+(?:(?:, | or )\\d+)* or \\d+)${END}`, "g");
/** "type of object being star, planet or nebula" */
const BEING = new RegExp(`(?<name>(?:kind|type|sort|state|status|level) (?:of [a-z]+ )?)(?:being|which is|that is|one of) (?<values>[a-z]+(?: [a-z]+)?(?:, [a-z]+(?: [a-z]+)?)* or [a-z]+(?: [a-z]+)?)${END}`, "g");
/** "grading of the sleeve and of the record (m, nm)" */
const OF_BOTH = new RegExp(`\\b(?<name>${WORD}) (?:of|for) (?:the |its )(?<one>${WORD}) and (?:(?:of|for) )?(?:the |its )(?<other>${WORD}) (?<values>\\((?:[^()]*[,/][^()]*)\\))`, "g");
/** "sold on (when sold)", "removed on if removed", "maiden name if any" */
const WHEN_SO = /(?<=[a-z0-9]) ?\((?:only )?(?:if|when|once|after|unless)(?! (?:it|they) (?:is|are) (?:more|less|over|under))(?: [a-z']+){1,4}\)/g;
const WHEN_KNOWN = /(?<=[a-z0-9]) (?:if|when|once|where) (?:it is |they are |he is |she is )?(?:known|available|given|any|applicable|there is one|needed|necessary|provided)(?=[ ]*(?:[,;.)\n]|$| and ))/g;
/** "returned on if returned", "release date when released" */
const WHEN_DONE = new RegExp(`(?<=(?:,|\\bwith|\\bhas|\\bhave|\\band|:) ?(?:the |an? )?(?:${FACT} )?(?:${FACT} )?(?:date|on|at|price|by|to|for|reason|fee|amount)) (?:if|when|once) (?:it (?:is|was|has been) |they (?:are|were) )?[a-z]+(?:ed|ld|rn|nt|en|ne|ade|ught)${END}`, "g");
/** What isn't there of everybody. */
const NOT_OF_ALL = /(?<=(?:[,;:(]|\b(?:with|has|have|and)) ?(?:an? |the |their |his or her )?)((?:maiden|middle|birth) name|(?:death date|date of death|died on|day of death))(?=[ ]*(?:[,;.)\n]|$| and ))/g;

/** "mark as sold with the sale price and date", "when sold we note the price" */
const MARKED = new RegExp(`(?<mark>\\bmark(?:ed)? (?:(?:it|them|items?|an? [a-z]+) )?as (?<state>[a-z]+)),? (?:with|and (?:give|enter|note|record)) (?<facts>(?:the |an? )?${FACT}(?: ${FACT})?(?:(?:,? and |, )(?:the |an? )?${FACT}(?: ${FACT})?)*)(?=[.;\\n]|$)`, "g");
const ONCE = new RegExp(`(?<=^|[.;\\n] ?)(?:and )?(?:when|once|if) (?:it is |they are |one is |something is )?(?<state>[a-z]+(?:ed|ld|nt|ne|de)),? (?:i|we) (?:also )?(?:note|record|write down|enter|store|log|add|keep|want) (?<facts>(?:the |an? )?${FACT}(?: ${FACT})?(?:(?:,? and |, )(?:the |an? )?${FACT}(?: ${FACT})?)*)(?=[.;\\n]|$)`, "g");

/** Lists of values and what may be missing, with the marks that the readers know. */
export const tellValues = (text: string): string =>
  text
    .replace(/(?<=[a-z] )(\d+)\.\.(\d+)\b/g, "$1 to $2")
    .replace(/\bbest before (?:date|day)\b/g, "best before")
    .replace(/(?<=[a-z]) like [a-z]{0,4}-?\d[a-z0-9-]*(?=[ ]*(?:[,;()]|$| and ))/g, "")
    .replace(/(?<=(?:^|[,:(]|\b(?:with|and)) ?)what(?: is|'s) in (?:it|there|them|the [a-z]+)(?=[ ]*(?:[,;.]|$| and ))/g, "content")
    .replace(/\bthe (?:day|date|time) (?:when |on which |that )?(?:it|they|he|she) (?:was|were|has been|have been|had been) (last |first )?([a-z]+(?:ed|en|ne|ld|nt))(?=[ ]*(?:[,;.]|$| and ))/g, "$1$2 on")
    .replace(/(?<=[a-z]) \+ ?\/ ?-(?=[ ]*(?:[,;.]|$| and ))/g, " (+, -)")
    .replace(/\b(price|amount|sum) (?:that |which )?(?:i|we) (?:have )?paid\b/g, "$1 paid")
    .replace(MARKED, (_match: string, mark: string, state: string, facts: string) => `${optionalFacts(state, facts)}. ${mark}`)
    .replace(ONCE, (_match: string, state: string, facts: string) => optionalFacts(state, facts))
    .replace(OF_BOTH, "$<one> $<name> $<values>, $<other> $<name> $<values>")
    .replace(BEING, (_match: string, name: string, values: string) => `${name.trim()} (${values.split(/, | or /).join(", ")})`)
    .replace(NUMBERED, (_match: string, name: string, values: string) => `${name} (${values.split(/\/|, | or /).join(", ")})`)
    .replace(UNPARTED, (match: string, name: string, values: string) => {
      const [, asked = "", named = values] = /^ (wanted|needed|requested|preferred|required) (.+)$/.exec(values) ?? [];
      if (asked !== "") return named.includes(" ") ? `${name} ${asked} (${named.split(/,? or | /).join(", ")})` : match;
      const words = values.trim().split(/,? or | /);
      return words.some(words.length > 2 && /^(?:type|kind|level|status|priority|condition|size|category|slot|diet|package|licen[cs]e|tier)$/.test(name) ? isPart : isNoValue) ? match : `${name} (${words.join(", ")})`;
    })
    .replace(/(?<=\b(?:each|every|an?) [a-z]+(?: [a-z]+)? )(?:got|gets) (?=(?:an? |the )?[a-z]+(?: [a-z]+)?(?:,| and ))/g, "has ")
    .replace(WHEN_SO, " (optional)")
    .replace(/(?<=\b([a-z]{4,})e?) (?:if|when|once) \1[a-z]*(?=[ ]*(?:[,;.)\n]|$| and ))/g, " (optional)")
    .replace(WHEN_DONE, " (optional)")
    .replace(WHEN_KNOWN, " (optional)")
    .replace(NOT_OF_ALL, "$1 (optional)");

/** What is known only then: "date" is the sold date. */
const optionalFacts = (state: string, facts: string): string =>
  `each has ${facts.split(/,? and |, /).map((fact) => fact.replace(/^(?:the|an?) /, "")).map((fact) => `${/^(?:date|day|price|time|reason|amount)$/.test(fact) ? `${state} ${fact}` : fact} optional`).join(" and ")}`;
/** A word that only a field's name has. */
const isPart = (word: string): boolean => /^(?:date|name|number|code|id|text|note|notes|time|title|description|change|history|update|since|either|is|are)$/.test(word);
/** A word that could end a field's name: "condition report number". */
const isNoValue = (word: string): boolean => TEXT_NOUNS.has(word) && !VALUES.has(word) || isPlural(word) || (inferKind(word).isSure && inferKind(word).kind !== "boolean" && inferKind(word).kind !== "text") || /^(?:either|is|are|being|change|changed|update|updated|since|before|after|today|now|out|first|last|history|list|log|check|me|them)$/.test(word);
const VALUES = new Set("medium small large new normal fish bird plant line lead dog cat horse game".split(" "));
