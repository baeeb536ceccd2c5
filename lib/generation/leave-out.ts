import { whyLeftOut } from "./additive.ts";
import { clausesOf, isSentenceEnd, joinClauses, piecesOf, type Clause } from "./clauses.ts";
import { keepMost, listsFields } from "./keep-most.ts";
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

/** Enough of what was said remains, and nothing that remains speaks of what is gone. */
function isSound(clauses: readonly Clause[], gone: ReadonlySet<Clause>, most = 0.5): boolean {
  const weightOf = (some: readonly Clause[]): number => some.reduce((sum, { text }) => sum + weight(text), 0);
  if (weightOf([...gone]) > most * weightOf(clauses)) return false;
  return clauses.every((clause, index) => {
    const before = clauses[index - 1];
    return gone.has(clause) || !before || !gone.has(before) || !REFERS.test(clause.text);
  });
}

/** Whether what isn't quoted is at least half of the description. */
export const isMostKept = (description: string, leftOut: readonly string[]): boolean => weightLeftOut(leftOut) * 2 <= weight(description);
/** How many words that say something are quoted as left out. */
export const weightLeftOut = (leftOut: readonly string[]): number => leftOut.reduce((sum, line) => sum + weight(/^"(.*)": /s.exec(line)?.[1] ?? ""), 0);

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
export function withoutPart(description: string, build: (description: string) => unknown): Shorter | null {
  const ways = [clausesOf(description), piecesOf(description)];
  let lesser: Shorter | null = null;
  for (const parts of ways) {
    for (const part of parts.slice(1).slice(-MAX_PARTS)) {
      const shorter = { description: joinClauses(parts, (other) => other !== part), removed: quoted(part.text) };
      const built = isSound(parts, new Set([part]), MOST_SHORTER) ? attempt(shorter.description, build) : null;
      // One that leaves out nothing more is better, and so is one that loses no whole list for an item of it.
      if (built && !leavesOut(built) && !listsFields(part.text)) return shorter;
      lesser ??= built ? shorter : null;
    }
  }
  return lesser ?? withMost(description, build) ?? withoutEnd(ways, build);
}

interface Shorter {
  description: string;
  removed: string;
}

/** All that builds together, and what doesn't. */
function withMost(description: string, build: (description: string) => unknown): Shorter | null {
  const fits = (some: string): boolean => {
    const built = some.length < 4 ? null : attempt(some, build);
    return built !== null && !leavesOut(built);
  };
  const most = keepMost(description, fits);
  if (!most || weight(most.description) < (1 - MOST_SHORTER) * weight(description)) return null;
  return { description: most.description, removed: runsOf(description, most.removed.map(({ text }) => quoted(text))) };
}

/** Parts that stand side by side are quoted as one. */
function runsOf(description: string, parts: readonly string[]): string {
  const text = description.replace(/\s+/g, " ");
  const runs: string[] = [];
  for (const part of parts) {
    const last = runs.at(-1);
    const joined = last === undefined ? undefined : [" ", ", ", ". ", "; ", ", and ", " and "].map((between) => `${last}${between}${part}`).find((both) => text.includes(both));
    if (joined === undefined) runs.push(part);
    else runs[runs.length - 1] = joined;
  }
  return runs.join('" and "');
}

/** Without the fewest of its last parts. What isn't a list of fields is cut only where a sentence or a wish ends. */
function withoutEnd(ways: readonly Clause[][], build: (description: string) => unknown): Shorter | null {
  for (const parts of ways) {
    for (let end = parts.length - 1; end > 0 && end >= parts.length - MAX_PARTS; end -= 1) {
      const kept = new Set(parts.slice(0, end));
      const description = joinClauses(parts, (part) => kept.has(part));
      const cut = parts[end];
      if (parts !== ways[0] && cut && !isSentenceEnd(cut.before) && !listsFields(clausesOf(description).at(-1)?.text + cut.before + cut.text)) continue;
      if (description.length >= 4 && attempt(description, build)) return { description, removed: quoted(joinClauses(parts, (part) => !kept.has(part))) };
    }
  }
  return null;
}

const leavesOut = (built: unknown): boolean => typeof built === "object" && built !== null && "leftOut" in built && Array.isArray(built.leftOut) && built.leftOut.length > 0;

/** Each costs a build or two. */
const MAX_PARTS = 12;
/** A suggestion may lose more: it is shown before it is built. */
const MOST_SHORTER = 0.8;
