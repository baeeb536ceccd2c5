import { bare, LINK, mentions, nearestResource, resourceNamed, takeClauses } from "./clause-words.ts";
import { NotUnderstood } from "./not-understood.ts";
import type { Field, Resource } from "./resource-plan.ts";
import { STATE as STATE_WORD, STATE_VERBS, verbTo, type StateVerb } from "./state-verbs.ts";
import { kebabCase, listWords } from "./words.ts";

export type MoveWish = { noun: string | null; before: string; text: string } & ({ kind: "chain"; states: string[] } | { kind: "verbs"; verbs: string[] } | { kind: "mark"; states: string[] });

const STATE = "(?:(?:checked|picked|signed|set|shut)[ -](?:in|out|up|off|down)|to do|(?:in|on|not|under|out for|ready for|waiting for|awaiting) [a-z]+|(?!(?:to|then|and|or|with|that|which|a|an|the|by|search|sort|filter|each|every|never|list|show)\\b)[a-z][a-z-]*)";
const CHAIN = `(?<states>${STATE}(?:(?:,? (?:and )?(?:then )?(?:to|into) |, then |,? and then | then )${STATE})+)`;
const END = "(?=[ ]*(?:[,.;\\n)]|$| and | with | but ))";
const NOUN = "(?!(?:and|with|or|but|that|which|a|an|the|it|they|of|to|is|are|in|from)\\b)[a-z]+(?: (?!(?:and|with|or|that|which|can|must|should|go|goes|move|moves|may|is|are|change|changes)\\b)[a-z]+)?";
const VERB = `(?:${Object.keys(STATE_VERBS).join("|")})`;
const VERBS = `${VERB}(?:(?:, (?:and |or )?| and | or | ?\\/ ?| and then | then )${VERB})*`;
const PAST = `(?:${Object.values(STATE_VERBS).map(({ past }) => past).join("|")})`;
const THING = "(?:(?:the|a|an|each|every|all|my|any|these|those) )*(?<noun>them|it|" + NOUN + ")";

const GOES = [
  new RegExp(`[ ,;-]*(?:\\b(?:and|where|each|every|an|a|the|also|whose|their|its) )*\\b(?<noun>${NOUN}|it|they|that|which)? ?(?:\\b(?:that|which|can|should|must|will|the|their|its|status|state) )*\\b(?:go|goes|going|move|moves|moving|change|changes|changing|pass|passes|progress|progresses|advance|advances|transition|transitions|flow|flows)(?: (?:their|its|the|status|state|stage|through))* from ${CHAIN}${END}`, "g"),
  new RegExp(`[ ,;-]*(?:\\b(?:and|with|a|an|the|whose|their|its) )*\\b(?:status|state|stage|workflow|lifecycle|flow)(?: (?:that|which|is|goes|moves|changes|going|moving|changing))*:? (?:from )?${CHAIN}${END}`, "g"),
];
const MARK = new RegExp(`${LINK}\\b(?:mark|marks|marking|set|tick)(?: off)?(?: ${THING})? (?:as )(?<states>${STATE}(?:(?:, | and | or |\\/)(?:as )?${STATE})*)${END}|(?:[ ,;]*\\b(?:and|they|it|which|that) )*(?:\\b(?<noun2>${NOUN}) )?(?:\\b(?:that|which) )?(?:can|could|should|may) be marked (?:as )?(?<states2>${STATE}(?:(?:, | and | or |\\/)(?:as )?${STATE})*)${END}`, "g");
const DO = new RegExp(`${LINK}\\b(?<verbs>${VERBS}) ${THING}${END}`, "g");
const DONE = new RegExp(`(?:[ ,;]*\\b(?:and|also|each|every|the|an?) )*(?:\\b(?<noun>${NOUN}|they|it) )?(?:\\b(?:that|which|who) )?(?:can|could|may|should be able to|must) (?:then |also |later )?be (?<done>${PAST}(?:(?:,? (?:and|or) (?:then |also )?(?:be )?|, (?:then )?|\\/)${PAST})*)${END}`, "g");
const isThat = (match: string): boolean => / (?:that|which|who) /.test(match);
const split = (states: string): string[] => states.split(/,? (?:and )?(?:then )?(?:to|into) (?!do\b)|, then | and then | then /).map((state) => state.trim().replace(/-/g, " ")).filter(Boolean);
const each = (list: string): string[] => list.split(/,? (?:and|or) (?:then |also )?(?:be |as )?|, (?:then )?(?:as )?| ?\/ ?| then /).map((part) => part.trim().replace(/-/g, " ")).filter(Boolean);

/** Takes out changes of state: "orders go from pending to paid to shipped", "approve or reject requests". */
export function readTransitions(text: string): { rest: string; wishes: MoveWish[] } {
  const wishes: MoveWish[] = [];
  const nounOf = (noun: string | undefined): string | null => (noun === undefined || /^(?:them|it|they|that|which|status|state|stage|its status|their status|things?|items?|entries|records|submissions|ones)$/.test(noun) ? null : noun);
  /** What is named only here stays named. */
  const left = (noun: string | undefined): string | undefined => (nounOf(noun) && mentions(text, bare(noun ?? "")) < 2 ? noun : undefined);
  /** "posts with title and body that can be published" speaks of the posts; the body stays. */
  const said = (what: { kind: "chain" | "mark"; states: string[] } | { kind: "verbs"; verbs: string[] }, noun: string | undefined, before: string, match: string): string | undefined => {
    wishes.push({ ...what, noun: null, before: `${before} ${noun ?? ""}`, text: match.trim() });
    return /^\s*(?:and|,)/.test(match) && nounOf(noun) ? `${/^\s*,/.test(match) ? "," : "and"} ${noun ?? ""}` : nounOf(noun) ?? undefined;
  };
  let rest = text.replace(/ ?(?:-+>|=>|\u2192|\u279c|\u21d2) ?(?=[a-z])| > (?=[a-z])/g, " to ");
  rest = takeClauses(rest, GOES, ({ noun, states }, match, before) => {
    const named = split(states ?? "");
    if (named.length < 2 || new Set(named).size < named.length || /\bfrom \d/.test(match)) return false;
    // A train that goes from Berlin to Paris changes no state.
    if (/\bgo(?:es|ing)? from\b/.test(match) && !/\b(?:status|state|stage)\b/.test(match) && !named.some((state) => STATE_WORD.test(state))) return false;
    if (isThat(match)) return said({ kind: "chain", states: named }, noun, before, match);
    wishes.push({ kind: "chain", states: named, noun: nounOf(noun), before, text: match.trim() });
    return left(noun);
  });
  rest = takeClauses(rest, [MARK], ({ noun, noun2, states, states2 }, match, before) => {
    if (isThat(match)) return said({ kind: "mark", states: each(states2 ?? "") }, noun2, before, match);
    wishes.push({ kind: "mark", states: each(states ?? states2 ?? ""), noun: nounOf(noun ?? noun2), before, text: match.trim() });
    return left(noun ?? noun2);
  });
  rest = takeClauses(rest, [DO], ({ noun, verbs }, match, before) => {
    const named = each(verbs ?? "");
    if (/^(?:date|time|year|day|number|at|by|on|name|status|price|bid|value|amount|km|weight|page|balance|reading|point|place|location|city|mileage|level|hour|temperature)$/.test(nounOf(noun)?.split(" ").at(-1) ?? "")) return false;
    // "open tickets" and "close friends" are things.
    if (!nounOf(noun) && !/^(?:them|it|entries|records|submissions)$/.test(noun ?? "")) return false;
    if (!/\b(?:can|could|able to|to|may|allow|should|must|let|want)\b/.test(match) && named.length < 2 && !/[.;\n]\s*$/.test(before) && !/^[ ]*,/.test(match)) return false;
    if (nounOf(noun) && mentions(text, bare(noun ?? "")) < 2 && named.length < 2) return false;
    wishes.push({ kind: "verbs", verbs: named, noun: nounOf(noun), before, text: match.trim() });
    return left(noun);
  });
  rest = takeClauses(rest, [DONE], ({ noun, done }, match, before) => {
    if (isThat(match)) return said({ kind: "verbs", verbs: each(done ?? "").map((past) => verbTo(past) ?? past) }, noun, before, match);
    wishes.push({ kind: "verbs", verbs: each(done ?? "").map((past) => verbTo(past) ?? past), noun: nounOf(noun), before, text: match.trim() });
    return left(noun);
  });
  return { rest, wishes };
}

export function applyTransitions(resources: Resource[], wishes: readonly MoveWish[], assumptions: string[]): void {
  const changed = new Set<Resource>();
  for (const wish of wishes.toSorted((one, other) => Number(other.kind === "chain") - Number(one.kind === "chain"))) {
    const named = wish.noun === null ? undefined : resourceNamed(resources, wish.noun);
    if (wish.noun !== null && !named) throw new NotUnderstood(`There is nothing called "${bare(wish.noun)}" here whose state could change.`, wish.text);
    const resource = named ?? nearestResource(resources, wish.before);
    if (!resource) throw new NotUnderstood(`It isn't clear whose state "${wish.text}" changes.`, wish.text);
    if (wish.kind === "chain") chain(resource, wish.states);
    else if (wish.kind === "verbs" && wish.verbs.length === 1 && isFlag(resource, wish.verbs[0] ?? "")) { mark(resource, STATE_VERBS[wish.verbs[0] ?? ""]?.past ?? "", assumptions); continue; }
    else if (wish.kind === "verbs") withoutFlags(resource, wish.verbs).toSorted((one, other) => Number(other === "check out" && isLendable(resource)) - Number(one === "check out" && isLendable(resource))).forEach((verb) => move(resource, verb, wish.verbs, wish.text));
    else for (const state of wish.states) mark(resource, state, assumptions);
    if (wish.kind !== "mark") changed.add(resource);
  }
  for (const { plural, path, transitions, fields } of changed) {
    const [first] = transitions;
    const start = fields.find(({ name }) => name === first?.field)?.options?.[0];
    assumptions.push(`${plural} start as ${start ?? ""}; ${transitions.map(({ action, from, to }) => `POST ${path}/{id}/${action} makes ${listWords(from, "or")} ${to}`).join(", ")}; no body sets the ${first?.field ?? "status"}`);
  }
}

/** What the state says, no field of its own says too: "hours, approved; approve or reject them". */
function withoutFlags(resource: Resource, verbs: string[]): string[] {
  const states = verbs.map((verb) => STATE_VERBS[verb]?.past);
  resource.fields = resource.fields.filter(({ kind, name }) => kind !== "boolean" || !states.includes(name));
  return verbs;
}

/** "approved, approve them": the field is what the verb sets. */
const isFlag = ({ fields, transitions }: Resource, verb: string): boolean => transitions.length === 0 && !fields.some(isState) && fields.some(({ name, kind }) => kind === "boolean" && name === STATE_VERBS[verb]?.past);

const isState = ({ name, kind }: Field): boolean => /^(?:status|state|stage|phase)$/i.test(name) || (kind === "choice" && /(?:status|state|stage)$/i.test(name));

/** The read-only choice of a resource; a field for it that was named becomes it. */
function stateField(resource: Resource, states: string[]): Field {
  const known = resource.fields.find(isState);
  const field: Field = { name: known?.name ?? "status", label: known?.label ?? "status", kind: "choice", isRequired: true, isUnique: false, isReadOnly: true, options: known?.options ?? states };
  resource.fields = known ? resource.fields.map((other) => (other === known ? field : other)) : [...resource.fields, field];
  return field;
}

function chain(resource: Resource, states: string[]): void {
  const field = stateField(resource, states);
  const unknown = states.find((state) => !field.options?.includes(state));
  if (unknown !== undefined) throw new NotUnderstood(`"${unknown}" is none of the ${field.label} values ${listWords(field.options ?? [])}.`, unknown);
  // It starts where the chain starts.
  field.options = [...states.slice(0, 1), ...(field.options ?? []).filter((option) => option !== states[0])];
  states.slice(1).forEach((to, index) => addMove(resource, field, actionTo(to), [states[index] ?? ""], to));
}

export const actionTo = (state: string): string => kebabCase(verbTo(state) ?? `mark ${state}`);

const isLendable = ({ singular }: Resource): boolean => /\b(?:equipment|book|tool|device|laptop|key|asset|camera|bike)$/.test(singular);

/** What is lent goes out first and comes back. */
const LENT: Record<string, StateVerb> = {
  "check out": { past: "checked out", to: "checked out", start: "available", after: ["available"] },
  "check in": { past: "checked in", to: "available", start: "available", after: ["checked out"], isBack: true },
};

function move(resource: Resource, verb: string, all: string[], text: string): void {
  const isLent = all[0] === "check out" || isLendable(resource);
  const rule = (isLent ? LENT[verb] : undefined) ?? STATE_VERBS[verb];
  if (!rule) throw new NotUnderstood(`It isn't clear what "${text}" changes.`, text);
  const first = isLent && LENT[verb] ? rule.start : STATE_VERBS[all[0] ?? ""]?.start ?? rule.start;
  const field = stateField(resource, [first]);
  const options = field.options ?? [];
  const isGiven = resource.transitions.length === 0 && options.length > 1;
  if (isGiven && !options.includes(rule.to)) throw new NotUnderstood(`"${text}" leads to ${rule.to}, which is none of the ${field.label} values ${listWords(options)}.`, text);
  const before = options.includes(rule.to) ? options.slice(0, options.indexOf(rule.to)) : options;
  const preferred = rule.after.filter((state) => options.includes(state));
  const from = rule.isFromAny ? options.filter((state) => state !== rule.to && !FINAL.has(state) && !(verb === "cancel" && ENDED.has(state))) : preferred.length > 0 ? preferred : rule.isBack ? options.filter((state) => state !== rule.to) : before.slice(0, 1);
  if (from.length === 0) throw new NotUnderstood(`It isn't clear from which state "${text}" leads to ${rule.to}.`, text);
  if (!options.includes(rule.to)) field.options = [...options, rule.to];
  addMove(resource, field, kebabCase(verb), from, rule.to);
}

const FINAL = new Set(["cancelled", "archived", "rejected", "declined", "refunded"]);
const ENDED = new Set(["delivered", "completed", "done", "finished", "closed", "returned", "checked out"]);

function addMove(resource: Resource, field: Field, action: string, from: string[], to: string): void {
  const same = resource.transitions.find((other) => other.action === action);
  if (!same) resource.transitions.push({ field: field.name, action, from, to });
}

/** "mark as done": a field that PATCH sets. */
function mark(resource: Resource, state: string, assumptions: string[]): void {
  const word = /^(?:complete|completed|finished|done)$/.test(state) ? /^(?:is)?(?:done|completed?|finished)$/i : new RegExp(`^(?:is)?${state.replace(/ /g, "")}$`, "i");
  const choice = resource.fields.find(({ kind, options }) => kind === "choice" && options?.includes(state));
  if (/^(?:undone|not |un|open$|incomplete)/.test(state)) return;
  const known = resource.fields.find(({ name, kind }) => kind === "boolean" && word.test(name));
  if (!known && !choice && resource.fields.some(({ name }) => word.test(name))) throw new NotUnderstood(`It isn't clear what "${state}" holds: it is a field, and what things are marked as.`, state);
  const name = known?.name ?? state.replace(/ ([a-z])/g, (_all, letter: string) => letter.toUpperCase());
  if (!known && !choice) resource.fields = [...resource.fields, { name, label: state, kind: "boolean", isRequired: false, isUnique: false }];
  assumptions.push(`${resource.plural} are marked as ${state} with PATCH ${resource.path}/{id} and ${choice ? `${choice.name}: "${state}"` : `${name}: true`}`);
}
