import { lettersIn } from "./letters-in.ts";
import type { Told } from "./told.ts";
import { isPlural } from "../resource-builder/words.ts";
import { isPlainTalk } from "./asks-for.ts";

const WHOLE = "it|they|he|she|we|i|you|there|one|someone|somebody|people";
const IT = `(?:${WHOLE}|(?:the|this|that|my|our|its|their|his|her) [a-z]+)`;
const LATELY = /(?: (?:or not|already|yet|right now|now|at the moment|currently|today|at all|so far|yes ?\/ ?no|yes or no))+$/i;
const SMALL = /\b(?:the|an?|any|some|its|their|his|her|my|our) (?=[a-z])/gi;

type Form = [form: RegExp, name: (groups: string[], told: Told) => string | null];

/** Questions that stand for a field in a list, in whatever words: "did it snow", "when it becomes free", "how many slices it serves", "the styles they take". */
const FORMS: Form[] = [
  [new RegExp(`^(?:whether|if)(?: or not)? (?:there (?:is|are|was|were) )?(?:(?:is|are|was|were|has been|have been|it's) )?(?:(?:${WHOLE}|(?:this|that) [a-z]+) )?(.+)$`, "i"), ([said = ""], told) => flag(said, told)],
  [new RegExp(`^(?:is|are|was|were|has|have) ${IT} (?:been )?(.+)$`, "i"), ([said = ""], told) => flag(said, told)],
  [new RegExp(`^(will|can|could) ${IT} (.+)$`, "i"), ([may = "", said = ""], told) => flag(`${may} ${said}`.toLowerCase(), told)],
  [new RegExp(`^(?:does|do) ${IT} (have|need|contain|want|like|speak|eat|drink|include|take|accept|allow|own|use|require|come|work|play|live|own) (.+)$`, "i"), ([verb = "", said = ""], told) => flag(`${verb === "have" ? "has" : `${verb}s`} ${said}`, told)],
  [new RegExp(`^(?:does|do|would|may) ${IT} (.+)$`, "i"), ([said = ""], told) => flag(said, told)],
  [new RegExp(`^did ${IT} ([a-z]+)(?: (.+))?$`, "i"), ([verb = "", said = ""], told) => flag(`${pastOf(verb.toLowerCase())} ${said}`, told)],
  [new RegExp(`^(?:from |since |until )?(?:when|(?:on )?(?:what|which) (?:date|day)) (?:${IT} )?(?:becomes?|became|gets?|will be|is|are) (free|available|vacant|ready|open|possible|empty)(?: again)?$`, "i"), ([name = ""], told) => { told.kind = "date"; return `${name} from`; }],
  [new RegExp(`^(?:date|day|when|since when) ${IT} (?:went|goes|got|gets|became|becomes|was|were|has been|had been|is) ([a-z]+)(?: (?:by|at|in) [a-z]+)?$`, "i"), ([name = ""], told) => { told.kind = "date"; return `${name} date`; }],
  [/^what (?:it|they) (?:is|are|was|were)$|^what (?:is|was) it$/i, (_groups, told) => { told.kind = "text"; return "description"; }],
  [/^(?:how )(?:it|they|he|she) (?:is|are|was|were) ([a-z]+(?:ed|en|t|d|n))$/i, ([name = ""], told) => { if (!isPlainTalk(name)) return null; told.kind = "text"; return `how ${name}`; }],
  [/^how ([a-z]+) (?:it|they|he|she|the [a-z]+) (?:is|are|was|were|looks?|feels?|felt|tastes?|tasted)$/i, ([how = ""]) => qualityOf(how.toLowerCase())],
  [/^how many ((?:[a-z]+ ){0,2}?(?:[a-z]+s|people|children|fish|sheep))(?: (.+))?$/i, ([name = "", rest = ""], told) => { if (rest !== "" && (!isPlainTalk(rest) || rest.split(" ").length > MOST_WORDS)) return null; told.kind = "integer"; return /\b(?:left|in stock)\b/i.test(rest) ? `${name} left` : `number of ${name}`; }],
  // "how many we baked today": of the thing itself.
  [new RegExp(`^how many (?:of (?:them|these|it) )?(?:${IT} )?((?!of\\b)[a-z]+(?: [a-z]+){0,3})$`, "i"), ([said = ""], told) => { if (!isPlainTalk(said) || NO_NAME.test(said)) return null; told.kind = "integer"; return `number ${said.replace(SMALL, "")}`; }],
  [/^where (?:it|they|he|she|the [a-z]+) (?:is|are|was|were|has been|had been) (last |first )?([a-z]+)$/i, ([order = "", verb = ""], told) => { told.kind = "text"; return `place ${order}${verb}`; }],
  [/^(?:which|what) ((?!(?:is|are|was|were|to|did|does|do|went|goes|has|have|i|we|it|they|he|she|you)\b)[a-z]+(?: (?!(?:it|they|he|she|we|i|you)\b)[a-z]+)?) (?:it|they|he|she|we|i|you|someone|somebody|the [a-z]+) [a-z ]+$/i, ([name = ""]) => name],
  [/^((?:number|count) of [a-z]+(?: [a-z]+)? (?:with|without) [a-z]+)$/i, ([name = ""], told) => { told.kind = "integer"; return name; }],
  [/^((?:[a-z]+ )?(?!from\b)[a-z]+),? (?:from )?([a-z] ?(?:to|-) ?[a-z])$/i, ([name = "", ends = ""], told) => { const letters = lettersIn(ends); if (!letters) return null; told.choices = letters; return name; }],
  [/^(?:on )?(?:which|what) (?:day|date)$/i, (_groups, told) => { told.kind = "date"; return "date"; }],
  [/^who$/i, (_groups, told) => { told.kind = "text"; return "person"; }],
  // What is told in words is called as it was asked.
  [/^((?:what|who|where|how(?! many| much)|why|when to) [a-z]+(?: [a-z]+){0,4})$/i, ([said = ""], told) => { if (!isPlainTalk(said) || NO_NAME.test(said)) return null; told.kind = "text"; return said.replace(SMALL, "").replace(/ (?:with|on|about|of|for|to) (?:it|them)$/i, ""); }],
  [/^(notes?|messages?|comments?|remarks?|instructions?|hints?) (?:to|for|from) (?:the |our )?([a-z]+)$/i, ([name = "", whom = ""]) => `${whom} ${name}`],
  [/^((?!(?:whether|if|what|who|how|when|where|is|are|was|were|did|does|do|has|have|had|can|will)\b)(?:[a-z]+ )?[a-z]+) (?:that |which |where |in which |on which |at which )?(?:it|they|he|she|we|i|you|people|someone|somebody) ((?:can |could |will |would |may |might )?[a-z]+(?: [a-z]+){0,2})$/i, ([name = "", rest = ""], told) => owned(name, rest, told)],
];

const MOST_WORDS = 6;
/** What a flag's name never holds: a condition, a rule, or a second question. */
const NO_NAME = /\b(?:must|should|shall|when|unless|until|because|then|only|never|always|and|or|if|whether|every|each|per|to be)\b|\d/i;

/** A field that is yes or no, in the words that it was asked in. */
function flag(said: string, told: Told): string | null {
  // "they have paid the fee": paid.
  const name = said.replace(LATELY, "").replace(SMALL, "").trim().replace(/^(?:have|has|had) (?:been |already )?(?=(?:[a-z]+ed|[a-z]+en|paid|done|got|won|lost|read|sent|made|had|left|met|bought|sold) [a-z])/i, "");
  if (name === "" || NO_NAME.test(name) || name.split(" ").length > MOST_WORDS || !/^[a-z][a-z -]*$/i.test(name)) return null;
  told.kind = "boolean";
  return name;
}

/** "urgent": its urgency. */
function qualityOf(how: string): string {
  const known = QUALITIES[how];
  if (known !== undefined) return known;
  if (how.endsWith("ent")) return how.replace(/t$/, "cy");
  if (how.endsWith("ant")) return how.replace(/t$/, "ce");
  return how.endsWith("ult") ? `${how}y` : how.endsWith("y") ? how.replace(/y$/, "iness") : /(?:ed|ing|ful|al|ive|able|ible|ic)$/.test(how) ? `how ${how}` : `${how}ness`;
}

const QUALITIES: Record<string, string> = { strong: "strength", good: "quality", bad: "severity", severe: "severity", likely: "likelihood", safe: "safety", rare: "rarity", popular: "popularity", old: "age", long: "duration", tall: "height", heavy: "weight", big: "size", large: "size", deep: "depth", wide: "width", high: "height", fast: "speed", expensive: "price", steep: "gradient", hot: "temperature", warm: "temperature", cold: "temperature", complex: "complexity", intense: "intensity", certain: "certainty", active: "activity" };

const PAST: Record<string, string> = { see: "saw", go: "went", take: "took", come: "came", give: "gave", get: "got", win: "won", lose: "lost", pay: "paid", eat: "ate", drink: "drank", have: "had", do: "did", find: "found", make: "made", sleep: "slept", feel: "felt", run: "ran", bring: "brought", buy: "bought", sell: "sold", meet: "met", leave: "left", fall: "fell", break: "broke", read: "read", swim: "swam", sing: "sang", speak: "spoke", write: "wrote", catch: "caught", keep: "kept", hear: "heard", fly: "flew", grow: "grew", rain: "rained", snow: "snowed" };
const pastOf = (verb: string): string => PAST[verb] ?? (verb.endsWith("e") ? `${verb}d` : /[^aeiou]y$/.test(verb) ? verb.replace(/y$/, "ied") : `${verb}ed`);

/** "the styles they take" are several, "the box it is kept in" is one, "minutes it takes" so many. */
function owned(name: string, rest: string, told: Told): string | null {
  const noun = name.replace(/^(?:the|all|all the) /i, "");
  const last = noun.split(" ").at(-1)?.toLowerCase() ?? "";
  if (!isPlainTalk(rest) || /\b(?:to|not|want|need|like|ask|send|get)\b/i.test(rest.replace(/^(?:need|like|want|ask)$/i, "")) || /^(?:something|anything|everything|people|things?|ones?|those|all|as|so|because|that|list|way)$/.test(last)) return null;
  if (/^(?:week)?days$/.test(last) ? !/^(?:takes?|took|lasts?|lasted|needs?|stays?|stayed)\b/i.test(rest) : isPlural(last) && !COUNTED.test(last)) told.kind = "list";
  return noun;
}

const COUNTED = /^(?:minutes|hours|seconds|days|weeks|months|years|points|euros|dollars|pounds|kilos|km|miles|metres|meters|times|pages|laps|seats|places|calories|notes|details|instructions)$/;

/** The name of what a question asks for, what it tells of it put in `told`. Null where it is none. */
export function questionName(text: string, told: Told): string | null {
  for (const [form, nameOf] of FORMS) {
    const groups = form.exec(text);
    const own: Told = {};
    const name = groups && nameOf(groups.slice(1), own);
    if (name) { Object.assign(told, own); return name; }
  }
  return null;
}
