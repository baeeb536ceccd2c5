import { lonePartsIn } from "../../lone-parts.ts";
import { NotUnderstood } from "../not-understood.ts";
import type { Resource, ResourcePlan } from "../resource-plan.ts";
import { onLastWord, singular } from "../words.ts";

const LINK = /\b([a-z]+) (?:come|comes|belongs?|lives?|sits?|stands?|works?|plays?|(?:is|are) (?:[a-z]+(?:ed|en|pt|de|ut|ght))) (?:to|in|at|on|for|from|by|of) (?:an?|one|the|exactly one) ([a-z]+(?: [a-z]+)?)/gi;

/** Throws where the description says that a thing belongs to another ("samples come from a site") and nothing in the plan leads from one to the other. */
export function auditLinks(description: string, { resources }: ResourcePlan): void {
  const [lone] = lonePartsIn(description, resources.map(({ singular: one, fields }) => ({ singular: one, of: fields.flatMap(({ target }) => target ?? []) })));
  if (lone) throw new NotUnderstood(`Nothing that would be built says what each ${lone.part} is a part of.`, lone.said);
  for (const [said, one = "", other = ""] of description.matchAll(LINK)) {
    const [child, parent] = [named(one, resources), named(other, resources) ?? named(other.split(" ")[0] ?? "", resources)];
    if (!child || !parent || child === parent || refers(child, parent) || refers(parent, child) || resources.some((third) => refers(third, child) && refers(third, parent))) continue;
    throw new NotUnderstood(`Nothing that would be built says to which ${parent.singular} each of the ${child.plural} belongs. Say it, for example "each ${child.singular} belongs to one ${parent.singular}".`, said);
  }
}

const named = (word: string, resources: readonly Resource[]): Resource | undefined => { const noun = onLastWord(word.toLowerCase(), singular); return resources.find(({ singular: one }) => one === noun) ?? resources.find(({ singular: one }) => one.split(" ").at(-1) === noun); };
const refers = ({ fields }: Resource, { singular: one }: Resource): boolean => fields.some(({ target }) => target === one);
