import { plainLetters, writtenAs } from "../resource-builder/as-written.ts";
import { fieldsOf } from "./rule-issue.ts";
import type { Outline, OutlineField } from "./schema.ts";

/** Gives the values of choices the capitals that they were written with, as resource-builder/as-written.ts does for a plan. A field that a rule speaks of keeps its values as they were read. */
export function outlineAsWritten(outline: Outline, description: string): Outline {
  if (!/[a-z]{2}/.test(description)) return outline;
  const text = plainLetters(description);
  const put = (field: OutlineField): OutlineField => {
    const [choices, start] = [field.choices ?? [], field.default];
    const written = choices.map((choice) => writtenAs(choice, choices, text));
    return choices.length === 0 || new Set(written).size < choices.length ? field : { ...field, choices: written, ...(typeof start === "string" ? { default: written[choices.indexOf(start)] ?? start } : {}) };
  };
  return { things: outline.things.map((thing) => ({ ...thing, fields: thing.fields.map((field) => (thing.rules.some((rule) => fieldsOf(rule).includes(field.name)) ? field : put(field))) })) };
}
