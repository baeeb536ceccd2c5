import { plainName } from "../outline/name-of.ts";
import { canBeUnique, pluralOf } from "../outline/outline-issues.ts";
import type { OutlineField } from "../outline/schema.ts";
import { type Draft, type DraftThing, namesOf, nounOf, say, thingCalled } from "./draft.ts";
import { findField } from "./find-field.ts";
import { kindOfName } from "./kind-of-name.ts";
import { openThing } from "./open-thing.ts";
import { readItem } from "./read-item.ts";
import { readBracket, type Told, valuesOf } from "./read-bracket.ts";

/** What a sentence says of one field: what it looks like, whether it may be left out, its values. Null where it speaks of something else. */
export function readConstraint(sentence: string, before: Draft): Draft | null {
  const draft = structuredClone(before);
  for (const clause of sentence.split(/,? and (?=(?:the |an? |its )?[a-z]+(?: [a-z]+)? (?:must|should|has to|is|are|can|may)\b)/i)) if (!WAYS.some((way) => way(clause.trim(), draft))) return null;
  return draft;
}

type Way = (clause: string, draft: Draft) => boolean;

const NEEDED = /^(.+?) (?:(?:must|should|can|may|has to|needs to)(?: not|n't)?|cannot|is never|are never|must never|may never|can never) be (?:not |non-?)?(?:left )?(?:empty|blank|missing|left out|omitted|null|out)$/i;
const MUST = "(?:must(?: always)?(?: be)?|should(?: always)?(?: be)?|has to be|have to be|needs? to be|is always|is|are|can only be|may only be|can be|may be|will be|being)";

/** The thing and the field that a phrase names: of the thing that was spoken of last, or of the only one that has it. */
function fieldOf(phrase: string, { things, last }: Draft): { field: OutlineField; thing: DraftThing } | null {
  const all = [...(things[last] ? [things[last]] : []), ...things.toReversed()];
  for (const thing of all) {
    const own = namesOf(thing).find((name) => plainName(phrase).startsWith(`${name} `));
    const field = findField(own === undefined ? phrase.replace(/ of (?:an?|the|each|every|one) .*$/i, "") : plainName(phrase).slice(own.length + 1), thing);
    if (field && field.kind !== "reference") return { field, thing };
  }
  return null;
}

/** "Email must look like an email", "count must be at least 1", "status is either open or closed". */
const looks: Way = (clause, draft) => {
  const [, name = "", said = ""] = new RegExp(`^(.+?) ${MUST} (.+)$|^$`, "i").exec(clause.replace(/ must look like | should look like | has to look like /i, " must be ").replace(/ can't be negative$| cannot be negative$| must not be negative$| can not be negative$| can't go below (?:zero|0)$/i, " must be not negative")) ?? [];
  const found = name === "" ? null : fieldOf(name, draft);
  if (!found) return false;
  const { field } = found;
  if (/^(?:valid|well-formed|real|correct|a real one|a valid one)$/i.test(said)) return /^(?:email|url|date|dateTime|time)$/.test(field.kind);
  const text = said.replace(/^(?:an? )?(?:valid |real |proper |correct |well-formed )+/i, "").replace(/^(?:an?|the) /i, "").replace(/ address$/i, "");
  if (/^(?:email|e-mail|mail)$/i.test(text)) { if (!/^(?:text|email)$/.test(field.kind)) return false; Object.assign(field, { kind: "email" }); delete field.isGuess; return true; }
  if (/^unique$/i.test(text)) { if (!canBeUnique(field)) return false; field.isUnique = true; return true; }
  if (/^(?:optional|left out|left empty|empty|omitted|missing|blank|not required|left blank)$/i.test(text)) { field.isRequired = false; return true; }
  if (/^(?:required|mandatory|given|filled in|there|needed|present)$/i.test(text)) { field.isRequired = field.kind !== "boolean"; return true; }
  return retold(found, text, draft);
};

/** With what brackets behind its name could say: a range, a kind, values. */
function retold({ field, thing }: { field: OutlineField; thing: DraftThing }, text: string, draft: Draft): boolean {
  const told: Told = {};
  if (!readBracket(text, told)) return false;
  if (told.choices) {
    if (!/^(?:text|choice)$/.test(field.kind) || !/,|\bor\b|\//.test(text)) return false;
    Object.assign(field, { kind: "choice", choices: told.choices });
    delete field.isGuess;
    return true;
  }
  const isNumber = (kind: string): boolean => /^(?:integer|number|money)$/.test(kind);
  const hasRange = told.min !== undefined || told.max !== undefined;
  if (hasRange && !isNumber(field.kind) && !field.isGuess && !/number|count|score|rating|grade|mark|level/.test(field.name)) return false;
  if (told.maxLength !== undefined) { if (!/^(?:text|longText)$/.test(field.kind)) return false; field.maxLength = told.maxLength; return true; }
  const { kind, min, max } = kindOfName(field.name, { ...told, ...(hasRange && isNumber(field.kind) ? { kind: field.kind === "integer" ? (told.kind === "number" ? "number" : "integer") : field.kind } : {}) });
  if (!hasRange && told.kind !== undefined) { if (field.kind !== told.kind && field.kind !== "text" && !isNumber(field.kind)) return false; }
  Object.assign(field, { kind: hasRange && isNumber(field.kind) ? field.kind : kind, ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }), ...(told.isOverMin ? { isOverMin: true } : {}), ...(told.default === undefined ? {} : { default: told.default, isRequired: false }) });
  if (told.isOverMin && field.kind === "integer" && field.min !== undefined) { field.min += 1; delete field.isOverMin; }
  delete field.isGuess;
  say(draft, `${pluralOf(thing)}: ${field.name} is as told: ${text}`);
  return true;
}

/** "Title must not be empty", "name can't be blank". */
const needed: Way = (clause, draft) => {
  const names = / not |n't |cannot| never | non-?/i.test(clause) ? NEEDED.exec(clause)?.[1]?.split(/,? (?:and|or) |, /) : undefined;
  const found = names?.map((name) => fieldOf(name, draft)) ?? [];
  if (found.length === 0 || found.some((one) => one === null)) return false;
  for (const one of found) if (one && one.field.kind !== "boolean") one.field.isRequired = true;
  return true;
};

/** "Message max 500 characters", "score between 0 and 100", "titles can have at most 80 characters". */
const bounded: Way = (clause, draft) => {
  const [, name = "", said = ""] = /^(?:the |an? |each |every |all )?([a-z][a-z ]*?):? (?:(?:can|may|must|should|has to) (?:only )?(?:be|have|contain|go|hold)(?: only)? |(?:is|are|has|have|goes|go|with|of|stays?) (?:a )?)?((?:an? )?(?:max(?:imum)?(?: length| of)*|min(?:imum)?(?: of)?|at most|at least|up to|limit(?:ed)?(?: to| of)?|no (?:more|longer|less|fewer) than|not (?:more|longer|less) than|between|from) -?(?:\d|zero|one|five|ten).*)$/i.exec(clause) ?? [];
  const found = name === "" ? null : fieldOf(name.replace(/ (?:length|text|value)$/i, ""), draft);
  return found !== null && retold(found, said.replace(/ and (?=-?(?:\d|five|ten))/i, " to "), draft);
};

/** "Plot number is unique", said before the plots have fields. */
const firstly: Way = (clause, draft) => {
  const name = new RegExp(`^(?:the |each |every |all )?([a-z ]+?),? ${MUST} (?:unique|different(?: for (?:each|every|all) [a-z ]+)?)$`, "i").exec(clause)?.[1];
  const item = name === undefined ? null : readItem(name);
  const [topic, ...others] = draft.topics;
  const thing = draft.things[draft.last] ?? (topic !== undefined && others.length === 0 ? openThing({ singular: topic.split("|")[0] ?? "item", also: [], around: [] }, draft) : undefined);
  if (!item || item.isUnsure || !thing || !canBeUnique(item.field)) return false;
  const own = namesOf(thing).find((one) => item.field.name.startsWith(`${one} `));
  thing.fields.push({ ...item.field, name: own === undefined ? item.field.name : item.field.name.slice(own.length + 1), isUnique: true });
  return true;
};

/** "No two members can have the same email". */
const unique: Way = (clause, draft) => {
  const bare = /^(?:the |each |every |all )?([a-z ]+?) (?:(?:must|should|can|may|has to|needs to) (?:only )?(?:be |exist |appear |occur )?)?(?:unique|(?:only )?once(?: only)?)$/i.exec(clause)?.[1];
  const name = bare ?? /^(?:no two|there can't be two|there must not be two|two) [a-z ]+? (?:can(?:not|'t)?|may(?: not)?|must not|should not|shouldn't|with|have|share)(?: have| share)? the same ([a-z ]+)$/i.exec(clause)?.[1];
  const found = name === undefined || /^(?:.* )?(?:not|never) /i.test(bare ?? "") || /^two .*(?:can|may|with|have|share) (?!not)/i.test(clause) ? null : fieldOf(name, draft);
  if (!found || !canBeUnique(found.field)) return false;
  found.field.isUnique = true;
  return true;
};

/** "Notes can be left out", "supplier is optional". */
const optional: Way = (clause, draft) => {
  const names = /^(.+?)(?: (?:is|are) optional| (?:can|may|might) be (?:left out|left empty|empty|missing|omitted|blank|left blank)| (?:is|are) not (?:required|mandatory|always (?:known|there|given)))$/i.exec(clause)?.[1]?.split(/,? (?:and|or) |, /);
  const found = names?.map((name) => fieldOf(name, draft)) ?? [];
  if (found.length === 0 || found.some((one) => one === null)) return false;
  for (const one of found) if (one) one.field.isRequired = false;
  return true;
};

/** "Order status: new, baking, ready", "The possible colours are red and blue". */
const values: Way = (clause, draft) => {
  const [, name = "", list = ""] = /^(?:the )?(?:possible |allowed |valid )?(?:values (?:for|of) (?:the )?)?([a-z -]+?)(?: values)?(?: ?: ?| (?:is|are|can be|must be|may be|should be) (?:(?:one of|either|from|any of):? )?)(.+)$/i.exec(clause) ?? [];
  const choices = list === "" ? null : valuesOf(list);
  const found = choices && fieldOf(name, draft);
  if (found && choices && /^(?:text|choice)$/.test(found.field.kind)) {
    Object.assign(found.field, { kind: "choice", choices });
    delete found.field.isGuess;
    return true;
  }
  const of = /^(?:([a-z]+) )?(status|state|stage|priority|severity|difficulty|condition|size|category|type|level)$/i.exec(name);
  const thing = of && (draft.things.find((one) => of[1] !== undefined && namesOf(one).includes(of[1].toLowerCase())) ?? (of[1] === undefined ? draft.things[draft.last] : undefined));
  if (!choices || !of || !thing || thing.fields.length === 0 || thing.fields.some((field) => field.name === of[2]?.toLowerCase())) return false;
  thing.fields.push({ name: (of[2] ?? "").toLowerCase(), kind: "choice", choices, isRequired: true, isUnique: false });
  return true;
};

/** "New items are unclaimed", "published is false by default", "default is 1". */
const starts: Way = (clause, draft) => {
  const [, name = "", said = ""] = /^(?:the )?([a-z ]+?) (?:is|are|starts? (?:as|with|at)|begins? (?:as|with|at)|defaults? to|start|default:?) (?:set to |always )?([a-z0-9. -]+?)(?: by default| at first| at the start| in the beginning| initially| when (?:it is |they are )?(?:new|not given|added|created|left out)| unless (?:said|told|stated|set) otherwise)?$/i.exec(clause) ?? [];
  const isStart = /\b(?:by default|at first|initially|defaults? to|starts? (?:as|with|at)|begins? (?:as|with|at)|when (?:it is |they are )?(?:new|not given|added|created|left out)|unless (?:said|told|stated|set) otherwise)\b/i.test(clause) || /^(?:an? |every |each )?new /i.test(clause);
  if (!isStart || said === "") return false;
  const noun = name.replace(/^(?:an? |every |each |all )?(?:new )?/i, "");
  const thing = draft.things.find((one) => namesOf(one).includes(noun.toLowerCase()));
  const field = thing ? undefined : fieldOf(noun, draft)?.field;
  const value = said.toLowerCase().trim().replace(/^zero$/, "0").replace(/^one$/, "1");
  if (field) {
    const start = field.kind === "boolean" ? (/^(?:true|yes|on)$/.test(value) ? true : /^(?:false|no|off)$/.test(value) ? false : undefined) : field.kind === "choice" ? field.choices?.find((one) => one.toLowerCase() === value) : /^(?:integer|number|money)$/.test(field.kind) && Number.isFinite(Number(value)) ? Number(value) : undefined;
    if (start === undefined) return false;
    Object.assign(field, { default: start, isRequired: false });
    return true;
  }
  for (const one of thing?.fields ?? []) {
    const choice = one.kind === "choice" ? one.choices?.find((other) => other.toLowerCase() === value) : undefined;
    const isFlag = one.kind === "boolean" && [one.name, `not ${one.name}`, `un${one.name}`].includes(value);
    if (choice === undefined && !isFlag) continue;
    Object.assign(one, { default: choice ?? value === one.name, isRequired: false });
    return true;
  }
  return false;
};

/** "One donor can give many objects", "an object may have no donor": of a field that speaks of another thing. */
const ofMany: Way = (clause, draft) => {
  const [, one = "", many = ""] = /^(?:one|an?|each|every|the same) ([a-z ]+?) (?:can|may|might|could) (?:have|give|own|hold|contain|make|write|place|get|do|play|borrow|take|send|receive|be on|appear on|belong to|be given) (?:many|several|multiple|more than one|any number of|lots of|a lot of) ([a-z ]+)$/i.exec(clause) ?? [];
  const holds = (child: string, parent: string): OutlineField | undefined => thingCalled(draft, child)?.fields.find((field) => nounOf(field.of ?? field.name) === nounOf(parent));
  if (one !== "") return holds(many, one) !== undefined && holds(one, many) === undefined;
  const [, child = "", parent = ""] = /^(?:one|an?|each|every|some|the)? ?([a-z ]+?) (?:(?:may|can|might|could) (?:also )?(?:have no|be without(?: an?)?|not have an?)|(?:doesn't|does not|don't|do not|needn't) (?:need|have|need to have)(?: to have)?(?: an?)?|(?:have|has) no) ([a-z ]+)$/i.exec(clause) ?? [];
  const field = child === "" ? undefined : holds(child, parent) ?? findField(parent, thingCalled(draft, child) ?? { singular: "", also: [], fields: [], search: [], rules: [], around: [] });
  if (!field || field.kind === "boolean") return false;
  field.isRequired = false;
  return true;
};

/** "Nothing can be empty except the message", "all fields are required". */
const allNeeded: Way = (clause, draft) => {
  const [, but] = /^(?:(?:nothing|no field) (?:can|may|must|should) be (?:empty|missing|left out|left empty|blank)|(?:everything|all|all fields|all of them|every field) (?:is|are|must be) (?:required|mandatory|needed))(?:,? (?:except|but|apart from|besides|only) (?:for )?(.+))?$/i.exec(clause) ?? [];
  const thing = draft.things[draft.last];
  if (!thing || !/^(?:nothing|no field|everything|all|every)\b/i.test(clause) || !/required|mandatory|needed|empty|missing|left|blank/.test(clause)) return false;
  const free = but?.split(/,? (?:and|or) |, /).map((name) => findField(name, thing)) ?? [];
  if (free.some((one) => one === undefined) || (but === undefined && /except|but|apart|besides/i.test(clause))) return false;
  for (const field of thing.fields) if (field.kind !== "boolean") field.isRequired = !free.includes(field);
  return true;
};

const WAYS: Way[] = [allNeeded, needed, optional, unique, starts, values, bounded, looks, ofMany, firstly];
