import { NotUnderstood } from "../not-understood.ts";
import type { ResourcePlan } from "../resource-plan.ts";

const THEIRS = /\b(?:their|its|his|her)(?: own)? ([a-z]+(?: [a-z]+)?)/gi;

/** Throws where a thing that is somebody's in the description ("their invoices") refers to nothing in the plan. */
export function auditOwners(description: string, { resources }: ResourcePlan): void {
  if (resources.length < 2) return;
  const theirs = [...description.matchAll(THEIRS)].map(([, noun = ""]) => noun.toLowerCase());
  const isTheirs = (name: string): boolean => theirs.some((noun) => noun === name || noun.startsWith(`${name} `));
  const lost = resources.find(({ singular, plural, ownership, fields }) => ownership === "shared" && (isTheirs(plural) || isTheirs(singular)) && !fields.some(({ target }) => target !== undefined));
  if (lost) throw new NotUnderstood(`It isn't clear to what each of the ${lost.plural} belongs. Say it, for example "${lost.plural} belong to customers".`, lost.plural);
}
