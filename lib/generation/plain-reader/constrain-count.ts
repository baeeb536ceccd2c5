import { holdTold } from "../field-remarks/hold-told.ts";
import { pluralOf } from "../outline/outline-issues.ts";
import type { Way } from "./constraint-way.ts";
import { say } from "./draft.ts";

const WHO = "(?:you|one|they|we|people|customers?|members?|users?|guests?|nobody|no one|a customer|a person)";
const FORM = new RegExp(`^${WHO} (?:(?:can't|cannot|can not|must not|mustn't|may not|should not|shouldn't)|(?<=^nobody |^no one )(?:can|may|should)) [a-z]+ (?:less|fewer) than (?<min>\\d+)(?:,? (?:or|and|nor) more than (?<max>\\d+))?$`, "i");
const COUNTED = /^(?:quantity|amount|count|pieces|how many)$|^(?:number|amount|quantity) of /;

/** "You can't order less than 1 or more than 20": how many, where one number alone of what was spoken of tells it. */
export const counted: Way = (clause, draft) => {
  const { min, max } = FORM.exec(clause)?.groups ?? {};
  const thing = draft.things[draft.last];
  const fields = min === undefined ? [] : (thing?.fields ?? []).filter(({ kind, name }) => kind === "integer" && COUNTED.test(name));
  const [field] = fields;
  if (!thing || !field || fields.length > 1 || holdTold(field, { min: Number(min), ...(max === undefined ? {} : { max: Number(max) }) }) !== null) return false;
  say(draft, `${pluralOf(thing)}: ${field.name} is at least ${min}${max === undefined ? "" : ` and at most ${max}`}`);
  return true;
};
