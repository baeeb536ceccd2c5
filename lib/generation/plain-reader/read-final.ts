import { copyOf } from "../copy-of.ts";
import { pluralOf } from "../outline/outline-issues.ts";
import { actionTo } from "../resource-builder/read-transitions.ts";
import type { OutlineField, OutlineRule } from "../outline/schema.ts";
import { type Draft, type DraftThing, namesOf, say } from "./draft.ts";
import { findFlag } from "./find-flag.ts";

const NOT = "(?:can't|cannot|can not|can no longer|can never|must not|mustn't|may not|may no longer|should not|shouldn't|must never|should never)";
const DEED = "(?:changed|edited|modified|updated|altered|touched|deleted|removed)";
const DEEDS = `(?<deeds>${DEED}(?:(?:,| or|, or| and|/) ?(?:be )?${DEED})*)`;
const END = "(?: (?:any ?more|any longer|again|at all|later|afterwards))?$";
const IT = "(?<it>it|they|them|that|this|the|an?|nothing)?(?: (?<noun>[a-z]+(?: [a-z]+)?))?";
const FORMS = [
  new RegExp(`^(?:once|when|whenever|after|if|as soon as) (?:(?:it|they|an?|the)(?: (?<noun2>[a-z]+(?: [a-z]+)?))? (?:is|are|was|were|has been|have been|gets|got) |(?:it's|they're) )?(?:been |marked (?:as )?)?(?<state>[a-z]+(?: or [a-z]+| [a-z]+)?),? ${IT} ?${NOT} be ${DEEDS}${END}`),
  new RegExp(`^(?:once|when|after|as soon as) (?:(?:it|they|an?|the)(?: (?<noun>[a-z]+(?: [a-z]+)?))? (?:is|are|has been|have been|was) )?(?<state>[a-z]+(?: or [a-z]+| [a-z]+)?),? nothing(?: of it)? (?:can|may) be ${DEEDS}${END}`),
  new RegExp(`^(?:an? |the |all |any )?(?<state>[a-z]+(?: [a-z]+){0,2}) (?<noun>[a-z]+) ${NOT} be ${DEEDS}${END}`),
  new RegExp(`^only (?:an? |the )?(?<only>[a-z]+(?: [a-z]+)?)(?: (?<noun>[a-z]+))? (?:can|may) be ${DEEDS}${END}`),
];
const BACK = new RegExp(`^(?:once|when|after) (?:(?:it|they|an?|the)(?: [a-z]+)? (?:is|are|was|has been) )?(?<state>[a-z]+(?: [a-z]+)?),? (?:it|they|an? [a-z]+|the [a-z]+) (?:${NOT}|never) (?:go(?:es)?|be (?:set|moved|changed|put|turned)) back(?: to (?<to>[a-z]+(?: [a-z]+)?))?${END}`);
const FORWARD = /^(?:only forwards?|(?:it|they) (?:can|may) only (?:go|move) forwards?|(?:it|they) (?:can't|cannot|can never|never|must not) (?:go(?:es)?|move) back(?:wards?)?|never backwards?|no going back|(?:there is |with )?no way back)$/;
const NOTHING = /^(?:and |but )?(?:after (?:that|this)|then|from then on|afterwards),? (?:nothing (?:changes|can (?:be changed|change))|it (?:is final|is locked|can't be changed|cannot be changed|doesn't change))(?: any ?more| any longer)?$/;

/** "Once shipped it can't go back", "A paid invoice cannot be changed anymore", "Only a draft can be deleted": what may not be done to what is in a state. */
export function readFinal(sentence: string, before: Draft): Draft | null {
  const text = sentence.toLowerCase().replace(/\bnothing(?: (?:of|about|in) (?:it|them|that))? (can|may) change\b/, "nothing $1 be changed").replace(/\bnothing (?:about|in) (?:it|them|that) (?=can|may)/, "nothing of it ");
  const draft = copyOf(before);
  if (NOTHING.test(text)) return ended(draft) ? draft : null;
  const back = BACK.exec(text)?.groups;
  if (back || FORWARD.test(text)) return forward(back?.state, draft) ? draft : null;
  for (const form of FORMS) {
    const { state, only, noun, noun2, deeds = "" } = form.exec(text)?.groups ?? {};
    const held = deeds === "" ? null : valuesOf(state ?? only ?? "", noun ?? noun2, only !== undefined, draft);
    if (held && lock(held, deeds)) return draft;
  }
  return null;
}

interface Held { thing: DraftThing; field: OutlineField; values: (string | boolean)[] }

/** The one thing and field that is in such a state, or in one of two. */
function valuesOf(state: string, noun: string | undefined, isOnly: boolean, draft: Draft): Held | null {
  const [first, second] = state.split(/ (?:or|and) /).map((one) => (state === one ? null : valuesOf(one, noun, isOnly, draft)));
  if (first && second && first.field === second.field && !isOnly) return { ...first, values: [...new Set([...first.values, ...second.values])] };
  const near = [...(draft.things[draft.last] ? [draft.things[draft.last]] : []), ...draft.things].filter((thing) => thing !== undefined);
  const things = noun === undefined ? near : near.filter((thing) => namesOf(thing).includes(noun));
  for (const thing of new Set(things)) {
    for (const field of thing.fields) {
      const choice = field.choices?.find((one) => one.toLowerCase() === state || `${one.toLowerCase()}s` === state);
      if (choice !== undefined) return { thing, field, values: isOnly ? (field.choices ?? []).filter((one) => one !== choice) : [choice] };
    }
    const flag = findFlag(state, thing);
    if (flag) return { thing, field: flag.field, values: [flag.isSo !== isOnly] };
  }
  return null;
}

function lock({ thing, field, values }: Held, deeds: string): boolean {
  const [isChange, isDelete] = [/changed|edited|modified|updated|altered|touched/.test(deeds), /deleted|removed/.test(deeds)];
  if (values.length === 0) return false;
  const same = thing.rules.find((rule) => rule.rule === "lock" && rule.field === field.name);
  if (same) return false;
  thing.rules.push({ rule: "lock", field: field.name, values, isChange, isDelete });
  return true;
}

type Change = OutlineRule & { rule: "change" };
const isChange = (rule: OutlineRule): rule is Change => rule.rule === "change";

/** What nothing leads on from can't be changed. */
function ended(draft: Draft): boolean {
  const thing = draft.things[draft.last];
  const changes = thing?.rules.filter(isChange) ?? [];
  const field = thing?.fields.find(({ name }) => name === changes[0]?.field);
  const last = [...new Set(changes.map(({ to }) => to))].filter((state) => !changes.some(({ from }) => from.includes(state)));
  return thing !== undefined && field !== undefined && last.length > 0 && lock({ thing, field, values: last }, "changed");
}

/** The values that were listed are an order: from each to any that comes later. What was laid as steps goes only forward as it is. */
function forward(state: string | undefined, draft: Draft): boolean {
  const thing = draft.things[draft.last];
  if (!thing) return false;
  const changes = thing.rules.filter(isChange);
  if (changes.length > 0) return changes.every(({ from, to }) => { const choices = thing.fields.find(({ name }) => name === changes[0]?.field)?.choices ?? []; return from.every((one) => choices.indexOf(one) < choices.indexOf(to)); }) && (state === undefined || changes.some(({ from, to }) => [...from, to].includes(state)));
  const fields = thing.fields.filter(({ kind, choices = [] }) => kind === "choice" && (state === undefined ? choices.length > 1 : choices.includes(state)));
  const [field] = fields;
  if (!field || fields.length > 1) return false;
  const { choices = [], name } = field;
  const moves = choices.slice(1).map((to, index): Change => ({ rule: "change", field: name, action: actionTo(to), from: choices.slice(0, index + 1), to }));
  if (new Set(moves.map(({ action }) => action)).size < moves.length) return false;
  thing.rules.push(...moves);
  delete field.default;
  say(draft, `${pluralOf(thing)} start as ${choices[0] ?? ""}; the ${name} only goes on to a later one of ${choices.join(", ")}, each with a call of its own, and no body sets it`);
  return true;
}
