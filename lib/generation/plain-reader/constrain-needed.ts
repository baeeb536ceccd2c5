import type { OutlineField } from "../outline/schema.ts";
import type { Way } from "./constraint-way.ts";
import { type Draft, type DraftThing, thingCalled } from "./draft.ts";
import { fieldsCalled } from "./fields-called.ts";

const SAVE = "(?:sav|add|creat|stor|enter|register|submit|record|accept|ma[kd]|post|book|log|allow|put|tak|keep|kept|have)(?:e?d|e|en|ted|ged)?(?: in)?";
const SOMEBODY = "(?:anybody|anyone|somebody|someone|people|users?|us|me|them|you|we|they|i|staff|callers?)";
const NOBODY = `(?:(?:nobody|no ?one)(?: (?:can|may|should|must))?|${SOMEBODY} (?:can't|cannot|can not|must not|mustn't|should not|shouldn't|may not)|(?:please )?(?:don't|do not|never)(?: let ${SOMEBODY})?)`;
const A = "(?:(?:an?|the|any|its|their|at least (?:an?|one)) )?";
const OF = "(?:(?:an?|the|any|every|each|new) )*(?<thing>[a-z][a-z -]*?)";
const CANNOT = "(?:can't|cannot|can not|must not|mustn't|may not|should not|shouldn't|must never|can never|may never|should never|is never|are never|isn't|aren't)";
const ALL = "everything|all|all of them|both|both of them|each|each one|each of them|every one|all entries|it|they";
const FORMS = [
  new RegExp(`^${NOBODY} (?:be able to |be allowed to )?${SAVE} ${OF} without ${A}(?<needed>.+)$`, "i"),
  new RegExp(`^${OF} ${CANNOT} (?:be )?(?:${SAVE} )?without ${A}(?<needed>.+)$`, "i"),
  new RegExp(`^no (?<thing>[a-z][a-z -]*?)(?: (?:can|may|should|must) be ${SAVE})? without ${A}(?<needed>.+)$`, "i"),
  ...["(?:it|they|nothing|nobody|no ?one|one)", "(?:an?|the) (?<thing>(?!(?:[a-z]+ )?(?:it|they)\\b)[a-z]+(?: (?!must|can|may|should)[a-z]+)?)"].map((what) => new RegExp(`^without ${A}(?<needed>.+?),? ${what}(?: (?:${CANNOT}|can|may|should|must))? (?:be )?(?:allowed to be )?${SAVE}(?: (?:it|them|one|anything))?$`, "i")),
  new RegExp(`^(?:(?<all>${ALL})|(?:each|every|all|an?|any|the) (?<thing>[a-z][a-z -]*?)) (?:always )?(?:must|has to|have to|needs? to|should|shall|needs?)(?: always)?(?: have)?(?: at least)? ${A}(?<needed>.+)$`, "i"),
];
const IS_NOT = /n't|\bnot\b|\bno\b|\bnever\b|\bnobody\b|\bno ?one\b|\bcannot\b|\bnothing\b/i;

/** "Don't let anybody save a tool without a category", "every cake has to have a name", "everything needs a name": fields that can't be left out. */
export const given: Way = (clause, draft) => {
  for (const form of FORMS) {
    const { thing: noun, all, needed = "" } = form.exec(clause)?.groups ?? {};
    const isWithout = /\bwithout\b/i.test(clause);
    // "A name or a code" is one of them.
    if (needed === "" || (isWithout && !IS_NOT.test(clause)) || (!isWithout && / or /i.test(needed))) continue;
    const things = spokenOf(noun, all, draft);
    const found = things.map((thing) => fieldsCalled(needed.replace(/^(?:the|an?|its|their) /i, "").replace(/(,| and| or) (?:an?|the|its|their) /gi, "$1 "), draft, thing));
    if (found.length === 0 || found.some((fields) => fields === null)) continue;
    for (const fields of found) for (const { field } of fields ?? []) demand(field);
    return true;
  }
  return false;
};

/** Whether something is so is no when it isn't said. */
function demand(field: OutlineField): void {
  if (field.kind !== "boolean" && field.default === undefined) field.isRequired = true;
}

/** The things that a rule is of: the one that is named, all, or the one that was spoken of. */
function spokenOf(noun: string | undefined, all: string | undefined, draft: Draft): DraftThing[] {
  if (all !== undefined && !/^(?:it|they)$/i.test(all)) return draft.things;
  const thing = noun === undefined ? draft.things[draft.last] : thingCalled(draft, noun) ?? (/^(?:entry|record|item|one|row)$/i.test(noun) ? draft.things[draft.last] : undefined);
  return thing ? [thing] : [];
}

const REST = "(?:the rest|everything else|all (?:the )?(?:others?|other fields|rest)|all else|the others?|the other fields|others|all fields|everything|all|every field|nothing else)";
const NEED = "(?:required|mandatory|needed|compulsory|obligatory|necessary|filled in|given)";
const FREE = "(?:optional|not required|not mandatory|not needed|(?:can|may) be (?:left )?(?:out|empty|blank|missing))";
/** "Notes optional, the rest required", "all except the synopsis are required", "only the name is required". */
const SPLIT: [RegExp, isRest: boolean][] = [
  [new RegExp(`^(?<names>.+?) (?:(?:is|are) )?${FREE},? (?:and |but )?${REST}(?: (?:is|are|must be|has to be|have to be))? ${NEED}$`, "i"), true],
  [new RegExp(`^${REST},? (?:except|but|apart from|besides|other than)(?: for)? (?<names>.+?) (?:is|are|must be|has to be|have to be) ${NEED}$`, "i"), true],
  [new RegExp(`^${REST} (?:is|are|must be|has to be|have to be) ${NEED},? (?:except|but|apart from|besides|only) (?:for )?(?:not )?(?<names>.+?)(?: (?:is|are) optional)?$`, "i"), true],
  [new RegExp(`^(?:nothing|no field) (?:can|may|must|should) be (?:empty|missing|left out|left empty|blank),? (?:except|but|apart from|besides) (?:for )?(?<names>.+)$`, "i"), true],
  [new RegExp(`^(?<names>.+?) (?:(?:is|are|must be) )?${NEED},? (?:and |but )?${REST}(?: (?:is|are))? ${FREE}$`, "i"), false],
  [new RegExp(`^only (?<names>.+?) (?:is|are|must be|has to be|have to be) ${NEED}$`, "i"), false],
  [new RegExp(`^only (?<names>.+?) (?:(?:is|are) )?${FREE}$`, "i"), true],
  [/^(?<names>)(?:(?:nothing|no field) (?:can|may|must|should) be (?:empty|missing|left out|left empty|blank)|(?:everything|all|all fields|all of them|every field) (?:is|are|must be) (?:required|mandatory|needed))$/i, true],
];

export const rest: Way = (clause, draft) => {
  const thing = draft.things[draft.last];
  for (const [form, isRest] of SPLIT) {
    const { names } = form.exec(clause)?.groups ?? {};
    const found = names === undefined || !thing ? null : names === "" ? [] : fieldsCalled(names, draft, thing);
    if (!found || !thing) continue;
    for (const field of thing.fields) if (found.some((one) => one.field === field) === isRest) field.isRequired = false; else demand(field);
    return true;
  }
  return false;
};
