import type { Field, Resource } from "../resource-plan.ts";
import { stemOf } from "./stem-of.ts";

/** Words of a description that one part of a plan answers for, where one of the anchors stands in the same part of a sentence. */
export interface Account {
  /** Stems. None: anywhere in a sentence that is about the thing. */
  anchors: ReadonlySet<string>;
  words: RegExp;
  /** Numbers that it holds. */
  figures: readonly number[];
}

type Row = { part: string; example: string; of: (resource: Resource) => Account[] };

const stems = (...texts: (string | undefined)[]): Set<string> => new Set(texts.flatMap((text) => (text ?? "").toLowerCase().match(/[a-z0-9']+/g) ?? []).map(stemOf));
const words = (list: string): RegExp => new RegExp(`^(?:${list.trim().split(/\s+/).join("|")})$`);
const ofFields = (isMeant: (field: Field) => boolean, said: RegExp, figures: (field: Field) => number[] = () => []) => ({ fields }: Resource): Account[] =>
  fields.filter(isMeant).map((field) => ({ anchors: stems(field.label, field.target, ...(field.options ?? []), /\b(?:duration|length)\b/.test(field.label) ? "lasts takes long longer" : ""), words: said, figures: figures(field) }));
const NUMERIC: ReadonlySet<string> = new Set(["integer", "number", "money"]);
const UNITS = /^(?:[kmc]?g|mg|grams?|kilos?|kilograms?|tons?|tonnes?|lbs?|pounds?|oz|[kmcd]?m[23]?|met(?:er|re)s?|kilomet(?:er|re)s?|miles?|feet|inches|square|cubic|hectares?|acres?|[mc]?l|lit(?:er|re)s?|h|hours?|min|mins|minutes?|s|sec|seconds?|days?|nights?|weeks?|months?|years?|percent|[kmgt]b|gigabytes?|megabytes?|degrees?|celsius|fahrenheit|kwh|watts?|volts?|points?|stars?|units?|pieces?|pages?|words?|characters?)$/;
const ofThing = (isMeant: (resource: Resource) => boolean, said: RegExp) => (resource: Resource): Account[] => (isMeant(resource) ? [{ anchors: new Set<string>(), words: said, figures: [] }] : []);

/** What each part of a plan answers for beside its names, with a description that says it in such words. */
export const ACCOUNTS: readonly Row[] = [
  { part: "a unique field", example: "books with title and isbn. No two books have the same isbn", of: ofFields(({ isUnique }) => isUnique, words("unique must should has have no two second can't cannot never not same share shared only once one twice used repeated duplicate duplicates double each every per exist")) },
  { part: "a field that may be left out", example: "books with title and subtitle (optional)", of: ofFields(({ isRequired }) => !isRequired, words("optional required mandatory known any empty blank left out maybe")) },
  { part: "a required field", example: "books with title (required) and year", of: ofFields(({ isRequired }) => isRequired, words("required mandatory must always needed")) },
  { part: "a range", example: "books with title and rating from 1 to 5", of: ofFields(({ min, max, isOverMin }) => isOverMin === true || (min !== undefined && min !== 0) || max !== undefined, words("min minimum max maximum at most least between up over under above below more less fewer than longer shorter later earlier before after older younger bigger larger smaller higher lower greater exceed no not can't cannot never must may should positive zero negative out scale or long lasts last takes take stars points kept"), ({ min, max, isOverMin }) => [min, max, ...(isOverMin === true || min === undefined ? [] : [min - 1, min - 0.01]), ...(max === undefined ? [] : [max + 1, max / 60])].filter((figure) => figure !== undefined)) },
  { part: "an amount, which is never negative", example: "books with title and price. The price must not be negative", of: ofFields(({ kind, min }) => (kind === "money" || kind === "integer" || kind === "number") && min !== undefined, words("negative positive zero 0 go goes get below can't cannot must never not no be")) },
  { part: "a length", example: "notes with title and text (max 500 characters)", of: ofFields(({ minLength, maxLength }) => maxLength !== undefined || minLength !== undefined, words("can have min minimum least fewer shorter exactly max maximum at most up no not more longer than can't cannot must under less characters chars character letters long limit limited length"), ({ minLength = 0, maxLength = 0 }) => [minLength, maxLength, maxLength + 1]) },
  { part: "a choice", example: "books with title and status: either read or unread", of: ofFields(({ kind }) => kind === "choice", words("or either one can may must enum values value options option choice choices which")) },
  { part: "whether something is so", example: "books with title and whether they are lent out", of: ofFields(({ kind }) => kind === "boolean", words("whether or yes true false already yet what bool boolean flag marked mark")) },
  { part: "a default", example: "books with title and copies (default 1)", of: ofFields((field) => field.default !== undefined, words("default defaults start starts starting begin begins initially"), (field) => (typeof field.default === "number" ? [field.default] : [])) },
  { part: "how often", example: "plants with name and how often to water them (days)", of: ofThing(({ fields }) => fields.some(({ label }) => /\binterval\b/.test(label)), words("how often every many n x days weeks months hours")) },
  { part: "a text", example: "books with title (text)", of: ofFields(({ kind }) => kind === "text" || kind === "longText", words("text texts string str varchar free words long short who whom what why where")) },
  { part: "a number", example: "books with title and pages (number)", of: ofFields(({ kind }) => NUMERIC.has(kind), words("number integer int whole decimal float how many much number amount count")) },
  { part: "a unit", example: "parcels with code and weight in kg", of: ofFields(({ kind }) => NUMERIC.has(kind), UNITS) },
  { part: "money", example: "books with title and price in euros", of: ofFields(({ kind }) => kind === "money", words("euro euros eur dollar dollars usd pound pounds gbp money currency")) },
  { part: "a date", example: "found items: what was found, where, when, photo url", of: ofFields(({ kind }) => kind === "date" || kind === "dateTime" || kind === "time", words("date day time when dd mm yyyy timestamp datetime iso")) },
  { part: "a list", example: "recipes with title and a list of ingredients", of: ofFields(({ kind }) => kind === "list", words("list lists several many multiple array one or more")) },
  { part: "what belongs to another thing", example: "Authors with name. Books with title. Each book belongs to one author", of: ofFields(({ target }) => target !== undefined, words("belong belongs belonging each every one many several multiple per can could may another")) },
  { part: "states", example: "orders with customer name and total. Orders go from new to paid", of: ({ transitions }) => transitions.map(({ from, to, action }) => ({ anchors: stems(to, action, ...from), words: words("go goes going move moves moved then can could be become becomes change changes changed start starts mark marked set or either status state first finally once done when only"), figures: [] })) },
  { part: "what is counted up and down", example: "posts with title and text and a like button", of: ({ counters, fields }) => counters.map(({ action, field }) => ({ anchors: stems(action, fields.find(({ name }) => name === field)?.label), words: words("can could one by when button count counts counted counter number up down increase increased decrease decreased increment decrement plus minus add take never below zero 0 not negative unlike downvote upvote like likes vote votes times how many unvote be and go goes going users user people"), figures: [] })) },
  { part: "things of one's own", example: "notes with title and text, each user sees only their own", of: ofThing(({ ownership }) => ownership === "perConsumer", words("each every user users people person member members everyone everybody nobody else other others other's someone only own what they created made see sees view views access read edit change changes delete manage manages has have can can't cannot should must may not never my mine myself me i private personal privately themselves his her separate per unique one's by for each")) },
  { part: "a search", example: "books with title and author, search by title", of: ({ search }) => (search.length > 0 ? [{ anchors: stems("search find look look up"), words: words("search searching searchable find finding look up full text word words keyword by or can should be able users user people filter"), figures: [] }] : []) },
  { part: "a figure", example: "expenses with amount and date, total per month", of: ({ aggregates }) => aggregates.map(({ label, slug }) => ({ anchors: stems(label, slug.replaceAll("-", " ")), words: words("personal spent paid total totals sum sums average averages avg mean count counts number highest lowest longest shortest biggest smallest largest best worst most least maximum minimum max min per by each every how many much overall all and show see get give want calculate calculated day daily week weekly month monthly year yearly statistics stats what which"), figures: [] })) },
  { part: "what is overdue", example: "invoices with number, due date and paid. Show overdue invoices", of: ({ overdue }) => (overdue ? [{ anchors: stems("overdue late passed past"), words: words("overdue late passed past when once if is are status state has show see list mark marked flag flagged which ones due date not yet still unpaid becomes become automatically all before today their"), figures: [] }] : []) },
];

/** What stands beside a thing's own name, and what each of its documents and lists has anyway. */
const ofEach = ({ singular, plural, fields }: Resource): Account[] => [
  { anchors: stems(singular, plural), words: words("each every all one many several"), figures: [] },
  { anchors: stems(...fields.map(({ label }) => label)), words: words("filter filters filtered filtering filterable sort sorts sorted sorting sortable order ordered list lists show shows see get by can could or"), figures: [] },
  { anchors: new Set(), words: words("id ids uuid created updated"), figures: [] },
];

export const accountsOf = (resource: Resource): Account[] => [...ACCOUNTS.flatMap(({ of }) => of(resource)), ...ofEach(resource)];

/** The figures of a thing are asked for in sentences about others too: "average rating per product". */
export const figuresOf = (resource: Resource): Account[] => ACCOUNTS.find(({ part }) => part === "a figure")?.of(resource) ?? [];
