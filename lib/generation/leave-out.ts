import { whyLeftOut } from "./additive.ts";
import { clausesOf, joinClauses, piecesOf, type Clause } from "./clauses.ts";
import { NotUnderstood } from "./resource-builder/not-understood.ts";

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
  const whys = new Map(clauses.slice(1).flatMap((clause) => { const why = whyLeftOut(clause.text); return why === null ? [] : [[clause, why] as const]; }).slice(0, MAX_CLAUSES));
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

/** Enough of what was said remains, and nothing that remains speaks of what is gone. */
function isSound(clauses: readonly Clause[], gone: ReadonlySet<Clause>, most = 0.5): boolean {
  const weightOf = (some: readonly Clause[]): number => some.reduce((sum, { text }) => sum + weight(text), 0);
  if (weightOf([...gone]) > most * weightOf(clauses)) return false;
  return clauses.every((clause, index) => {
    const before = clauses[index - 1];
    return gone.has(clause) || !before || !gone.has(before) || !REFERS.test(clause.text);
  });
}

const REFERS = /^(?:(?:and|also|then) )*(?:they|it|this|these|those|that|which|each|every one|both|such)\b|\b(?:it|them)\b/i;
const FILLER = /^(?:the|an?|and|or|of|for|to|in|on|by|per|with|is|are|be|i|we|it|that|want|need|would|like|should|can|me|my|please|also)$/i;
const weight = (text: string): number => text.split(/[^\p{L}\p{N}.']+/u).filter((word) => word !== "" && !FILLER.test(word)).length;
const quoted = (text: string): string => text.replace(/\s+/g, " ").replace(/[\s,.;!]+$/, "").trim();

function attempt<Result>(description: string, build: (description: string) => Result): Result | null {
  try {
    return build(description);
  } catch (error) {
    if (error instanceof NotUnderstood) return null;
    throw error;
  }
}

/** What keeps a description from being built, in its own words, and the description without it. Null when no one part does. */
export function withoutPart(description: string, build: (description: string) => unknown): { description: string; removed: string } | null {
  const builds = (text: string): boolean => text.length >= 4 && attempt(text, (one) => { build(one); return true; }) === true;
  for (const parts of [clausesOf(description), piecesOf(description)]) {
    for (const part of parts.slice(1, MAX_PARTS)) {
      const rest = joinClauses(parts, (other) => other !== part);
      if (isSound(parts, new Set([part]), MOST_SHORTER) && builds(rest)) return { description: rest, removed: quoted(part.text) };
    }
  }
  for (const parts of [clausesOf(description), piecesOf(description)]) {
    for (let end = Math.min(parts.length, MAX_PARTS) - 1; end > 0; end -= 1) {
      const kept = new Set(parts.slice(0, end));
      const rest = joinClauses(parts, (part) => kept.has(part));
      if (builds(rest)) return { description: rest, removed: quoted(joinClauses(parts, (part) => !kept.has(part))) };
    }
  }
  return null;
}

const MAX_PARTS = 40;
/** A suggestion may lose more: it is shown before it is built. */
const MOST_SHORTER = 0.8;
