import { copyOf } from "../copy-of.ts";
import { pluralOf } from "../outline/outline-issues.ts";
import type { OutlineField, OutlineRule } from "../outline/schema.ts";
import { figureNames } from "../resource-builder/read-aggregates.ts";
import { type Draft, type DraftThing, nameKept, nounOf, say, thingCalled } from "./draft.ts";
import { findField } from "./find-field.ts";
import { point } from "./point.ts";

type Figure = OutlineRule & { rule: "figure" };
export type FigureKind = Figure["kind"];

const ASK = "^(?:(?:and|also|please|then|so) )*(?:(?:i|we)(?:'d| would)? (?:also )?(?:want|need|like)(?: to (?:see|know|have|get))? |(?:show|tell|give|get|see|list|count|know|calculate|report|display)(?: me| us)? |(?:it|the api) should (?:show|give|count|tell)(?: me| us)? |let (?:me|us) (?:see|know) |there should be |with )*(?:the |an? )?";
const PER = "(?:per|(?:by|for|on|of|in|at|to|from|with|each|every)(?: (?:each|every|any|one|an?))?)";
const EACH = "(?:per|by|each|every|(?:for|on|of|in|at|to|from|with) (?:each|every|any|one|an?))";
const WHAT = "[a-z]+(?: (?!(?:per|by|for|on|of|in|at|to|from|with|each|every|there|is|are|an?|the)\\b)[a-z]+)?";
const HAS = "(?: (?:there (?:is|are)|(?:currently )?(?:has|have|had|got|gets|owns?|holds?|made|wrote|did|gave|brought|borrowed|took|belongs? to it|in total|altogether))(?: in total)?)?";
const AND = "(?<groups>[a-z]+(?: [a-z]+)?(?:,? (?:and )?(?:per |by |for each |for every )[a-z]+(?: [a-z]+)?| and [a-z]+)*?)";

/** Each form names what is counted, added up or averaged, and by what it is grouped. */
const FORMS: [RegExp, Figure["kind"] | null][] = [
  [new RegExp(`${ASK}(?:total |overall )?(?:number|count|amount) of (?:all )?(?<what>${WHAT}) (?:there (?:is|are) )?${EACH} ${AND}${HAS}$`), "count"],
  [new RegExp(`${ASK}how many (?<what>${WHAT}) (?:(?:there )?(?:is|are) )?(?:there )?${EACH} ${AND}${HAS}$`), "count"],
  [new RegExp(`${ASK}how many (?<what>${WHAT}) (?:an?|the|each|every) ${AND} (?:currently )?(?:has|have|had|got|gets|owns?|holds?|made|wrote|did|gave|brought|borrowed|took)(?: in total)?$`), "count"],
  [new RegExp(`${ASK}(?:total|sum)(?: of)?(?: the| all| all the)? (?:(?<what>${WHAT}) )?(?:(?:${EACH}) )${AND}${HAS}$`), "sum"],
  [new RegExp(`${ASK}how much (?:(?:money|was|were|is|has been|have|had|has|we|i|they|people|got|did) )*(?<what>spent|raised|paid|earned|donated|collected|spend|earn|pay|sold)?(?: (?:was|were))? ?${PER} ${AND}$`), "sum"],
  [new RegExp(`${ASK}(?:average|mean|avg)(?: of)?(?: the| all)? (?<what>${WHAT}) ${EACH} ${AND}$`), "average"],
  [new RegExp(`${ASK}(?<end>highest|lowest|maximum|minimum|best|top)(?: of)?(?: the| all)? (?<what>${WHAT}) ${EACH} ${AND}$`), null],
];

/** "how many loans each member has", "total raised per campaign", "average rating of each movie". Null where it isn't one certain figure of what is kept. */
export function readFigures(sentence: string, before: Draft): Draft | null {
  const text = sentence.toLowerCase().replace(/[()]/g, "").replace(/ please$/, "");
  for (const [form, said] of FORMS) {
    const { what, groups, end } = form.exec(text)?.groups ?? {};
    if (groups === undefined) continue;
    const kind = said ?? (/^(?:lowest|minimum)$/.test(end ?? "") ? "min" : /^(?:highest|maximum)$/.test(end ?? "") ? "max" : null);
    const draft = copyOf(before);
    if (kind !== null && groupsOf(groups).every((group) => addFigure(kind, what, group, draft, sentence))) return draft;
  }
  return null;
}

const groupsOf = (said: string): string[] => said.split(/,? and (?:per |by |for each |for every )?|, (?:per |by |for each |for every )?/).map((group) => group.replace(/^(?:the|an?|each|every) /, "").trim());

/** One figure per group, or of everything where there is none. False where what it is of isn't certain. */
export function addFigure(kind: Figure["kind"], what: string | undefined, group: string | null, draft: Draft, sentence: string): boolean {
  const counter = kind === "count" && what !== undefined && group !== null ? counted(what, group, draft) : undefined;
  if (counter) { say(draft, `"${sentence}": each of the ${pluralOf(counter.thing)} has it as ${counter.field.name}`); return true; }
  const asked = kind === "count" && what !== undefined ? thingCalled(draft, what) : undefined;
  if (kind === "count" && !asked) return false;
  const among = asked ? [asked] : draft.things;
  const isTaken = group !== null && !PERIOD.test(group) && belongs(kind, what, group, among, draft);
  if (isTaken) draft.open.push({ text: sentence, why: `That each of the ${pluralOf(isTaken)} is of one ${nameKept(draft, group) ?? group} isn't said: the outline takes it so, and has the figure.` });
  const found = among.flatMap((thing) => { const per = group === null ? { kind: "all" as const } : perOf(group, thing, draft); const field = asked ? null : numberOf(what, kind, thing); return per && field !== undefined ? [{ thing, per, field }] : []; });
  const [one] = found;
  if (!one || found.length > 1) return false;
  const { thing, per, field } = one;
  const name = per.kind === "period" ? per.period : per.kind === "field" ? per.field : null;
  const figure: Figure = { rule: "figure", kind, field: field?.name ?? null, per, ...figureNames(kind, field?.name ?? pluralOf(thing), name) };
  if (!thing.rules.some((rule) => rule.rule === "figure" && rule.slug === figure.slug)) thing.rules.push(figure);
  say(draft, `"${sentence}": GET /${pluralOf(thing).replaceAll(" ", "-")}/${figure.slug}`);
  return true;
}

/** "The average temperature per sensor": of a sensor that no reading was said to have. The one thing that it can be of. */
function belongs(kind: Figure["kind"], what: string | undefined, group: string, among: readonly DraftThing[], draft: Draft): DraftThing | false {
  const owner = thingCalled(draft, group);
  const holders = among.filter((thing) => thing !== owner && (kind === "count" || (what !== undefined && numberOf(what, kind, thing) !== undefined)));
  const [thing] = holders;
  if (!owner || !thing || holders.length > 1 || among.some(({ fields }) => fields.some(({ of, name }) => of === owner.singular || name === group)) || owner.fields.some(({ of }) => of === thing.singular)) return false;
  return point(draft.things.indexOf(thing), owner.singular, draft) && thing;
}

/** "number of likes per photo" where photos count their likes. */
function counted(what: string, group: string, draft: Draft): { thing: DraftThing; field: OutlineField } | undefined {
  const thing = thingCalled(draft, group);
  const field = thing?.rules.some(({ rule }) => rule === "counter") ? thing.fields.find(({ kind, name }) => kind === "integer" && (nounOf(name) === nounOf(what) || nounOf(name) === `number of ${nounOf(what)}`)) : undefined;
  return thing && field && thing.rules.some((rule) => rule.rule === "counter" && rule.field === field.name) ? { thing, field } : undefined;
}

const PERIOD = /^(?:calendar )?(day|week|month|year)$/;
const GROUPED = new Set<OutlineField["kind"]>(["text", "choice", "boolean", "integer", "reference", "email", "phone"]);

function perOf(group: string, thing: DraftThing, draft: Draft): Figure["per"] | null {
  const period = PERIOD.exec(group)?.[1];
  if (period !== undefined) {
    const dates = thing.fields.filter(({ kind }) => kind === "date" || kind === "dateTime");
    const date = dates.find(({ name }) => name === "date") ?? (dates.length === 1 ? dates[0] : undefined);
    return date ? { kind: "period", field: date.name, period: period === "day" ? "day" : period === "week" ? "week" : period === "year" ? "year" : "month" } : null;
  }
  const of = nameKept(draft, group);
  const links = thing.fields.filter((field) => field.kind === "reference" && field.of === of);
  const [link] = links;
  if (of !== undefined) return link && links.length === 1 ? { kind: "field", field: link.name } : null;
  const field = thing.fields.find(({ name }) => name === group || nounOf(name) === nounOf(group));
  return field && GROUPED.has(field.kind) ? { kind: "field", field: field.name } : null;
}

const NUMBERS = new Set<OutlineField["kind"]>(["integer", "number", "money"]);
/** Words for money, whichever it is. */
const MONEY = /^(?:spent|raised|paid|earned|donated|collected|spend|earn|pay|sold|amount|money|value|price|cost|costs|spending|donations?|expenses?|income|revenue|sales?)$/;

/** The number of a thing that a word speaks of; undefined where it isn't one certain number. */
function numberOf(what: string | undefined, kind: Figure["kind"], thing: DraftThing): OutlineField | undefined {
  const numbers = thing.fields.filter((field) => NUMBERS.has(field.kind));
  const plain = what?.replace(/^(?:the|all|its|their) /, "");
  const said = plain === undefined ? undefined : findField(plain, { ...thing, fields: numbers });
  if (said) return said;
  const money = numbers.filter((field) => field.kind === "money");
  const isOfThing = plain !== undefined && kind === "sum" && nounOf(plain) === nounOf(thing.singular);
  if (plain !== undefined && !isOfThing && !(kind === "sum" && MONEY.test(plain))) return undefined;
  return money.length === 1 ? money[0] : plain === undefined && money.length === 0 && numbers.length === 1 && kind === "sum" && !/^(?:year|age|rating|score|number|level|grade|capacity|weight|temperature|priority)$|\b(?:number|year)$/.test(numbers[0]?.name ?? "") ? numbers[0] : undefined;
}
