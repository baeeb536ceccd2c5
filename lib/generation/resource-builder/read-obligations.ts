import { bare, fieldNamed, LABEL, LABELS, mentions, splitLabels, takeClauses, WORD } from "./clause-words.ts";
import { takeForNumber } from "./figure-fields.ts";
import { NotUnderstood } from "./not-understood.ts";
import type { Resource } from "./resource-plan.ts";

/** "stock can't go below zero". */
const FLOOR = new RegExp(`(?:^|[ ,;.]+)(?:\\b(?:and|but|where|the|an?|each|every|its|their) )*(?<floor>${WORD}(?: ${WORD})?) (?:can(?:not|'t| not| never)|must not|may not|should not|shouldn't|must never|never|doesn't|does not)(?: ever)? (?:(?:be|go|goes|drop|drops|fall|falls|get|gets) )?(?:negative|(?:below|under|less than) (?:zero|0))`, "g");

export interface ObligationWish {
  /** Labels; null for every field, or for all that isn't named otherwise. */
  labels: string[] | null;
  isRequired: boolean;
  isOnly: boolean;
  isFloor?: boolean;
}

const BE = "(?:(?:are|is|should be|must be|can be|may be|being) )?";
const MUST = "(?:optional|not required|not mandatory|required|mandatory|compulsory|obligatory)";
const PATTERNS: RegExp[] = [
  new RegExp(`[ ,;]*(?:\\b(?:and|but|where|with) )*\\b(?<all>(?:everything|all|every|the rest|the others?|all others?|others)(?: else| the others?| others?| the rest)?(?: fields?| of them)?) (?:are|is|should be|must be) (?<must>${MUST})`, "g"),
  new RegExp(`[ ,;]*(?:\\b(?:and|but|where) )*\\bonly (?:the )?(?<only>${LABELS}) (?:are|is|should be|must be) (?<must>required|mandatory)`, "g"),
  new RegExp(`(?<=(?:^|[.;\\n] ?))(?<labels>${LABELS}) (?:are|is|should be|must be|can be|may be) (?<must>${MUST})`, "g"),
  new RegExp(`(?:,|,? and|,? but|,? where) (?<labels>${LABEL}) (?:are|is|should be|must be|can be|may be) (?<must>${MUST})`, "g"),
  new RegExp(`(?<=[.;\\n,] |^)(?<must>optional|required|mandatory)(?: fields?)?(?: are| is)?: ?(?<labels>${LABELS})(?=[.;\\n]|$)`, "g"),
];

/** Takes out "phone is optional", "only the title is required". */
export function readObligations(text: string): { rest: string; wishes: ObligationWish[] } {
  const wishes: ObligationWish[] = [];
  const rest = takeClauses(text.replace(new RegExp(` ${BE}(?:left empty|left blank|left out|omitted|null|empty)(?=[,.;]|$| and )`, "g"), " is optional"), PATTERNS, ({ labels, only, all, must }) => {
    const one = labels && splitLabels(labels).length === 1 ? bare(labels) : undefined;
    const isRequired = !/optional|not/.test(must ?? "");
    wishes.push({ labels: all ? null : splitLabels(only ?? labels ?? ""), isRequired, isOnly: only !== undefined });
    // "name, email and phone is optional" also names the phone.
    return one !== undefined && mentions(text, one) < 2 ? `, ${one}` : undefined;
  });
  const floored = takeClauses(rest, [FLOOR], ({ floor }) => { if (floor) wishes.push({ labels: [floor], isRequired: true, isOnly: false, isFloor: true }); });
  return { rest: floored, wishes };
}

export function applyObligations(resources: Resource[], wishes: readonly ObligationWish[], assumptions: string[]): void {
  // What holds for the rest comes first, so that what is named wins.
  for (const { labels, isRequired, isOnly, isFloor } of wishes.toSorted((one, other) => Number(other.labels === null) - Number(one.labels === null))) {
    if (labels === null || isOnly) for (const { fields } of resources) for (const field of fields) if (!field.isReadOnly && field.kind !== "boolean") field.isRequired = isOnly ? false : isRequired;
    for (const label of labels ?? []) {
      if (isFloor) for (const { plural: many, fields } of resources) takeForNumber(fieldNamed(fields, label), many, "number", assumptions);
      const holders = resources.flatMap(({ fields }) => { const field = fieldNamed(fields, label); return field ? [field] : []; });
      if (holders.length === 0) throw new NotUnderstood(`"${label}" should be ${isRequired ? "required" : "optional"}, but nothing here has such a field.`, label);
      if (isFloor) {
        const numbers = holders.filter(({ kind }) => kind === "integer" || kind === "number" || kind === "money");
        if (numbers.length === 0) throw new NotUnderstood(`"${label}" is no number, so that it has no lowest value.`, label);
        for (const field of numbers) field.min = Math.max(0, field.min ?? 0);
      } else for (const field of holders) if (!field.isReadOnly) field.isRequired = isRequired;
    }
  }
}
