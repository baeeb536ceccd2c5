import { bare, fieldNamed, nearestResource, takeClauses } from "./clause-words.ts";
import { rangeNames, isFilter, isSortable } from "./emit-fields.ts";
import { NUMBER_WORDS } from "./number-words.ts";
import { NotUnderstood } from "./not-understood.ts";
import type { Field, Resource } from "./resource-plan.ts";
import { stateFilter } from "./state-filter.ts";

type ApplyList = (resources: readonly Resource[], assumptions: string[]) => void;

const LEAD = "(?:(?:and|also|please|then) )*(?:(?:i|we|you|users?|people|everyone|staff|members) (?:want|need|would like|'d like|can|should be able|could|should|must be able|may)(?: to)?(?: be able to)? |let (?:me|us|them|users) |(?:it should|should) )?";
const ASK = "(?:show|list|lists|find|get|see|view|display|give|filter|look up)(?: (?:me|us|out|for))*(?: (?:a|the) list of)?|list of|a list of|lists? of|endpoint (?:for|to (?:get|list|show))|(?:tell|tells) me|which|what";
const ASKED = new RegExp(`(?<=[.;\\n] ?)${LEAD}(?:${ASK}) (?<body>[^.;\\n]+?)(?=[.;\\n?]|$)`, "g");
const LISTED = /(?<=[.;\n] ?)(?<body>[^.;\n]+?) (?:are|is|get|should be) (?:listed|shown|displayed)(?: as [a-z]+)?(?=[.;\n]|$)/g;
const FIRST = /(?<=[.;\n] ?)(?:(?:and|also|please) )*(?:(?:show|list|see|sort|give)(?: (?:me|us|them))* )?(?:the )?(?<way>newest|latest|most recent|oldest|earliest|highest|lowest|cheapest|longest|best)(?: (?<what>[a-z]+))? first(?=[.;\n]|$)/g;
/** Figures, and what is more than a list. */
const NO_LIST = /\b(?:totals?|averages?|sums?|counts?|number of|how (?:many|much)|most|random|best|per|each|percent\w*|chart|graph|map|nearest|closest|only (?:his|her|their|my|own)|other)\b/;

/** Takes out lists that filters give: "vaccinations due before a given date", "vegetarian ones", "appointments of a dentist on a day". */
export function readFilteredLists(text: string): { rest: string; lists: ApplyList[] } {
  const lists: ApplyList[] = [];
  const whole = text.replace(/[^.;\n]$/, "$&.").replace(/,? and (?=filter (?!by\b)[a-z]+ ones\b)/g, ". ");
  const rest = takeClauses(takeClauses(whole, [FIRST], ({ way, what }, match, before) => {
    lists.push((resources, assumptions) => sorted(resources, assumptions, { way: way ?? "", what: what ?? null, before, text: match.trim() }));
  }), [ASKED, LISTED], ({ body }, match, before) => {
    if (!body || NO_LIST.test(body)) return false;
    lists.push((resources, assumptions) => filtered(resources, assumptions, body, before, match.trim().replace(/[?]$/, "")));
    return undefined;
  });
  return { rest: rest.replace(/([.;]) *(?=[.;])/g, ""), lists };
}

function sorted(resources: readonly Resource[], assumptions: string[], { way, what, before, text }: { way: string; what: string | null; before: string; text: string }): void {
  const resource = resources.find(({ singular, plural }) => what !== null && (singular.endsWith(what) || plural.endsWith(what))) ?? nearestResource(resources, before);
  const named = what === null || !resource ? undefined : fieldNamed(resource.fields, what);
  const dates = resource?.fields.filter(({ kind }) => kind === "date" || kind === "dateTime") ?? [];
  const isTime = /^(?:newest|latest|most recent|oldest|earliest)$/.test(way);
  const by = named && isSortable(named) ? named.name : isTime ? (dates.length === 1 ? dates[0]?.name : "createdAt") : way === "cheapest" ? resource?.fields.find(({ kind }) => kind === "money")?.name : undefined;
  if (!resource || by === undefined) throw new NotUnderstood(`It isn't clear what "${text}" sorts by.`, text);
  assumptions.push(`"${text}" is GET ${resource.path}?sort=${by}&order=${/^(?:oldest|earliest|lowest|cheapest)$/.test(way) ? "asc" : "desc"}`);
}

function filtered(resources: readonly Resource[], assumptions: string[], body: string, before: string, text: string): void {
  const said = resources.filter(({ singular, plural }) => new RegExp(`\\b(?:${plural}|${singular}|${plural.split(" ").at(-1) ?? plural})\\b`).test(body));
  const near = nearestResource(resources, before);
  const candidates = [...new Set([...said, ...(near ? [near] : []), ...(resources.length === 1 ? resources : [])])];
  for (const resource of candidates) {
    const query = queryOf(resource, body, resources);
    if (query === null) continue;
    assumptions.push(`"${text}" is GET ${resource.path}?${query}${/(?:From|To)=|\b(?:min|max)[A-Z]\w*=/.test(query) ? ", where the ends that you name are included" : ""}`);
    return;
  }
  throw new NotUnderstood(`"${text}" is no list that the filters of ${candidates[0]?.plural ?? "the things"} give.`, text);
}

const N = `(?:\\d+(?:\\.\\d+)?|one|${NUMBER_WORDS})`;
const ANY = "(?:(?:an?|the|some|one|any|each|that|given|certain|specific|particular|single|chosen|selected|named) )*";
const WHEN = `(?:${ANY}(?:date|day|time|year|month)|today|now|(?:19|20)\\d\\d(?:-\\d\\d(?:-\\d\\d)?)?)`;
const UNIT = "(?:days?|weeks?|months?|years?)";
const VERB = "(?:(?:(?:is|are|was|were|has been|have been|will|coming|is coming|are coming) )*(?<verb>due|expir(?:es?|ing|ed)|ends?|ending|starts?|starting|begins?|[a-z]+(?:ed|en)|made|built|sold|lent|sent|bought) )?";
const FILLER = /\b(?:the|all|me|us|a|an|list|of|that|which|who|are|is|was|were|have|has|been|and|with|ones|those|items|entries|things|where|whose|their|its|yet|still|already|also|currently|now|in|for|to|by|on|at|given|certain|filter|filters)\b/g;

/** The query of the filters that say all of it; null when something is left. */
function queryOf(resource: Resource, body: string, resources: readonly Resource[]): string | null {
  const { fields, singular, plural } = resource;
  const parts: string[] = [];
  let left = ` ${body} `;
  const take = (pattern: RegExp, found: (groups: Record<string, string | undefined>) => string | null): void => {
    left = takeClauses(left, [pattern], (groups) => {
      const part = found(groups);
      if (part === null) return false;
      parts.push(part);
      return undefined;
    });
  };
  const range = (field: Field | undefined, ends: "from" | "to" | "both"): string | null => {
    const names = field ? rangeNames(field, fields) : null;
    return names === null ? null : { from: `${names[0]}=…`, to: `${names[1]}=…`, both: `${names[0]}=…&${names[1]}=…` }[ends];
  };
  const dated = (verb: string | undefined): Field | undefined => dateOf(fields, verb);
  take(/\bready to (?<verb>[a-z]+) (?:in|at|on|by) (?:(?:an?|the|given|certain|specific|any|some) )*(?:year|date|day|month)\b/g, ({ verb = "" }) => {
    const [from, until] = ["from", "until"].map((end) => fields.find(({ label }) => label.startsWith(verb) && new RegExp(`\\b${end === "until" ? "(?:until|till|to|by|before)" : "(?:from|after)"}\\b`).test(label)));
    const [low, high] = [range(from, "to"), range(until, "from")];
    return low === null || high === null ? null : `${low}&${high}`;
  });
  take(new RegExp(`\\bnot ${VERB}(?:(?:since|after) ${WHEN}|(?:for|in|within|since) (?:the (?:last|past) )?(?:more than )?${N} ${UNIT})`, "g"), ({ verb }) => (fields.some(({ kind, label }) => kind === "boolean" && label === verb) ? null : range(dated(verb), "to")));
  take(new RegExp(`\\bnot (?<verb>[a-z]+ed) (?:after|for|within|since) (?:more than )?${N} ${UNIT}`, "g"), ({ verb }) => {
    const flag = stateFilter(fields, verb ?? "", false);
    const day = range(dated(undefined), "to");
    return flag === null || day === null ? null : `${flag}&${day}`;
  });
  take(new RegExp(`\\b${VERB}(?:before|until|till|by|up to|older than) (?:${WHEN}|${N} ${UNIT}(?: ago)?)`, "g"), ({ verb }) => range(dated(verb), "to"));
  take(new RegExp(`\\b${VERB}(?:on or after|after|since|from) ${WHEN}`, "g"), ({ verb }) => range(dated(verb), "from"));
  take(new RegExp(`\\b${VERB}(?:between|from) (?:two|2|given|certain|a start and (?:an )?end) (?<what>[a-z]+)`, "g"), ({ verb, what = "" }) => range(/^(?:dates?|days?|times?)$/.test(what) ? dated(verb) : fieldNamed(fields, what), "both"));
  take(new RegExp(`\\b${VERB}(?:on|in|at|for|during) ${ANY.replace(")*", ")+")}(?<unit>day|date|week|month|year)\\b`, "g"), ({ verb, unit }) => {
    const field = dated(verb);
    return field?.kind === "date" && (unit === "day" || unit === "date") ? `${field.name}=…` : range(field, "both");
  });
  take(new RegExp(`\\b${VERB}(?:(?:in|within|during|for|over) )?(?:(?:the )?(?:next|coming|following) (?:${N} )?${UNIT}|this (?:week|month|year)|tomorrow|today|soon)\\b`, "g"), ({ verb }) => range(dated(verb), "both"));
  take(new RegExp(`\\b${VERB}(?:(?:in|within|during|from|over) )?(?:the )?(?:last|past|previous) (?:${N} )?${UNIT}\\b`, "g"), ({ verb }) => range(dated(verb), "from"));
  const number = (label: string | undefined): Field | undefined => { const field = label === undefined ? undefined : fieldNamed(fields, label); return field && ["integer", "number", "money"].includes(field.kind) ? field : undefined; };
  take(new RegExp(`\\b(?<label>[a-z]+(?: [a-z]+)?) (?:of )?(?<how>above|over|more than|at least|higher than|below|under|less than|at most|up to|lower than) (?:${N}|${ANY}(?:number|value|amount|limit))`, "g"), ({ label, how }) => range(number(label) ?? number(label?.split(" ").at(-1)), /above|over|more|least|higher/.test(how ?? "") ? "from" : "to"));
  take(new RegExp(`\\b(?<how>above|over|more than|at least|below|under|less than|at most|up to) ${N} (?<label>[a-z]+)`, "g"), ({ label, how }) => range(number(label), /above|over|more|least/.test(how ?? "") ? "from" : "to"));
  take(new RegExp(`\\b(?:of|for|by|from|in|with|at|on) ${ANY.replace(")*", ")+")}(?<label>[a-z]+(?: [a-z]+)?)(?= |$)`, "g"), ({ label = "" }) => equal(resource, label, resources));
  take(/\bby (?:the )?(?<label>[a-z]+(?: (?!and\b|or\b|in\b|on\b|from\b|between\b)[a-z]+)?)(?= |$)/g, ({ label = "" }) => equal(resource, label, resources));
  take(/\b(?<not>(?:not|n't) )?(?<state>[a-z]+(?: [a-z]+)?)(?= |$)/g, ({ state = "", not }) => stateFilter(fields, state, not === undefined));
  take(/\b(?<not>(?:not|n't) )?(?<state>[a-z]+)(?= |$)/g, ({ state = "", not }) => stateFilter(fields, state, not === undefined));
  const own = parts.flatMap((part) => fields.filter(({ kind, name }) => kind === "choice" && part.startsWith(`${name}=`)).map(({ label }) => label));
  for (const word of [plural, singular, plural.split(" ").at(-1) ?? "", ...own]) left = left.replace(new RegExp(`\\b${word}\\b`, "g"), " ");
  return parts.length > 0 && left.replace(FILLER, " ").replace(/[\s,]/g, "") === "" ? parts.join("&") : null;
}

/** A field or a thing of which one value is asked for. */
function equal({ fields }: Resource, label: string, resources: readonly Resource[]): string | null {
  const field = fieldNamed(fields, label) ?? fields.find((other) => other.kind === "reference" && resources.some(({ singular }) => singular === other.target && (singular === bare(label) || singular.endsWith(` ${bare(label)}`))));
  return field && isFilter(field) ? `${field.name}=…` : null;
}

/** The date that a verb speaks of, else the only one; what is published has a year. */
function dateOf(fields: readonly Field[], verb: string | undefined): Field | undefined {
  const dates = fields.filter(({ kind }) => kind === "date" || kind === "dateTime");
  const stem = verb?.replace(/(?:ing|ed|es|s|e)$/, "") ?? "";
  const meant = verb === undefined ? [] : dates.filter(({ label }) => label.includes(stem) || (/^expir|^end/.test(verb) && /\b(?:best before|use by|valid until|until|end|expir\w*)\b/.test(label)));
  if (meant.length === 1) return meant[0];
  const years = fields.filter(({ kind, label }) => kind === "integer" && /\byear$/.test(label));
  if (dates.length === 0 && years.length === 1 && /^(?:published|released|made|built|printed|written|produced|founded)$/.test(verb ?? "published")) return years[0];
  if (meant.length > 0 || (verb !== undefined && verb !== "starting")) return undefined;
  // What has a start and an end is on the day that it starts.
  const starts = dates.length === 1 ? dates : dates.filter(({ label }) => /^(?:start|begin)/.test(label));
  return starts.length === 1 ? starts[0] : undefined;
}
