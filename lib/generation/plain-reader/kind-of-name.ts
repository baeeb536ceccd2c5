import type { OutlineKind } from "../outline/schema.ts";
import { isTextNoun } from "../resource-builder/field-nouns.ts";
import { inferKind, isAmount } from "../resource-builder/infer-kind.ts";
import { isPlural } from "../resource-builder/words.ts";
import type { Told } from "../field-words/told.ts";
import { isSigned, unitOf } from "../field-words/units.ts";

interface Kind {
  kind: OutlineKind;
  min?: number;
  max?: number;
  said: string[];
  isGuess: boolean;
  isUnsure: boolean;
}

/** Said of something, they hold or don't: "dogs allowed", "available on weekends", "pinned". */
const SO = "allowed|available|enabled|disabled|active|pinned|claimed|published|archived|included|required|vaccinated|neutered|sterilised|spayed|microchipped|chipped|insured|insulated|heated|furnished|organic|alcoholic|vegetarian|vegan|gluten free|halal|kosher|waterproof|wheelchair accessible|accessible|reserved|returned|borrowed|damaged|broken|finished|completed|done|solved|open|closed|paid|confirmed|approved|verified|signed|played|watched|read|visited|tested|sold|sold out|in stock|food safe|dishwasher safe|lactose free|nut free|safe|dangerous|poisonous|toxic|edible|endangered|protected|extinct|favou?rite|starred|adopted|trained|certified|licensed|checked|cleaned|washed|repaired|fixed|empty|full|free|used|new|hidden|visible|public|urgent|important|recurring|indoor|outdoor|digital|signed off|collected|delivered|shipped|packed|baked|cooked|planted|harvested|watered|fertilised|pruned|fed|housebroken|house trained|good with (?:kids|children|dogs|cats)|child friendly|kid friendly|dog friendly|pet friendly|family friendly|on loan|lent out|checked out|out of print|out of order|under warranty|married|retired|pregnant|handmade|hand made|limited edition|first edition|survived|lost|attended|present|absent|won|answered";
const BOOLEAN = new RegExp(`^(?:(?:[a-z]+ ){0,2})?(?:${SO})$|^(?:${SO}) (?:today|now|(?:on|at|in|for|during) [a-z ]+)$|^(?:is|has|have|can|was|takes|accepts|needs|offers|allows|serves|sells|includes|contains|requires|provides|speaks|supports|works|owns|likes|wants|comes with|gets (?:on|along) with|lives with|copes with|suitable for|safe for|open on|good for|fit for)\\b.+$`);
const NOT_SO = /^(?:last|first|next|date|day|time|year|place|name|amount|number|price|reason|person|room|city|what|who|where|when|how|hours|days|times|number of|[a-z]+s? (?:number|date)) |^(?:has|needs) (?:it|to)$|^[a-z]+ (?:done|used|seen|read|watched|bought|taken|tested|fixed|eaten|played|visited|new|full|won|lost|answered)$|^(?:[a-z]+s) (?:read|used|sold|won|lost|open|free|played|watched|visited|planted|harvested|tested|available|reserved|taken)$/;
/** Plurals that are counted. */
const COUNTS = /^(?:goals?|points|places|seats|pages|wins|losses|draws|laps|bedrooms|bathrooms|rooms|pieces|skeins|units|copies|spots|beds|floors|plays|views|likes|votes|stars|eggs|calories|reps|attempts|hp|headcount|age|population|adults|passengers|doors|gears|strings|wheels|legs|servings|portions|slices)$/;
const COUNTED = /^(?:max(?:imum)?|min(?:imum)?|total|home|away|team|our|their)(?: number of)? [a-z]+s$|^(?!(?:bus|gas|class|glass|access|process|address|press|lens|pass) )[a-z]+s needed$|^[a-z]+s? (?:in stock|left|remaining|on hand|in total|available now|scored|conceded|for|against)$|^(?:number|count|amount|quantity|no) of [a-z ]+$|^(?:quantity|count|year|copies|stock|stock level|capacity|headcount|[a-z]+ (?:count|quantity|year|capacity|copies))$|^year [a-z ]+$|^[a-z]+ year$|^(?:goals|points|runs|sets) (?:[a-z]+ ){0,2}[a-z]+$/;
const WHOLE = /^(?:(?:home|away) )?(?:goals?|score)$|^(?:home|away) (?:goals?|points|score)$/;

/** Some have letters, some have none. */
const PLACE_NUMBER = /^(?:shelf|aisle|bay|box|rack|locker|bin|drawer|lane|row|seat|table|room|floor|gate|platform|stall|plot|pitch|bed|cage|tank|field|track) number$/;

/** Some say it in words, some in figures. */
const FIGURE_OR_WORDS = /(?:^|[a-z] )(?:value|level|reading|measurement|result|dose|dosage|strength|concentration)$/;

/** What a field holds by its name, with what was told of it. Where the name says nothing it is text, and that is said. */
export function kindOfName(label: string, told: Told): Kind {
  const range = { ...(told.min === undefined ? {} : { min: told.min }), ...(told.max === undefined ? {} : { max: told.max }) };
  const of = (kind: OutlineKind, said: string[] = []): Kind => ({ kind, said, isGuess: false, isUnsure: false, ...(["integer", "number", "money"].includes(kind) && !isSigned(label) && (told.min === undefined || told.min >= 0) ? { min: 0 } : {}), ...range });
  const plain = told.kind === "integer" && range.max === undefined && told.min === undefined ? undefined : told.kind;
  const [base, unit] = withoutUnit(label);
  const byName = kindAlone(base, unit);
  // A range of whole numbers is of whole numbers, unless what is measured has fractions.
  if (told.kind === "integer" && (byName?.kind === "number" || byName?.kind === "money") && (told.min !== undefined || told.max !== undefined)) return of(/rating|stars|level|severity|priority|difficulty/.test(base) ? "integer" : byName.kind);
  // What is above zero may still be money.
  if (told.isOverMin === true && byName && /^(?:integer|number|money)$/.test(byName.kind)) return of(byName.kind);
  if (plain ?? told.kind) return of(told.kind ?? "text");
  if (byName) return { ...of(byName.kind, byName.said), isUnsure: isPlural(base.split(" ").at(-1) ?? "") && (byName.kind === "money" || /^(?:members|participants|authors|actors|categories|marks|grades|scores|prices|costs|numbers|amounts)$/.test(base)) };
  const last = label.split(" ").at(-1) ?? "";
  const isMany = isPlural(last) && !/^(?:notes|details|contents|instructions|directions|remarks|comments|lyrics|terms|conditions|initials|news|address|status|series|wishes|requirements)$/.test(last);
  // "slot morning afternoon evening" may be a name and its values.
  const isRow = label.split(" ").length > 3 && !/ (?:of|in|for|per|to|by|at|on|or|from|with) /.test(label);
  const isUnsure = isMany || isRow || /(?:^| )(?:time|hours?|minutes?|pressure|done|in|on|at|out|up|off)$/.test(label) || (/^[a-z]+s [a-z]+(?:ed|en)$/.test(label) && !isAmount(label));
  return { kind: "text", said: isTextNoun(label) && !PLACE_NUMBER.test(label) && !FIGURE_OR_WORDS.test(label) ? [] : [`${label} is text`], isGuess: !isTextNoun(label), isUnsure };
}

function kindAlone(base: string, unit: OutlineKind | null): { kind: OutlineKind; said: string[] } | null {
  const inferred = inferKind(base);
  if (unit !== null) return { kind: unit, said: [] };
  if (/^(?:price|cost|amount) paid$|^paid price$|^(?:purchase|sale|selling|buying|asking|unit|list|retail|start(?:ing)?) price$/.test(base)) return { kind: "money", said: [] };
  if (/^(?:salary|wage|price|cost|fee|budget|rent|deposit) (?:expected|offered|asked|agreed|wanted|charged|estimated|per [a-z]+)$|^(?:expected|offered|asked|agreed|monthly|yearly|annual|hourly|weekly|daily|estimated) (?:salary|wage|price|cost|fee|budget|rent|pay|deposit)$/.test(base)) return { kind: "money", said: [] };
  if (/^(?:cost |price )?estimate$/.test(base)) return { kind: "money", said: [`${base} is money`] };
  if (/^(?:insured|market|estimated|resale|purchase|cash|replacement|declared|face|book|catalogue|appraised) value$/.test(base)) return { kind: "money", said: [`${base} is money`] };
  if (base === "vintage") return { kind: "integer", said: ["vintage is a whole number: the year"] };
  if (base === "tip") return { kind: "money", said: ["tip is money"] };
  if (base === "day") return { kind: "date", said: ["day is a date"] };
  if (/^(?:kilos?|kg|grams?|lit(?:er|re)s?|met(?:er|re)s?|hours|tons?|tonnes|miles|km) (?:in stock|on hand|left|remaining|needed|used)$/.test(base)) return { kind: "number", said: [] };
  if (/^[a-z]+s (?:in stock|on hand)$/.test(base)) return { kind: "integer", said: [`${base} is a whole number`] };
  if (BOOLEAN.test(base) && !NOT_SO.test(base) && inferred.kind !== "date") return { kind: "boolean", said: [`${base} is yes or no`] };
  if (COUNTED.test(base) || COUNTS.test(base) || WHOLE.test(base)) return { kind: "integer", said: /^(?:number|count|quantity|year)/.test(base) ? [] : [`${base} is a whole number`] };
  if (/\b(?:at|time)$/.test(base) && inferred.kind === "dateTime") return { kind: "dateTime", said: [] };
  if (inferred.kind === "list" && !/\b(?:steps|colou?rs|authors|actors)$/.test(base)) return { kind: "list", said: inferred.isSure ? [] : [`${base} are a list of texts`] };
  if (/^(?:steps|steps to reproduce)$/.test(base)) return { kind: "longText", said: [`${base} are one long text`] };
  if (/^(?:lost|survived|attended|won|answered)$/.test(base)) return { kind: "boolean", said: [`${base} is yes or no`] };
  if (inferred.isSure || inferred.kind !== "text") return { kind: inferred.kind === "reference" ? "text" : inferred.kind, said: inferred.isSure ? [] : [`${base} is ${WORDS[inferred.kind] ?? "text"}`] };
  if (/^(?:minutes|seconds|nights)$/.test(base)) return { kind: "integer", said: [`${base} is a whole number`] };
  if (/^(?:hours|kilometers|kilometres|km|miles|kilos|litres|liters)$/.test(base)) return { kind: "number", said: [`${base} is a number`] };
  if (/^(?:last|next|first) [a-z ]+ time$/.test(base)) return { kind: "dateTime", said: [`${base} is a date and time`] };
  // "last check", "next vaccination": when it was or will be.
  if (/^(?:last|next) [a-z ]+(?:check|service|visit|inspection|cleaning|repair|shot|feeding|watering|treatment|maintenance|update|order|seen|used|contact)$/.test(base)) return { kind: "date", said: [`${base} is a date`] };
  return null;
}

const WORDS: Record<string, string> = { date: "a date", dateTime: "a date and time", time: "a time of day", money: "money", number: "a number", integer: "a whole number", boolean: "yes or no", list: "a list of texts", longText: "long text" };

/** "weight in grams", "rain mm": the name and what its unit measures. */
function withoutUnit(label: string): [string, OutlineKind | null] {
  const inUnit = /^(.+) in ([a-z0-9/% ]+)$/.exec(label);
  if (inUnit) { const kind = unitOf(inUnit[2] ?? ""); if (kind !== null) return [inUnit[1] ?? label, kind]; }
  const behind = /^(.+) ([a-z0-9]+)$/.exec(label);
  const kind = behind && /^(?:km|m|cm|mm|kg|g|gr|mg|l|ml|c|f|celsius|fahrenheit|percent|kmh|mph|w|kw|kwh|v|ppm|hpa|psi|ha|bpm|grams|kilos|met(?:er|re)s|lit(?:er|re)s|eur|euros?|usd|dollars|minutes|mins|seconds|hours)$/.test(behind[2] ?? "") && !/\b(?:vitamin|size|class|grade|block|wing|type|plan|part|side|group|opening|office|working|business|visiting|per)$/.test(behind[1] ?? "") ? unitOf(behind[2] ?? "") : null;
  if (behind && kind !== null) return [behind[1] ?? label, kind];
  const of = /^([a-z]+) of [a-z ]+$/.exec(label);
  const measured = of && /^(?:lit(?:er|re)s?|kilos?|grams?|hours?|minutes?|met(?:er|re)s?|kg|ml|km|miles)$/.test(of[1] ?? "") ? unitOf(of[1] ?? "") : null;
  return measured === null ? [label, null] : [label, measured];
}
