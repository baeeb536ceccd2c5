import type { Draft, DraftThing } from "./draft.ts";
import { type FieldOfThing, fieldSpokenOf } from "./constraint-way.ts";

/** Every field that a phrase names: "brand, model and serial", "first and last name", where the first shares the last word of the other. Null where one of them is none. `thing`: of which they are. */
export function fieldsCalled(phrase: string, draft: Draft, thing?: DraftThing): FieldOfThing[] | null {
  const whole = called(phrase, draft, thing);
  if (whole) return [whole];
  const names = phrase.replace(/^both (?:the )?/i, "").split(/,? (?:and|or|&|as well as|plus)(?: also)? |, /).map((name) => name.trim()).filter(Boolean);
  const last = names.at(-1)?.split(" ").at(-1) ?? "";
  const found = names.length < 2 ? [] : names.map((name) => called(name, draft, thing) ?? (name.includes(" ") ? null : called(`${name} ${last}`, draft, thing)));
  const fields = found.filter((one) => one !== null);
  return fields.length > 1 && fields.length === found.length && new Set(fields.map(({ field }) => field)).size === fields.length ? fields : null;
}

const called = (name: string, draft: Draft, thing?: DraftThing): FieldOfThing | null => fieldSpokenOf(name, thing ? { ...draft, things: [thing], last: 0 } : draft);
