import type { NamedResource } from "./read-resources.ts";
import { camelCase } from "./words.ts";

/** "issues with title and comments": comments on an issue are things of their own, written one by one; those of a feedback form are a remark. */
export function addChildren(found: NamedResource[]): void {
  for (const { noun, fields, assumptions } of [...found]) {
    const field = fields.find(({ label, kind }) => label === "comments" && kind === "list");
    if (!field || !DISCUSSED.test(noun) || found.some((other) => other.noun === "comment")) continue;
    fields.splice(fields.indexOf(field), 1);
    assumptions.splice(0, assumptions.length, ...assumptions.flatMap((line) => line.split("; ")).filter((line) => line !== "comments are a list of texts"));
    found.push({ noun: "comment", fields: [{ name: `${camelCase(noun)}Id`, label: noun, kind: "reference", isRequired: true, isUnique: false, target: noun }], assumptions: [], isImplied: true });
  }
}

const DISCUSSED = /\b(?:issue|ticket|bug|task|post|article|photo|picture|recipe|idea|video|question|project|topic|thread|story|request|movie|film|book|song|document)$/;
