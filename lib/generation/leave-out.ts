import { whyLeftOut } from "./additive.ts";
import { clausesOf, joinClauses, type Clause } from "./clauses.ts";
import { NotUnderstood } from "./resource-builder/not-understood.ts";
import { attempt, isSound, quoted, weight } from "./weigh-clauses.ts";

interface Built {
  leftOut: string[];
}

/**
 * Builds a description, without the fewest of its clauses that only add something where it can't be built whole. Each of them is quoted in `leftOut`.
 * Throws what the whole description throws when that isn't enough: what restricts, or is the point, is never left out.
 */
export function leaveOut<Result extends Built>(description: string, build: (description: string) => Result): Result {
  try {
    return build(description);
  } catch (error) {
    if (!(error instanceof NotUnderstood)) throw error;
    const found = withoutAdditions(description, build);
    if (!found) throw error;
    return found;
  }
}

/** At most so many clauses are tried: each costs a build. */
const MAX_CLAUSES = 8;

function withoutAdditions<Result extends Built>(description: string, build: (description: string) => Result): Result | null {
  const clauses = clausesOf(description);
  const whys = new Map(clauses.slice(1).flatMap((clause) => { const why = whyLeftOut(clause.text, description.replace(clause.text, "")); return why === null ? [] : [[clause, why] as const]; }).slice(0, MAX_CLAUSES));
  if (whys.size === 0 || !attempt(joinClauses(clauses, (clause) => !whys.has(clause)), build)) return null;
  const without = (gone: ReadonlySet<Clause>): Result | null => (isSound(clauses, gone) ? attempt(joinClauses(clauses, (clause) => !gone.has(clause)), build) : null);
  for (const gone of choices([...whys.keys()])) {
    const built = without(new Set(gone));
    if (built) return { ...built, leftOut: [...built.leftOut, ...gone.map((clause) => `"${quoted(clause.text)}": ${whys.get(clause) ?? ""}`)] };
  }
  return null;
}

/** The fewest first: each alone, each two, then all but each, and all. */
function choices(clauses: readonly Clause[]): Clause[][] {
  const ones = clauses.map((clause) => [clause]);
  const twos = clauses.flatMap((clause, index) => clauses.slice(index + 1).map((other) => [clause, other]));
  const allButOne = clauses.map((clause) => clauses.filter((other) => other !== clause));
  return [...ones, ...twos, ...(clauses.length > 3 ? allButOne : []), ...(clauses.length > 2 ? [[...clauses]] : [])];
}

/** Whether what isn't quoted is at least half of the description. */
export const isMostKept = (description: string, leftOut: readonly string[]): boolean => weightLeftOut(leftOut) * 2 <= weight(description);
/** How many words that say something are quoted as left out. */
export const weightLeftOut = (leftOut: readonly string[]): number => leftOut.reduce((sum, line) => sum + weight(/^"(.*)": /s.exec(line)?.[1] ?? ""), 0);
