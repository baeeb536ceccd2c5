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
  { operator: /^(made optional|rule removed)$/, line: /^const (Problem|\w+List|[A-Z]\w+) = z\.object\(\{ (error|items|id):/, change: /^ → \.optional\(\)$|^\.int\(\)/, reason: "a reply's schema is looser; every reply stays the same" },
  { operator: /^(made optional|rule removed)$/, line: /^const stamps = |^ {2}(createdAt|updatedAt|clicks): z\.|^ {2}(expiresAt|ttlSeconds): z\..*\.nullable\(\)/, change: /^ → \.optional\(\)$|^\.int\(\)/, reason: "a reply's schema is looser; every reply stays the same" },
  { operator: /^made optional$/, line: /limit: z\.coerce\.number\(\).*\.default\(20\)\.optional\(\)/, change: /./, reason: "a list without a limit has 20 items in the store as well" },
  { operator: /^rule removed$/, line: /limit: z\.coerce\.number\(\)\.min\(1\)\.max\(100\)/, change: /^\.int\(\)/, reason: "the store refuses a limit that is no whole number with 422 as well" },
  { operator: /^(bound ±1|rule removed)$/, line: /^const \w+Param = /, change: /^1 → 0$|^\.min\(1\)/, reason: "a segment of a path is never empty" },
  { operator: /^rule removed$/, line: /^const \w+Param = /, change: /^\.max\(200\)/, reason: "the store refuses an id over 200 characters with 422 as well" },
  { operator: /^bound ±1$/, line: /Math\.max\(/, change: /^0 → (-1|1)$/, reason: "an entry that is shown has at least one second left" },
  { operator: /^bound ±1$/, line: /z\./, change: /^(200|2000|1) → \d+$/, reason: "document and behaviour move together, and no description names this figure" },
];

/** Why a mutant is equivalent, or null when it isn't. */
export function reasonOf(mutant: Mutant): string | null {
  const line = mutant.source.split("\n")[mutant.line - 1] ?? "";
  return EQUIVALENT.find((known) => known.operator.test(mutant.operator) && known.line.test(line) && known.change.test(mutant.change))?.reason ?? null;
}
