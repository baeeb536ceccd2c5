import { copyOf } from "../copy-of.ts";
import { actionTo } from "../resource-builder/read-transitions.ts";
import { STATE, STATE_VERBS } from "../resource-builder/state-verbs.ts";
import { pluralOf } from "../outline/outline-issues.ts";
import type { OutlineRule } from "../outline/schema.ts";
import { type Draft, type DraftThing, say, thingCalled } from "./draft.ts";
import { SKIPPED } from "./read-steps.ts";

const THEM = "(?:it|they|that|this|each|each one|all|everything|status|state|stage|the status|the state|the stage|its status|their status|its state|the stages)";
const SUBJECT = `(?<subject>${THEM}|(?:(?:an?|the|each|every|all|new|our|my) )*[a-z]+(?: [a-z]+){0,2}?)`;
const MOVES = "(?:(?:can|may|must|should|will|always) )*(?:be )?(?:goes|go|gone|moves?|moved|changes?|changed|pass(?:es)?|passed|progress(?:es)?|advances?|runs?|flows?)";
const OF_IT = "(?: (?:its|their|the|in) (?:status|state|stages?|order|life|workflow))?";
const FORMS = [
  new RegExp(`^(?:(?<who>[a-z]+(?: (?!can|may|must|will|should)[a-z]+)?) (?:can |may |must |will |should )?moves? )(?<subject>it|them|(?:an?|the|each) [a-z]+(?: [a-z]+)?) from (?<chain>.+)$`),
  new RegExp(`^${SUBJECT}(?:'s)?(?: (?:status|state|stage))? ${MOVES}${OF_IT}(?: (?:from|through|as follows|like this|like))*:? (?<chain>.+)$`),
  new RegExp(`^(?<subject>(?:the )?(?:status|states?|stages?|workflow|life ?cycle|steps)(?: (?:is|are|of (?:it|them|an?|the|each) ?[a-z]*))?):? (?<chain>[^:]+(?: -> |, then ).+)$`),
  new RegExp(`^${SUBJECT} (?:first )?(?:starts?|begins?|is|are)(?: (?:off|out))?(?: (?:first|as|with|in|at|being|an?|at first))* (?<chain>[a-z]+(?: [a-z]+)?,? (?:and |but )?(?:it |they |which |that )?(?:then|can|may|later|after that|and an? [a-z]+ [a-z]+s? or )\\b.+)$`),
  new RegExp(`^${SUBJECT} (?:first )?(?:starts?|begins?|is|are)(?: (?:off|out))?(?: (?:as|with|in|at|being|an?))* (?<chain>[a-z]+(?: [a-z]+)? and (?:an?|the|our) [a-z]+(?: [a-z]+)? (?:then )?[a-z]+s(?:,? or [a-z]+s)?(?: (?:it|them))?)$`),
];

/** "A claim goes from draft to submitted, then approved or rejected": its states, and what leads from one to the next. Null where a part of it says anything else. */
export function readStates(sentence: string, before: Draft): Draft | null {
  const text = sentence.toLowerCase().replace(SKIPPED, "").replace(/,? (?:and |but )?never back(?:wards?)?$|,? (?:but )?(?:it )?(?:can )?never (?:go(?:es)? )?backwards?$/, "");
  for (const form of FORMS) {
    const { subject = "", chain = "", who } = form.exec(text)?.groups ?? {};
    const draft = copyOf(before);
    const thing = chain === "" ? undefined : named(subject, draft);
    const steps = thing && stepsOf(chain);
    if (!thing || !steps || !lay(steps, thing, draft)) continue;
    const by = who ?? steps.by;
    if (by !== undefined) draft.open.push({ text: sentence, why: `An API built here doesn't know who is ${/^(?:an?|the|our|some) |^some/.test(by) ? by : `one of the ${by}`}: whoever has a key may make these changes. The states themselves are built.` });
    return draft;
  }
  return null;
}

const named = (said: string, draft: Draft): DraftThing | undefined => (new RegExp(`^${THEM}$|^(?:the )?(?:status|states?|stages?|workflow|life ?cycle|steps)\\b`).test(said) ? draft.things[draft.last] : thingCalled(draft, said.replace(/^(?:(?:an?|the|each|every|all|new|our|my) )+/, "").replace(/ (?:status|state|stage)$/, "")));

interface Steps { groups: string[][]; back?: string; by?: string }

/** "draft to submitted, then approved or rejected": the states that stand beside each other, one group after the other. */
function stepsOf(chain: string): Steps | null {
  const steps: Steps = { groups: [] };
  // "The status starts as waiting, then done": what the pattern takes for the first state begins with how it comes there.
  const parts = chain.replace(/^(?:always |first )?(?:starts?|begins?)(?: (?:off|out))?(?: (?:as|with|in|at|being|an?))* /, "").replace(/,? and (?:an?|the|our) ([a-z]+(?: [a-z]+)?) (?:then )?([a-z]+s(?:,? or [a-z]+s)?)(?: (?:it|them))?$/, (whole, who: string, deeds: string) => {
    const states = deeds.split(/,? or /).map((deed) => STATE_VERBS[deed.replace(/s$/, "")]?.past ?? STATE_VERBS[deed.replace(/es$/, "")]?.past);
    if (states.some((state) => state === undefined)) return whole;
    steps.by = `a ${who}`;
    return ` -> ${states.join(" or ")}`;
  }).replace(/ by ((?:an?|the|one|some|our) [a-z]+|somebody|someone|staff|[a-z]+s)(?=$|,| and | then )/g, (_all, who: string) => { steps.by ??= who.replace(/^one /, "a "); return ""; }).split(/\s*->\s*|,? (?:and |but )?(?:it |they )?(?:then|finally|later|after that|in the end)(?: (?:to|into))? |,? (?:and |or )?(?:to|into) |,? and (?=can )|, (?!or )(?:and )?/);
  for (const part of parts) {
    const states = part.split(/,? or |\//).map(stateOf);
    if (states.some((state) => state === null)) return null;
    const group = states.filter((state) => state !== null);
    const [only = ""] = group;
    // "can be reopened" leads back to where it began.
    if (group.length === 1 && /^re(?:opened|started|activated)$/.test(only) && steps.groups.length > 1) steps.back = only;
    else steps.groups.push(group);
  }
  const all = steps.groups.flat();
  return steps.groups.length > 1 && steps.groups[0]?.length === 1 && new Set(all).size === all.length && all.filter((state) => STATE.test(state)).length >= all.length / 2 ? steps : null;
}

function stateOf(said: string): string | null {
  const state = said.trim().replace(/^(?:(?:can|may|must|will|then|be|become|becomes|gets?|is|are|either|finally|later|also|it|they|an?|and|marked(?: as)?|set to) )+/, "").replace(/ (?:again|later|afterwards|at the end|in the end|state|status)$/, "").replace(/^"|"$/g, "");
  return /^[a-z]+(?:[ -][a-z]+){0,2}$/.test(state) && !/^(?:it|they|the|back|only|other|new ones?|anything)\b|\b(?:by|when|if|who|until|because|has|have|can|can't|cannot|never|starts?|begins?)\b/.test(state) ? state : null;
}

/** Puts the states into the choice that the thing has for them, or a new one, and the changes between them. */
function lay({ groups, back }: Steps, thing: DraftThing, draft: Draft): boolean {
  const states = groups.flat();
  const [first = ""] = states;
  if (thing.rules.some(({ rule }) => rule === "change")) return false;
  const known = thing.fields.filter(({ kind, choices }) => kind === "choice" && states.every((state) => choices?.includes(state)));
  const named = thing.fields.find(({ name }) => /^(?:status|state|stage|phase)$/.test(name));
  const field = known.length === 1 ? known[0] : named;
  if (known.length > 1 || (known.length === 0 && named && !(named.kind === "text" || named.isGuess))) return false;
  const name = field?.name ?? "status";
  const choices = [first, ...(field?.choices ?? states).filter((state) => state !== first)];
  if (field) { Object.assign(field, { kind: "choice", choices, isRequired: true }); delete field.default; delete field.isGuess; }
  else thing.fields.push({ name, kind: "choice", choices, isRequired: true, isUnique: false });
  const moves = groups.slice(1).flatMap((group, index) => group.map((to): OutlineRule => ({ rule: "change", field: name, action: actionTo(to), from: groups[index] ?? [], to })));
  if (back !== undefined) moves.push({ rule: "change", field: name, action: back.replace(/ed$/, ""), from: groups.at(-1) ?? [], to: first });
  if (new Set(moves.map((move) => move.rule === "change" && move.action)).size < moves.length) return false;
  thing.rules.push(...moves);
  say(draft, `${pluralOf(thing)} start as ${first}; the ${name} changes step by step, each with a call of its own, and no body sets it`);
  return true;
}
