import { asNoun, bare, LABEL, LINK, mentions, nearestResource, resourceNamed, takeClauses, WORD } from "./clause-words.ts";
import { conditionOf, measure, NUMERIC, valueField } from "./figure-fields.ts";
import { daysOf, groupOf } from "./group-of.ts";
import { NotUnderstood } from "./not-understood.ts";
import type { Aggregate, Field, Resource } from "./resource-plan.ts";
import { kebabCase } from "./words.ts";

export interface FigureWish {
  kind: Aggregate["kind"];
  what: string | null;
  per: string | null;
  /** "per category per month" is one per category, of the days that the filter names. */
  within?: string;
  before: string;
  text: string;
}

const KINDS: [RegExp, Aggregate["kind"]][] = [
  [/^(?:count|counts|number|total number|how many)$/, "count"], [/^(?:total|totals|sum|sums|how much|total sum|total amount|sum total)$/, "sum"], [/^(?:average|averages|avg|mean)$/, "average"],
  [/^(?:highest|maximum|max|largest|biggest|best|top)$/, "max"], [/^(?:lowest|minimum|min|smallest|cheapest)$/, "min"],
];
const FIGURE = "(?<figure>total number|total sum|counts?|number|how many|how much|totals?|sums?|averages?|avg|mean|highest|maximum|max|largest|biggest|lowest|minimum|min|smallest)";
const PERIOD = "(?:day|week|month|year|date)";
const PER = `(?: (?:per|by|for each|for every|of each|of every|in each|in every|each|every|grouped by|group by|for a|of a) (?<per>(?:calendar )?${PERIOD}\\b|${LABEL})(?: (?:has|have|had|wrote|got|gets|is there))?)`;
const DOING = "(?:(?: (?:i|we|they|people|are|is|was|were|there|do|did|got))*(?: (?:spend|spent|sold|sell|earn|earned|paid|have|had|has|exist|made|there are|are there|there|are|is))?)";
const VERB = "(?:show|shows|see|calculate|calculates|compute|computes|know|report|reports|get|gets|give|gives|return|returns|tell|tells|display|displays|view|wanna know|count)";
const END = "(?=[ ]*(?:[,.;\\n)]|$| and | too\\b))";
const WHAT = `(?: (?:of|for))?(?: (?:all|the|my|all the|all my|our))*(?: (?<what>${WORD}(?: ${WORD}){0,2}?))?`;

const SHARED = /\b(?:total|sum|average|maximum|highest|lowest|minimum)(?: of)? (?!(?:per|by|for each|for every|of each|of every)\b)[a-z]+(?: (?!(?:per|by|for|of|in|each|every)\b)[a-z]+)?,? and (?:the )?(?:number|count|average|total|maximum|minimum|highest|lowest) (?:of )?[a-z]+(?: [a-z]+)? (?:per|for each|for every|of each|of every) [a-z]+/;
const TWICE = new RegExp(`${LINK}\\b${FIGURE}${WHAT}${DOING}(?: (?:per|by|for each|for every|in each|each|every) (?<period2>day|week|month|year),? (?:and )?(?:per|by|for each|for every|each|every) (?<per>${LABEL})| (?:per|by|for each|for every|each|every) (?<per2>${WORD}(?: ${WORD})?),? (?:and )?(?:per|by|for each|for every|in each|each|every) (?<period3>day|week|month|year))${END}`, "g");
const TIMED = new RegExp(`${LINK}\\b(?<period>daily|weekly|monthly|yearly|annual) (?<figure>totals?|sums?|averages?|counts?)(?: (?:(?:of|for) )?(?<what>(?!per\\b|for\\b|of\\b)${LABEL}))?(?: per (?<per>${LABEL}))?${END}`, "g");
const GROUPED = new RegExp(`${LINK}\\b${FIGURE}${WHAT}${DOING}${PER}${END}`, "g");
const WHOLE = new RegExp(`${LINK}\\b(?<verb>${VERB})(?: (?:me|us|the|a|an|all|what|is))* ${FIGURE}(?: of)?(?: (?:all|the|all the|my))* (?<what>${WORD}(?: ${WORD}){0,2}?)(?: (?:there are|we have|i have|are there|exist|overall|in total))?${END}`, "g");
const SUM_OF = new RegExp(`${LINK}\\b(?<figure>sum|average|counts?|total) (?:of|for) (?:all )?(?:the )?(?:all )?(?<what>${WORD}(?: ${WORD}){0,2}?)${END}`, "g");
const AVERAGE = new RegExp(`${LINK}\\b(?<figure>average|avg|mean) (?<what>${WORD}(?: ${WORD})?)(?: overall| of all| over all)?${END}`, "g");
const COUNT_OF = new RegExp(`${LINK}\\b(?:count|how many) (?:the )?(?<what>${WORD})(?: (?:there are|we have|i have|are there|exist))?${END}`, "g");

const OF_THINGS = new RegExp(`\\b((?:totals?|sums?|averages?|avg|mean|highest|lowest|max|min) (?:of )?(?:the )?${WORD}) of (?:all |the |all the |our )*(${WORD})(?= (?:per|by|for each|for every) )`, "g");

/** Takes out figures over the stored things: "total per month", "average rating per product", "how many per status". */
export function readAggregates(text: string): { rest: string; wishes: FigureWish[] } {
  // "The total weight and the number of gifts for each donor": both are of each, which the reader of clauses knows.
  const [shared] = SHARED.exec(text) ?? [];
  if (shared !== undefined) throw new NotUnderstood(`It isn't clear whether both figures of "${shared.trim()}" are meant for each. Say each in a sentence of its own.`, shared.trim());
  const wishes: FigureWish[] = [];
  const found = (groups: Record<string, string | undefined>, match: string, before: string): false | void => {
    const { figure = "count", what, per, period } = groups;
    const kind = KINDS.find(([pattern]) => pattern.test(figure))?.[1] ?? "count";
    // "count of guests" is a field, unless guests are kept.
    if (kind === "count" && what && !per && mentions(text, asNoun(what)) < 2) return false;
    if (kind === "average" && what && !per && mentions(text, what) < 2) return false;
    const within = groups.period2 ?? groups.period3 ?? (period && per ? PERIODS[period] : undefined);
    if (within !== undefined) {
      wishes.push({ kind, what: what ? bare(what) : null, per: bare(per ?? groups.per2 ?? ""), within, before, text: match.trim().replace(/^[ ,;]*(?:(?:and|with|show|me|the|i|want|to|see|a) )*/, "") });
      return undefined;
    }
    wishes.push({ kind, what: what ? bare(what) : null, per: period ? PERIODS[period] ?? "month" : per ? bare(per) : null, before, text: match.trim().replace(/^[ ,;]*(?:(?:and|with|show|me|the|i|want|to|see|a) )*/, "") });
    return undefined;
  };
  let rest = text.replace(/\b(per|by|each|every) (month|category|day|week|year|status) and (?:per |by )?(month|category|day|week|year|status)\b/g, (_whole, by: string, one: string, other: string) => `${by} ${one} and total ${by} ${other}`);
  // "total price of jobs per customer": the jobs have the price.
  const plain = text.replace(OF_THINGS, (whole, figure: string, things: string) => (mentions(text, asNoun(things)) > 1 ? figure : whole));
  if (plain !== text) return readAggregates(plain);
  if (rest !== text && !/\b(?:totals?|sums?) .*\b(?:per|by|each|every) \w+ and total/.test(rest)) rest = text;
  for (const pattern of [TWICE, TIMED, GROUPED, WHOLE, SUM_OF, AVERAGE, COUNT_OF]) rest = takeClauses(rest, [pattern], found);
  return { rest, wishes };
}

export function applyAggregates(resources: Resource[], wishes: readonly FigureWish[], assumptions: string[]): void {
  for (const resource of resources) {
    // "scores with player, score and highest score": the last is a figure of the one before.
    for (const field of resource.fields.filter(({ kind }) => kind !== "reference")) {
      const [, figure, label] = /^(average|highest|lowest) (.+)$/.exec(field.label) ?? [];
      const base = label === undefined ? undefined : resource.fields.find((other) => other.label === label && NUMERIC.has(other.kind));
      if (!base || !figure) continue;
      resource.fields = resource.fields.filter((other) => other !== field);
      add(resource, figure === "average" ? "average" : figure === "highest" ? "max" : "min", base, { kind: "all" });
    }
  }
  for (const wish of wishes) {
    if (wish.kind !== "count" && wish.what !== null) measure(resources, wish.what, assumptions);
    applyFigure(resources, wish, assumptions);
  }
}

function applyFigure(resources: Resource[], wish: FigureWish, assumptions: string[]): void {
  const { what, per, within, before, text } = wish;
  // How many kilos there are per crop is their total.
  const kind = wish.kind === "count" && what !== null && !resourceNamed(resources, what) && resources.some((resource) => NUMERIC.has(valueField(resource, what, "sum")?.kind ?? "text")) ? "sum" : wish.kind;
  // "time" of the swim times is their field.
  const isField = kind !== "count" && what !== null && resources.some(({ fields }) => fields.some((field) => field.label === what && NUMERIC.has(field.kind)));
  const [alone] = resources.length === 1 ? resources : [];
  const noun = what === null || isField ? undefined : resourceNamed(resources, what) ?? (kind === "count" && alone?.singular.startsWith(`${asNoun(what)} `) ? alone : undefined);
  const only = noun && what !== null && !noun.singular.startsWith(`${asNoun(what)} `) ? conditionOf(noun, what, text) : null;
  const valued = noun || what === null ? [] : resources.flatMap((resource) => { const field = valueField(resource, what, kind); return field && NUMERIC.has(field.kind) ? [{ resource, field }] : []; });
  if (what !== null && !noun && valued.length === 0) throw new NotUnderstood(`There is no number called "${what}" to make "${text}" of. Add it to the fields.`, text);
  const candidates: { resource: Resource; field: Field | null }[] = valued.length > 0 ? valued : (noun ? [noun] : resources).flatMap((resource) => implicit(resource, kind, what));
  const fitting = candidates.filter(({ resource }) => groupOf(resource, per) !== null);
  const near = fitting.length > 1 ? nearestResource(fitting.map(({ resource }) => resource), before) : undefined;
  const chosen = fitting.find(({ resource }) => resource === near) ?? fitting[0];
  if (!chosen || (fitting.length > 1 && !near)) throw new NotUnderstood(unclear(), text);
  const group = groupOf(chosen.resource, per);
  if (!group) throw new NotUnderstood(unclear(), text);
  if (kind === "sum" && what === null && chosen.field) assumptions.push(`"${text}" adds up the ${chosen.field.label} of ${chosen.resource.plural}`);
  if (group.kind === "period") assumptions.push(`${group.period}s of ${chosen.resource.plural} go by their ${chosen.resource.fields.find(({ name }) => name === group.field)?.label ?? group.field}`);
  const range = within === undefined ? null : daysOf(chosen.resource);
  if (within !== undefined && range === null) throw new NotUnderstood(`"${text}" needs one date to go by. Add a date to the fields.`, text);
  const slug = add(chosen.resource, chosen.field === null ? "count" : kind, chosen.field, group);
  if (range !== null) assumptions.push(`"${text}" is GET ${chosen.resource.path}/${slug}?${range}, with ${within === "day" ? "that day" : `the first and the last day of the ${within ?? ""}`}`);
  if (only !== null) assumptions.push(`"${text}" is GET ${chosen.resource.path}/${slug}?${only}`);

  function unclear(): string {
    if (candidates.length === 0) return `It isn't clear which number "${text}" is made of. Name it, for example "sum of amount per month".`;
    if (per !== null && /^(?:day|week|month|year)$/.test(per)) return `"${text}" needs one date to go by. Add a date to the fields.`;
    return `It isn't clear what "${text}" is made of${per === null ? "" : `: nothing here has one ${per}`}.`;
  }
}

/** The number that a figure is made of when only the things are named: "total expenses per month". */
function implicit(resource: Resource, kind: Aggregate["kind"], what: string | null): { resource: Resource; field: Field | null }[] {
  if (kind === "count") return [{ resource, field: null }];
  const numbers = resource.fields.filter((field) => NUMERIC.has(field.kind) && !(kind === "sum" && /year|age|rating|score|grade|mark|number|stars|level|latitude|longitude|temperature|percent|rate$|unitPrice|Per[A-Z]|capacity|limit|max|min/i.test(field.name)));
  // Prices per piece don't add up.
  if (kind === "sum" && what === null && resource.fields.some((field) => field.kind === "money" && /unitPrice|Per[A-Z]/.test(field.name)) && !numbers.some((field) => field.kind === "money")) return [];
  const money = numbers.filter((field) => field.kind === "money");
  const field = numbers.length === 1 ? numbers[0] : money.find(({ name }) => name === "amount" || name === "total") ?? (money.length === 1 ? money[0] : undefined);
  const isCount = kind === "sum" && what !== null && !/expense|income|sale|payment|invoice|donation|transaction|cost|earning|spending|revenue|hour|saving/.test(what);
  if (isCount) {
    if (field) throw new NotUnderstood(`It isn't clear whether "total ${what}" counts ${resource.plural} or adds up their ${field.label}. Say "number of ${resource.plural}" or "sum of ${field.label}".`, what);
    return [{ resource, field: null }];
  }
  return field ? [{ resource, field }] : [];
}

const PERIODS: Record<string, string> = { daily: "day", weekly: "week", monthly: "month", yearly: "year", annual: "year" };

const WORDS: Record<Aggregate["kind"], string> = { count: "number of", sum: "total", average: "average", min: "lowest", max: "highest" };

function add(resource: Resource, kind: Aggregate["kind"], field: Field | null, per: Aggregate["per"]): string {
  const group = per.kind === "all" ? null : per.kind === "period" ? per.period : resource.fields.find(({ name }) => name === per.field)?.label ?? per.field;
  const { slug, label } = figureNames(kind, kind === "count" ? resource.plural : field?.label ?? "", group);
  if (!resource.aggregates.some((other) => other.slug === slug)) resource.aggregates.push({ kind, field: field?.name ?? null, per, slug, label });
  return slug;
}

/** How a figure is called, and the end of its path. */
export function figureNames(kind: Aggregate["kind"], what: string, group: string | null): { slug: string; label: string } {
  const of = kind === "sum" ? what.replace(/^total /, "") || "total" : what;
  const label = `${WORDS[kind]} ${of}${group === null ? "" : ` per ${group}`}`.replace(/^total total/, "total");
  const base = kind === "count" ? "count" : label.replace(/ per .*$/, "");
  return { slug: kebabCase(`${/^total (?:amount|total)$/.test(base) ? "total" : base}${group === null ? "" : ` per ${group}`}`), label };
}
