import type { OutlineField } from "../outline/schema.ts";
import type { Way } from "./constraint-way.ts";
import { nounOf, thingCalled } from "./draft.ts";
import { findField } from "./find-field.ts";

/** "One donor can give many objects", "an object may have no donor": of a field that speaks of another thing. */
export const ofMany: Way = (clause, draft) => {
  const [, one = "", many = ""] = /^(?:one|an?|each|every|the same) ([a-z ]+?) (?:can|may|might|could) (?:have|give|own|hold|contain|make|write|place|get|do|play|borrow|take|send|receive|be on|appear on|belong to|be given) (?:many|several|multiple|more than one|any number of|lots of|a lot of) ([a-z ]+)$/i.exec(clause) ?? [];
  const holds = (child: string, parent: string): OutlineField | undefined => thingCalled(draft, child)?.fields.find((field) => nounOf(field.of ?? field.name) === nounOf(parent));
  if (one !== "") return holds(many, one) !== undefined && holds(one, many) === undefined;
  const [, child = "", parent = ""] = /^(?:one|an?|each|every|some|the)? ?([a-z ]+?) (?:(?:may|can|might|could) (?:also )?(?:have no|be without(?: an?)?|not have an?)|(?:doesn't|does not|don't|do not|needn't) (?:need|have|need to have)(?: to have)?(?: an?)?|(?:have|has) no) ([a-z ]+)$/i.exec(clause) ?? [];
  const field = child === "" ? undefined : holds(child, parent) ?? findField(parent, thingCalled(draft, child) ?? { singular: "", also: [], fields: [], search: [], rules: [], around: [] });
  if (!field || field.kind === "boolean") return false;
  field.isRequired = false;
  return true;
};
