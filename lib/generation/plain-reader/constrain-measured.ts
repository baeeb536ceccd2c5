import { unitOf } from "../field-words/units.ts";
import type { OutlineField } from "../outline/schema.ts";
import { said } from "./constrain-said.ts";
import type { Way } from "./constraint-way.ts";
import { type DraftThing, nounOf, thingCalled } from "./draft.ts";

const VERB = "(?:(?:can|may|must|should|will|has to|have to|needs? to)(?:n't| not)?|cannot)(?: (?:be|last|take|weigh|hold|cost|have))?|is|are|has|have|lasts?|takes?|weighs?|holds?|costs?";
const FORM = new RegExp(`^(?:(?:an?|the|each|every|all|one|any|no) )?(?<what>[a-z]+(?: [a-z]+)?) (?<verb>${VERB}) (?<rest>[a-z -]*\\d.*)$`, "i");
const FIGURE = /\d ?([a-z%€$£]+)/gi;

/** "A barrel cannot be over 300 litres", "lessons last at least 30 minutes and not more than 240": a limit of a thing is one of its only number in that unit. */
export const measured: Way = (clause, draft) => {
  const { what = "", verb = "", rest = "" } = FORM.exec(clause)?.groups ?? {};
  const thing = what === "" || /^no /i.test(clause) ? undefined : /^(?:it|they)$/i.test(what) ? draft.things[draft.last] : thingCalled(draft, what);
  const units = [...new Set([...rest.matchAll(FIGURE)].map(([, unit = ""]) => unit.toLowerCase()).filter((word) => !/^(?:and|to|or|at|up|minimum|maximum|min|max)$/.test(word)))];
  const [unit] = units;
  const field = thing && unit !== undefined && units.length === 1 ? inUnit(unit, thing) : undefined;
  const isAgain = /n't|not\b/i.test(verb);
  return field !== undefined && said(`${field.name} ${isAgain ? "cannot be" : "must be"} ${rest.replaceAll(new RegExp(` ?\\b${unit ?? ""}\\b`, "gi"), "")}`, draft);
};

/** The only number that is called by a unit, is in it, or, of money, is an amount. */
function inUnit(unit: string, { fields }: DraftThing): OutlineField | undefined {
  const numbers = fields.filter(({ kind }) => /^(?:integer|number|money)$/.test(kind));
  const named = numbers.filter(({ name }) => name.split(" ").some((word) => nounOf(word) === nounOf(unit)));
  const found = named.length === 0 && unitOf(unit) === "money" ? numbers.filter(({ kind }) => kind === "money") : named;
  return found.length === 1 ? found[0] : undefined;
}
