import type { Mutant } from "./mutate.ts";

interface Known {
  operator: RegExp;
  /** The line as it is in the mutant. */
  line: RegExp;
  change: RegExp;
  reason: string;
}

/** Mutants that change nothing that a caller, or whoever described the API, could tell; each kind with its reason. */
const EQUIVALENT: Known[] = [
  { operator: /^made optional$/, line: /limit: z\.coerce\.number\(\).*\.default\(20\)\.optional\(\)/, change: /./, reason: "a list without a limit has 20 items in the store as well" },
  { operator: /^bound ±1$/, line: /Math\.max\(/, change: /^0 → -1$/, reason: "an entry that is shown has at least one second left" },
];

/** Why a mutant is equivalent, or null when it isn't. */
export function reasonOf(mutant: Mutant): string | null {
  const line = mutant.source.split("\n")[mutant.line - 1] ?? "";
  return EQUIVALENT.find((known) => known.operator.test(mutant.operator) && known.line.test(line) && known.change.test(mutant.change))?.reason ?? null;
}
