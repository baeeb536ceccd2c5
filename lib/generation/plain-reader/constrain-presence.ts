import { findField } from "./find-field.ts";
import { type Way, fieldSpokenOf } from "./constraint-way.ts";

/** "Title must not be empty", "name can't be blank". */
export const needed: Way = (clause, draft) => {
  const names = / not |n't |cannot| never | non-?/i.test(clause) ? NEEDED.exec(clause)?.[1]?.split(/,? (?:and|or) |, /) : undefined;
  const found = names?.map((name) => fieldSpokenOf(name, draft)) ?? [];
  if (found.length === 0 || found.some((one) => one === null)) return false;
  for (const one of found) if (one && one.field.kind !== "boolean") one.field.isRequired = true;
  return true;
};

/** "Notes can be left out", "supplier is optional". */
export const optional: Way = (clause, draft) => {
  const names = /^(.+?)(?: (?:is|are) optional| (?:can|may|might) be (?:left out|left empty|empty|missing|omitted|blank|left blank)| (?:is|are) not (?:required|mandatory|always (?:known|there|given)))$/i.exec(clause)?.[1]?.split(/,? (?:and|or) |, /);
  const found = names?.map((name) => fieldSpokenOf(name, draft)) ?? [];
  if (found.length === 0 || found.some((one) => one === null)) return false;
  for (const one of found) if (one) one.field.isRequired = false;
  return true;
};

/** "Nothing can be empty except the message", "all fields are required". */
export const allNeeded: Way = (clause, draft) => {
  const [, but] = /^(?:(?:nothing|no field) (?:can|may|must|should) be (?:empty|missing|left out|left empty|blank)|(?:everything|all|all fields|all of them|every field) (?:is|are|must be) (?:required|mandatory|needed))(?:,? (?:except|but|apart from|besides|only) (?:for )?(.+))?$/i.exec(clause) ?? [];
  const thing = draft.things[draft.last];
  if (!thing || !/^(?:nothing|no field|everything|all|every)\b/i.test(clause) || !/required|mandatory|needed|empty|missing|left|blank/.test(clause)) return false;
  const free = but?.split(/,? (?:and|or) |, /).map((name) => findField(name, thing)) ?? [];
  if (free.some((one) => one === undefined) || (but === undefined && /except|but|apart|besides/i.test(clause))) return false;
  for (const field of thing.fields) if (field.kind !== "boolean") field.isRequired = !free.includes(field);
  return true;
};

const NEEDED = /^(.+?) (?:(?:must|should|can|may|has to|needs to)(?: not|n't)?|cannot|is never|are never|must never|may never|can never) be (?:not |non-?)?(?:left )?(?:empty|blank|missing|left out|omitted|null|out)$/i;
