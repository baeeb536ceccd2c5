import { NOT_A_NAME } from "./not-a-name.ts";
import { questionName } from "./question-names.ts";
import { readLength } from "./read-length.ts";
import { readRange } from "./read-range.ts";
import type { Told } from "./told.ts";
import { unitOf } from "./units.ts";
import { valuesOf } from "./values-of.ts";

const IT = "(?:it|they|he|she|we|i|you|one|someone|the [a-z]+|its [a-z]+|their [a-z]+|this)";
/** What is spoken of as a whole, in few words. */
const WHOLE = "(?:it|they|he|she|we|i|you|one|someone|this|the (?:thing|item|one|person|object))";
/** A part of it, or something beside it. */
const PART = "(?:the|its|their|his|her) ((?!(?:thing|item|one|person|object)\\b)[a-z]+)";
const BE = "(?:is|are|was|were|has been|have been|had been|has|have|had|got|gets|does|did|do|will be)";

/** "km/h", "mmol/L", "words per minute". */
const COMPOUND = "(?:[mun\u00B5]?mol|[mkun\u00B5]?(?:g|l|m|w|j|wh)|cl|dl|cm|miles|kcal|iu|words|beats|pages|people|items|pieces|drops|litres|liters|grams|metres|meters)(?:\\/| per )(?:l|dl|ml|s|sec|seconds?|min|minutes?|h|hr|hours?|day|week|month|year|kg|g|m|m2|m3|km|ha|litre|liter|hectare|person)";

type Form = [form: RegExp, name: (groups: string[], told: Told) => string | null];
const as = (kind: Told["kind"]) => (name: (groups: string[]) => string | null) => (groups: string[], told: Told): string | null => { told.kind = kind; return name(groups); };

/** Turns of phrase that stand for a field, and what it is called. */
const FORMS: Form[] = [
  // One of two, which "whether" may open as well.
  [new RegExp(`^(?:whether|if) (?:${IT} (?:(?:is|are|was|were) )?)?([a-z-]+(?: [a-z]+)?) or (?:${IT} (?:(?:is|are|was|were) )?)?(?!not$)([a-z-]+(?: [a-z]+)?)$`, "i"), ([one = "", other = ""], told) => { if (/^(?:already|yet)$/.test(other)) return null; told.choices = [one, other]; return /^[a-z-]+$/i.test(one) && /^[a-z-]+$/i.test(other) ? `${one} or ${other}` : "kind"; }],
  [/^(?:whether|if) (?:i|we|they|he|she|you) (?:(?:would|will|can|could|did|do|already|have|has|had|'d) )*(recommend|like|own|finish|watch|enjoy|visit|read|keep|use|need|want)(?:ed|d)?(?: (?:it|them|this|to others|again))*$/i, as("boolean")(([name = ""]) => name)],
  // What has to be done with it.
  [new RegExp(`^(?:whether|if) (?:or not )?${IT} (?:has|have|had|needs?|needed) to be ((?!approv|confirm|check|verif|review)[a-z-]+(?: (?!by\\b|before\\b|after\\b|when\\b|if\\b|at\\b)[a-z-]+)?)(?: or not)?$`, "i"), ([name = ""], told) => { told.kind = "boolean"; told.said = [...(told.said ?? []), `${name} says whether it has to be ${name}`]; return name; }],
  // Whether something is so: of what is kept, or of a part of it, which its name tells ("the queen was seen").
  [new RegExp(`^(?:whether|if) (?:or not )?${PART} (?:is|are|was|were|has been|have been|had been|got) (?:already )?([a-z' -]+?)(?: or not| already| yet| right now| now| at the moment| currently)?$`, "i"), as("boolean")(([part = "", name = ""]) => `${part} ${name}`)],
  [new RegExp(`^(?:whether|if) (?:or not )?${PART} ((?!(?:is|are|was|were|has|have|had)\\b)[a-z]+(?:s|ed)(?: [a-z]+)?)$`, "i"), as("boolean")(([part = "", verb = ""]) => `${part} ${verb}`)],
  [new RegExp(`^(?:whether|if) (?:or not )?(?:${WHOLE} )?(?:(?:is|are|was|were|has been|have been|had been|has|have|got) (?:already )?)?(?:an? )?([a-z' -]+?)(?: or not| already| yet| right now| now| at the moment| currently)?$`, "i"), as("boolean")(([name = ""]) => name)],
  [/^(?:is|are|was|were|has|have) (?:it|they|he|she|the [a-z]+) (?:already |been )?([a-z' -]+?)(?: or not| already| yet)?\??$/i, as("boolean")(([name = ""]) => name)],
  [/^(?:with (?:an? )?)?([a-z]+) or (?:un-?|not |non-?|no |without (?:an? )?)\1$/i, as("boolean")(([name = ""]) => name)],
  [/^([a-z -]+) or not(?: \1)?$/i, as("boolean")(([name = ""]) => name.replace(/^(?:is|are|was) (?:it )?/i, ""))],
  [/^(?:is |are )?([a-z -]+?)[ :]+(?:yes ?\/ ?no|y ?\/ ?n|true ?\/ ?false|yes or no|true or false|bool(?:ean)?|flag|checkbox|tick ?box|yes no)\??$/i, as("boolean")(([name = ""]) => name.replace(/ (?:is|are|as|as a|a)$/i, ""))],
  [/^(?:(gets (?:on|along) with|comes with|lives with|is good with|is fine with|copes with) (?:an? |the |any )?((?:other )?[a-z]+(?: [a-z]+)?))$/i, as("boolean")(([how = "", what = ""]) => (isName(what.replace(/^other /i, "")) ? `${how} ${what}` : null))],
  // A unit of two is no choice between them.
  [new RegExp(`^([a-z][a-z -]*?) (?:in|as) (${COMPOUND})$`, "i"), ([name = "", unit = ""], told) => { if (told.choices) return null; told.kind = "number"; told.said = [...(told.said ?? []), `${name} is in ${unit}`]; return name; }],
  // Its values.
  [/^([a-z][a-z -]*?)[ :]+([\p{L}\p{N}+-]+(?:\/[\p{L}\p{N}+ -]+)+)$/iu, ([name = "", said = ""], told) => { const values = unitOf(said.toLowerCase()) === null ? valuesOf(said) : null; if (values === null) return null; told.choices = values; return name; }],
  [/^(?:either )?([a-z-]+) or ([a-z-]+)$/i, ([one = "", other = ""], told) => { told.choices = [one, other]; return `${one} or ${other}`; }],
  // Several of them.
  [/^(?:an? |the )?(?:list|array|set|lists) of (?:its |their |all |the )*([a-z -]+)$/i, as("list")(([name = ""]) => name)],
  [/^([a-z -]+?) (?:as|as a list of|in a list of|as a|as an) (?:tags|(?:list|array|set)(?: of (?:words|texts|strings|names|tags|labels))?|labels|keywords|array)$/i, as("list")(([name = ""]) => name)],
  [/^([a-z -]+?) as (?:a |an )?(text|number|integer|whole number|date|link|url|email|decimal)$/i, ([name = "", kind = ""], told) => { told.kind = KINDS[kind.toLowerCase()]; return name; }],
  // How much and how many.
  [new RegExp(`^(?:what|how much) (?:it |they )?(?:${IT} )?(?:paid|spent)(?: for (?:it|them|this))?$`, "i"), as("money")(() => "price paid")],
  [new RegExp(`^(?:what|how much) (?:it|they|that|this|the [a-z]+) (?:costs?|cost me|cost us|was|is worth|are worth)$`, "i"), as("money")(() => "cost")],
  [/^how much (?:it|they) (?:weighs?|weigh)$/i, as("number")(() => "weight")],
  [/^how (long|old|tall|heavy|far|big|deep|wide|high|fast|steep|hot) (?:(?:it|they|he|she|the [a-z]+|we|i) )?(?:is|are|was|were|takes?|took|lasts?|lasted|needs?|grows?|ran|went)?(?: ?\bin ([a-z]+))?$/i, ([how = "", unit], told) => { told.kind = how.toLowerCase() === "old" ? "integer" : "number"; const name = HOW[how.toLowerCase()] ?? how; return unit === undefined ? name : `${name} in ${unit}`; }],
  [/^how many (?:(?:of them |of it )?(?:we|i|they|there) (?:have|are|own|got|is)(?: of (?:it|them|these|each))?|of (?:them|each|it)|(?:(?:are|is) )?(?:left|in stock))$/i, as("integer")(() => "quantity")],
  [new RegExp(`^how many ([a-z]+(?: [a-z]+)?)(?: (?:there|${IT}) (?:is|are|was|were|have|has|had|got|can have|ate|ran|sold|used|need|needs))?( left| in stock)?(?: (?:are|is) (?:there|left|in stock))?(?: (?:there|it|they) (?:are|is))?$`, "i"), as("integer")(([name = "", rest = ""]) => (rest === "" ? `number of ${name}` : `${name}${rest}`))],
  [/^how much ((?!(?:it|they|that|this|money|we|i)\b)[a-z]+)(?: in ([a-z]+))?$/i, as("number")(([name = "", unit]) => (unit === undefined ? `amount of ${name}` : `${name} in ${unit}`))],
  [/^(?:date|day|when|time) (?:it|they) (?:is|are|was|were|has to be|must be) due(?: back)?$/i, as("date")(() => "due date")],
  [/^(cost|price) to ([a-z]+)(?: (?:it|them))?$/i, as("money")(([head = "", verb = ""]) => `${verb} ${head}`)],
  [/^how many$/i, as("integer")(() => "quantity")],
  [/^how much$/i, as("money")(() => "amount")],
  [/^how many times (?:a|per) (day|week|month|year)$/i, as("integer")(([unit = ""]) => `times a ${unit}`)],
  [/^what (?:it (?:is|was) |they (?:are|were) |the money (?:is|was) )?for$/i, as("text")(() => "purpose")],
  [/^what (?:(?:i|we|they|he|she) did|was done|has been done|we have done|i have done)(?: (?:about|with|to|for) (?:it|them))?$/i, as("text")(() => "work done")],
  [/^what (?:happened|went wrong|is wrong|was wrong)$/i, as("longText")(() => "description")],
  [/^what (?:i|we|they|he|she) ([a-z]{4,}ed)$/i, as("text")(([verb = ""]) => verb)],
  [/^how to [a-z]+(?: it| them)?$/i, as("longText")(() => "instructions")],
  [/^how many ([a-z]+) (?:were|are|was|got) ([a-z]+(?:ed|en))$/i, as("integer")(([name = "", verb = ""]) => `${name} ${verb}`)],
  [/^how often (?:(?:it|they|he|she|the [a-z]+) )?(?:(?:is|are|was|were|has been|have been|got) )?([a-z]+(?:ed|en))$/i, as("integer")(([verb = ""]) => `times ${verb}`)],
  [/^how often(?: to ([a-z]+)(?: (?:it|them))?| (?:it|they) (?:needs?|gets?|wants?) ([a-z]+))? in (hours|days|weeks|months)$/i, as("integer")(([verb, got, unit = ""]) => `${verb ?? got ?? ""} interval in ${unit.toLowerCase()}`.trim())],
  [/^how often(?! .* in (?:hours|days|weeks|months)$)(?: (?:it|they|to) [a-z ]+)?$/i, as("text")(() => "frequency")],
  // When, where, who.
  [/^(?:date|day|when) (?:it|they|he|she|the [a-z]+) (?:came|comes|went|goes|was brought|is brought) (back|out|in|home)$/i, as("date")(([way = ""]) => (way === "out" || way === "in" ? `${way} date` : "return date"))],
  [new RegExp(`^when (?:its|the|their|his|her|my|our) ([a-z -]+?) (?:runs? out|ran out|expires?|ends?|is over|is up|finishes)$`, "i"), as("date")(([name = ""]) => `${name} expiry date`)],
  [new RegExp(`^when (?:its|the|their|his|her|my|our) ([a-z -]+?) (?:starts?|begins?|began|started)$`, "i"), as("date")(([name = ""]) => `${name} start date`)],
  [new RegExp(`^when (?:its|the|their|his|her|my|our) ([a-z -]+?) (?:is|was|are) (due|[a-z]+ed|bought|born|built|made|sold|done)$`, "i"), as("date")(([name = "", verb = ""]) => `${name} ${verb} date`)],
  [new RegExp(`^(?:when|on which day|on what day|what day|which day|the day|day) ${IT} (?:(?:is|are|was|were|has been|have been|had been|has to be|have to be|must be|should be|will be) )?(?:to be )?(last |next |first )?([a-z]+)(?: (it|them|in|out|off|up|back|there|by|on))?$`, "i"), ([order = "", verb = "", rest = ""], told) => { told.kind = "date"; return WHEN[verb.toLowerCase()] ?? `${order}${verb}${/^(?:in|out|off|up|back)$/i.test(rest) ? ` ${rest}` : ""} date`.toLowerCase(); }],
  [/^(?:when|date when|the date when)$/i, as("date")(() => "date")],
  [new RegExp(`^(?:where|in which place|at which place) ${IT} (?:is|are|was|were|has been|have been|lives?|stands?|hangs?|sits?|grows?|stays?|comes? from|came from)(?: (kept|stored|found|bought|seen|made|planted|located|recorded|taken|parked|from|born))?$`, "i"), as("text")(([verb]) => (verb === undefined ? "place" : verb.toLowerCase() === "from" ? "origin" : `place ${verb}`))],
  [/^where (found|bought|seen|kept|stored|made|planted|recorded|taken|parked|born|located)$/i, as("text")(([verb = ""]) => `place ${verb}`)],
  [/^where$/i, as("text")(() => "place")],
  [new RegExp(`^(?:which|what|whose) ((?!(?:is|are|was|i|we)\\b)[a-z-]+(?: [a-z-]+)?) ${IT} (?:${BE} ?|lives? ?|goes ?|go ?|belongs? ?|comes? ?|stands? ?|stays? ?|needs? ?|uses? ?|used ?|wants? ?|likes? ?|works? ?|sits? ?|hangs? ?|plays? ?)?(?:kept|stored|found|in|at|from|on|to|with|for|made of|planted in|stored in|kept in|kept at|made by|located in)?$`, "i"), ([name = ""]) => name],
  [/^(?:which|what|whose) ((?!(?:is|are|was|were)\b)[a-z-]+) (?:lies|sits|stands|lives|sleeps|works|is|goes|plays|stays|belongs) (?:in|on|at|to|with|under) (?:it|them|there)$/i, ([name = ""]) => name],
  [/^(?:(?:in|on|at|for|from) )?(?:which|what) ((?!(?:is|are|was|i|we|it|they)\b)[a-z-]+(?: [a-z-]+)?)$/i, ([name = ""]) => name],
  [new RegExp(`^who ([a-z]+)(?: (?:it|them|the [a-z]+|him|her|for it))?(?: (?:now|right now|at the moment))?$`, "i"), as("text")(([verb = ""]) => WHO[verb.toLowerCase()] ?? (/(?:s|ing)$/.test(verb) ? null : `${verb} by`))],
  [new RegExp(`^who (?:(?:it|he|she) (?:is|was) |is |was )(?:the )?([a-z]+(?: (?:by|for|to|of|with|from))?)(?: (?:by|for it|of it))?$`, "i"), as("text")(([name = ""]) => name)],
  // What somebody did with it.
  [/^(year|date|day) (?:the|its|his|her) ([a-z]+) (?:is|was|were) ([a-z]+)$/i, ([head = "", noun = "", verb = ""]) => `${noun} ${verb} ${head}`],
  [/^(date|day|year|month|time|place|shop|city|country|person|price|reason|village|room|region) (?:(?:where|when|on which|in which|at which|that|for which) )?(?:(?:it|they|he|she|we|i|you|the [a-z]+|its [a-z]+)(?: (?:is|are|was|were|has been|have been|had been))? |(?:is|was|were) )?([a-z]+ed|born|bought|built|made|sold|found|seen|taken|written|given|got|planted|caught|grown|read|paid|put|sent|lent|worn|won|done|begun|started|set|cut|hung|laid|shot|drawn|kept|lost|left|met|held|fed|taught|let|hired out|brought|broken|chosen|driven|eaten|flown|known|spoken|stolen|thrown)$/i, ([head = "", verb = ""]) => (/^(?:place|village|city|country|room|region|person|shop|reason)$/i.test(head) && verb.toLowerCase() === "recorded" ? head : `${head} ${verb}`)],
  [/^(link|url|web ?site) (?:to|of|for) (?:the |its |their |an? )?([a-z ]+)$/i, as("url")(([head = "", name = ""]) => `${name} ${head}`)],
  [/^how (?:i|we|it|they|he|she|you) (felt|feel|tasted|looked|slept|smelled|sounded|played|went)$/i, ([verb = ""]) => FELT[verb.toLowerCase()] ?? null],
  [new RegExp(`^([a-z]+(?: [a-z]+)?),? (?:(?:where|in which|that|which|in whose [a-z]+) )?(?!the |its )${IT} (?:is|are|was|were|lives?|stands?|hangs?|sits?|belongs?|grows?|stays?|comes?|came|has|uses?)(?: (?:in|at|on|from|to|kept|stored|kept in|stored in))?$`, "i"), ([name = ""]) => name],
];

const HOW: Record<string, string> = { long: "duration", old: "age", tall: "height", heavy: "weight", far: "distance", big: "size", deep: "depth", wide: "width", high: "height", fast: "speed", steep: "gradient", hot: "temperature" };
const WHEN: Record<string, string> = { due: "due date", starts: "start date", start: "start date", started: "start date", begins: "start date", began: "start date", ends: "end date", end: "end date", ended: "end date", expires: "expiry date", happened: "date", happens: "date", was: "date", is: "date", takes: "date", born: "birth date", arrives: "arrival date", arrived: "arrival date", opens: "opening date", closes: "closing date" };
const WHO: Record<string, string> = { paid: "paid by", wrote: "written by", made: "made by", took: "taken by", gave: "given by", found: "found by", saw: "seen by", bought: "bought by", sold: "sold by", owns: "owner", has: "holder", borrowed: "borrowed by", did: "done by", does: "done by", brought: "brought by", built: "built by", won: "winner", sent: "sent by", leads: "leader", lent: "lent by", said: "said by", teaches: "teacher", reported: "reported by", plays: "player" };
const FELT: Record<string, string> = { felt: "feeling", feel: "feeling", tasted: "taste", looked: "look", slept: "sleep", smelled: "smell", sounded: "sound", played: "play", went: "outcome" };
const KINDS: Record<string, Told["kind"]> = { text: "text", number: "number", integer: "integer", "whole number": "integer", date: "date", link: "url", url: "url", email: "email", decimal: "number" };

const NUMBER_BEHIND = /^([a-z][a-z -]*?),? (?:of |on a scale (?:of )?|with |goes )?((?:from |between |at least |at most |min(?:imum)?(?: of)? |max(?:imum)?(?: of)? |up to |more than |no (?:more|longer) than |not (?:more|longer) than |out of |limited to )?-?\d+(?:\.\d+)?(?: ?(?:-|to|and|\.\.) ?-?\d+(?:\.\d+)?)?(?: or (?:more|less|higher|lower|older))?(?: (?:characters?|chars?|letters)(?: (?:max(?:imum)?|at most|long))?)?)(?: ?%| percent| stars| points)?$/i;

/** The name of a field in plain words, what its turn of phrase tells of it put in `told`. Null where it is no name. */
export function nameInWords(said: string, told: Told): string | null {
  const text = said.replace(/\b(they|we|you)'re\b/gi, "$1 are").replace(/\b(they|we|you|i)'ve\b/gi, "$1 have").replace(/\b(max|min)\. (?=[a-z])/gi, "$1 ").replace(/\b(it|he|she|what|who|where|there)'s\b/gi, "$1 is").replace(/(?<=[a-z0-9])_(?=[a-z0-9])/gi, " ").replace(/\b([a-z]+)'s?(?= [a-z])/gi, "$1").replace(/^the /i, "").replace(/^(has|have|comes with|needs|includes|offers|contains|takes) (?:an?|the|any|its own|their own) (?=[a-z])/i, "$1 ").replace(/(?<=[a-z])(?<!\b(?:or|yes)) (?:no|nr)\.?$/i, " number").replace(/\s+/g, " ").trim();
  for (const [form, nameOf] of FORMS) {
    const groups = form.exec(text);
    const own = { ...told };
    const name = groups && nameOf(groups.slice(1), own);
    if (!name) continue;
    if (!GETS_ON.test(name) && !isName(own.kind === "boolean" ? name.replace(/^(?:on|in|at|for|under|with|out of|out|can|comes with) /i, "") : name)) break;
    Object.assign(told, own);
    return name.replace(/^(?:the|an?|its|their) /i, "").replace(/^(comes with) (?:an?|the|any) /i, "$1 ");
  }
  const [, like = "", example = ""] = LIKE.exec(text) ?? [];
  if (like !== "" && isName(like)) { told.said = [...(told.said ?? []), `${like} like ${example} is only an example: how it is written isn't checked`]; return like; }
  const numbered = NUMBER_BEHIND.exec(text) ?? /^([a-z][a-z -]*?),? (positive|(?:not|never|non) ?-?(?:be )?negative)$/i.exec(text);
  if (numbered && (readLength(numbered[2] ?? "", told) || readRange(numbered[2] ?? "", told))) return isName(numbered[1] ?? "") ? (numbered[1] ?? null) : questionName(numbered[1] ?? "", told);
  return isName(text) ? text : questionName(text.replace(/\?$/, ""), told);
}

const GETS_ON = /^(?:gets (?:on|along)|comes|lives|copes) with [a-z ]+$/i;
/** "member number like M-204" */
const LIKE = /^((?:[a-z]+ ){0,3}(?:number|code|id|sku|plate|reference|ref|serial|tag|isbn|barcode|postcode)),? (?:like|such as|for example|e\.g\.?) ([a-z]*[-./]?\d[a-z0-9./-]*)$/i;

/** What is told of a field, and isn't in its name. */
const TOLD_BEHIND = /\b(?:one of|either|any of|or (?:an?|the|one))\b| in (?:english|french|german|spanish|italian|polish|dutch|portuguese|russian|ukrainian|chinese|japanese|several languages|many languages|all languages)$| (?:positive|negative|valid|mandatory|required|optional|unique|max(?:imum)?|min(?:imum)?|characters?)$/i;
const isName = (name: string): boolean => !TOLD_BEHIND.test(name) && /^[a-z][a-z0-9 %-]*$/i.test(name) && !NOT_A_NAME.test(name.replace(/(?<=[a-z] )(?:before|after|by|until)(?= (?:year|date)$)|\b(?:pm|co|no|vitamin|b|line|address|phase|h|o)(?: |-)?\d+\b|\b[a-z]\d$/gi, "x").replace(/(?<=^(?![a-z]+s )[a-z]+ )make$/i, "x"));
