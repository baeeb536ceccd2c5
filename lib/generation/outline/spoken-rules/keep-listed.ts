import { onLastWord, singular } from "../../resource-builder/words.ts";
import { plainName } from "../name-of.ts";
import { MOST_THINGS, type OutlineField, type ReadOutline } from "../schema.ts";

const NOTHING = /^Nothing is said of what is kept of them\.$/;

/** "patients, doctors and appointments", where only of appointments more is said: each patient and each doctor has a name, and an appointment is of one of them. */
export function keepListed({ outline, open }: ReadOutline): ReadOutline {
  const things = structuredClone(outline.things);
  const left = open.filter(({ text, why }) => {
    const one = onLastWord(plainName(text), singular);
    const pointers = things.flatMap(({ fields }) => fields.filter((field) => field.kind === "text" && plainName(field.name) === one));
    // Nothing else that is kept speaks of them: what they are for isn't known.
    if (!NOTHING.test(why) || pointers.length === 0 || things.length >= MOST_THINGS || things.some((thing) => thing.singular === one)) return true;
    for (const field of pointers) pointTo(field, one);
    things.push({ singular: one, ownership: "shared", fields: [{ name: "name", kind: "text", isRequired: true, isUnique: false, isGuess: true }], search: [], rules: [] });
    return false;
  });
  return { outline: { things }, open: left };
}

function pointTo(field: OutlineField, of: string): void {
  Object.assign(field, { kind: "reference", of });
  delete field.isGuess;
  delete field.maxLength;
}
