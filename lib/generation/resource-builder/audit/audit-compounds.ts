import { NotUnderstood } from "../not-understood.ts";
import type { ResourcePlan } from "../resource-plan.ts";
import { isPlural } from "../words.ts";

/** Throws where a name of several words has a plural in it, so that it may be a sentence: "children ride", "office plants watering". An outline shows such a name to be corrected. */
export function auditCompounds({ resources }: ResourcePlan): void {
  for (const { singular, fields } of resources) {
    const words = singular.split(" ");
    // "A building has many flats with a number": flats of a building, not building flats that have a flat.
    const twin = fields.find(({ label, kind }) => kind === "text" && words.length > 1 && label === words.at(-1));
    if (twin && resources.some((other) => other.singular === words.slice(0, -1).join(" "))) throw new NotUnderstood(`It isn't clear whether "${singular}" is a name, or says what each ${words[0] ?? ""} has.`, singular);
    if (words.length > 1 && words.some((word) => isPlural(word) && !AS_ONE.has(word))) throw new NotUnderstood(`It isn't clear what "${singular}" is: it may be a name, or say who does what.`, singular);
  }
}

/** What looks like a plural and stands in names. */
const AS_ONE = new Set("sports sales goods news series species arts games savings electronics parts accounts operations process business address class glass press mass grass pass chess fitness witness customs works premises headquarters".split(" "));
