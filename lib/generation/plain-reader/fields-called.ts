import { type Draft, type DraftThing, nounOf } from "./draft.ts";
import { type FieldOfThing, fieldSpokenOf } from "./constraint-way.ts";

/** Every field that a phrase names: "brand, model and serial", "first and last name", where the first shares the last word of the other. Null where one of them is none. `thing`: of which they are. */
export function fieldsCalled(phrase: string, draft: Draft, thing?: DraftThing): FieldOfThing[] | null {
  const whole = called(phrase, draft, thing);
  if (whole) return [whole];
  const names = phrase.replace(/^both (?:the )?/i, "").split(/,? (?:and|or|&|as well as|plus)(?: also)? |, /).map((name) => name.trim()).filter(Boolean);
  const last = names.at(-1)?.split(" ").at(-1) ?? "";
  const found = names.length < 2 ? [] : names.map((name) => called(name, draft, thing) ?? (name.includes(" ") ? null : called(`${name} ${last}`, draft, thing)));
  const fields = found.filter((one) => one !== null);
  const several = names.length === 1 ? endingIn(phrase, thing ?? draft.things[draft.last]) : [];
  if (several.length > 1) return several;
  return fields.length > 1 && fields.length === found.length && new Set(fields.map(({ field }) => field)).size === fields.length ? fields : null;
}

/** "Goals": the home goals and the away goals. */
function endingIn(phrase: string, thing: DraftThing | undefined): FieldOfThing[] {
  const word = phrase.replace(/^(?:the|all|both|all the|both the) /i, "").toLowerCase();
  const isMany = /^[a-z]+$/.test(word) && nounOf(word) !== word;
  return !thing || !isMany ? [] : thing.fields.filter(({ name, kind }) => kind !== "reference" && name.includes(" ") && nounOf(name.split(" ").at(-1) ?? "") === nounOf(word)).map((field) => ({ field, thing }));
}

const called = (name: string, draft: Draft, thing?: DraftThing): FieldOfThing | null => fieldSpokenOf(name, thing ? { ...draft, things: [thing], last: 0 } : draft);
