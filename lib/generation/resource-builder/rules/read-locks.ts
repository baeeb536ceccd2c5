import { nearestResource, takeClauses } from "../clause-words.ts";
import { NotUnderstood } from "../not-understood.ts";
import type { Field, Resource } from "../resource-plan.ts";
import { listWords, onLastWord, plural } from "../words.ts";
import { type ApplyRule, BEGIN, CANNOT, named, NOUN, ONE, STOP, tidy } from "./rule-words.ts";

const CHANGED = "changed|edited|modified|updated|altered|touched";
const DONE = `(?<deeds>(?:${CHANGED}|deleted|removed)(?:(?:,? (?:or|and|nor) |\\/|, )(?:${CHANGED}|deleted|removed))*)`;
const MORE = "(?: any ?more| any longer| afterwards| after that| again| at all)?";
const STATE = "(?<state>(?!(?:the|a|an|it|they|each|every|all|any|same|deleted|logged|signed|used|referenced)\\b)[a-z]+(?: (?:in|out|off|up))?)";
const FIXED = "(?<fixed>locked|read[- ]only|immutable|frozen|final)";

const PATTERNS = [
  // A closed ticket can't be changed; paid invoices are locked.
  new RegExp(`${BEGIN}${ONE}${STATE} (?<noun>${NOUN}) (?:${CANNOT}|never) be ${DONE}${MORE}${STOP}`, "g"),
  new RegExp(`${BEGIN}${ONE}${STATE} (?<noun>[a-z]+) (?:is|are|become|becomes|stay|stays) ${FIXED}${STOP}`, "g"),
  // Tickets that are closed can't be edited.
  new RegExp(`${BEGIN}${ONE}(?<noun>${NOUN}) (?:that|which) (?:is|are|has been|have been|was|were) ${STATE} (?:${CANNOT}|never) be ${DONE}${MORE}${STOP}`, "g"),
  // Once paid, invoices can't be edited or deleted; when a ticket is closed it can't be changed.
  new RegExp(`${BEGIN}(?:once|when|after|if|as soon as) (?:(?:${ONE}(?<noun>${NOUN})|it|they) (?:is|are|has been|have been|was|gets?|becomes?) )?(?:being )?${STATE},? (?:${ONE}(?<noun2>${NOUN})|it|they) (?:${CANNOT}|never) be ${DONE}${MORE}${STOP}`, "g"),
  new RegExp(`${BEGIN}${ONE}(?<noun>${NOUN}) (?:${CANNOT}|never) be ${DONE}${MORE} (?:once|when|after|if|as soon as) (?:it is |it's |they are |they're |it has been |they have been |it was |being )?${STATE}${STOP}`, "g"),
  new RegExp(`${BEGIN}(?:once|when|after|if) (?:(?:${ONE}(?<noun>${NOUN})|it|they) (?:is|are|has been|have been) )?${STATE},? (?:${ONE}(?<noun2>${NOUN})|it|they) (?:is|are|become|becomes) ${FIXED}${STOP}`, "g"),
];
const ONLY = new RegExp(`${BEGIN}only ${ONE}(?:(?<state>[a-z]+) )?(?<noun>[a-z]+) (?:can|may) be ${DONE}${STOP}`, "g");

/** Takes out "a closed ticket can't be changed", "once paid, invoices can't be edited or deleted", "only drafts can be deleted". */
export function readLocks(text: string): { rest: string; rules: ApplyRule[] } {
  const rules: ApplyRule[] = [];
  const found = (isOnly: boolean) => ({ noun, noun2, state, deeds = "changed deleted" }: Record<string, string | undefined>, match: string, before: string): false | void => {
    if (before.trim() === "") return false;
    const said = noun2 ?? noun ?? null;
    rules.push((resources, assumptions) => apply(resources, assumptions, { noun: said, state: state ?? null, isChange: new RegExp(CHANGED).test(deeds), isDelete: /deleted|removed/.test(deeds), isOnly, before, text: tidy(match) }));
    return undefined;
  };
  return { rest: takeClauses(takeClauses(text, PATTERNS, found(false)), [ONLY], found(true)), rules };
}

interface Lock { noun: string | null; state: string | null; isChange: boolean; isDelete: boolean; isOnly: boolean; before: string; text: string }

function apply(resources: Resource[], assumptions: string[], lock: Lock): void {
  const { state, isChange, isDelete, isOnly, text } = lock;
  const { resource, field, value } = whatLocks(resources, lock);
  const values: (string | boolean)[] = field.kind === "boolean" ? [isOnly ? !value : value] : isOnly ? (field.options ?? []).filter((option) => option !== value) : [value];
  const start = field.kind === "boolean" ? (field.default ?? false) : field.default ?? (field.isReadOnly ? field.options?.[0] : undefined);
  if (start !== undefined && values.some((one) => one === start)) throw new NotUnderstood(`"${text}" locks ${resource.plural} as soon as they are made, because they begin as ${String(start)}.`, text);
  if (field.kind === "choice" && (field.options ?? []).every((option) => values.some((one) => one === option))) throw new NotUnderstood(`"${text}" leaves no ${state ?? "state"} in which one can be changed.`, text);
  if (field.locks && field.locks.values.join() !== values.join()) throw new NotUnderstood(`It isn't clear how "${text}" goes with what else locks the ${resource.plural}.`, text);
  if (isChange && resource.counters.length > 0) throw new NotUnderstood(`It isn't clear whether "${text}" also stops the ${resource.counters.map(({ action }) => action).join(" and ")} of ${resource.plural}.`, text);
  field.locks = { values, isChange: isChange || field.locks?.isChange === true, isDelete: isDelete || field.locks?.isDelete === true };
  const moves = resource.transitions.filter(({ from }) => from.some((one) => values.some((other) => other === one)));
  assumptions.push(`"${text}": it is answered with 409${isChange && !isDelete ? "; deleting still works" : ""}${isChange && moves.length > 0 ? `; ${listWords(moves.map(({ action }) => `POST ${resource.path}/{id}/${action}`))} still ${moves.length > 1 ? "change" : "changes"} its ${field.label}` : ""}`);
}

/** The one state, yes/no field or choice, of the thing that is spoken of. */
function whatLocks(resources: Resource[], { noun, state, isOnly, before, text }: Lock): { resource: Resource; field: Field; value: string | boolean } {
  // "only drafts": the state is the noun.
  const own = named(resources, noun ?? undefined);
  const word = own || state !== null ? state : noun;
  const said = [word ?? "", word?.replace(/s$/, "") ?? ""];
  if (word === null || (isOnly && own && state === null)) throw new NotUnderstood(`It isn't clear which ${own?.plural ?? "things"} "${text}" speaks of.`, text);
  const near = own ?? (noun === null || word === noun ? nearestResource(resources, before) : undefined);
  const among = own ? [own] : near && holding(near).length > 0 ? [near] : resources;
  const found = among.flatMap((resource) => holding(resource).map((one) => ({ resource, ...one })));
  const [first] = found;
  if (!first || found.length > 1) throw new NotUnderstood(first ? `It isn't clear what "${text}" speaks of: several things can be ${word}.` : `"${text}" needs something that says which ${own?.plural ?? (noun === null ? "things" : onLastWord(noun, plural))} are ${word}: a status with that value, or a yes/no field.`, text);
  return first;

  function holding({ fields }: Resource): { field: Field; value: string | boolean }[] {
    return fields.flatMap((field): { field: Field; value: string | boolean }[] => {
      const option = field.kind === "choice" ? field.options?.find((one) => said.includes(one)) : undefined;
      if (option !== undefined) return [{ field, value: option }];
      if (field.kind !== "boolean") return [];
      const isSo = said.some((one) => field.label === one || field.label === `is ${one}`);
      return isSo || said.some((one) => one === `un${field.label.replace(/^is /, "")}`) ? [{ field, value: isSo }] : [];
    });
  }
}
