import type { Mutant } from "./mutate.ts";

/** Mutants that change nothing that a caller or the description can tell, each with its reason. */
const EQUIVALENT: { api: RegExp; operator: string; change: RegExp; reason: string }[] = [];

/** Why a mutant is equivalent, or null when it isn't. */
export const reasonOf = (api: string, mutant: Mutant): string | null =>
  EQUIVALENT.find((known) => known.api.test(api) && known.operator === mutant.operator && known.change.test(mutant.change))?.reason ?? null;
