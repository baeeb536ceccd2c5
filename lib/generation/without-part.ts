import { clausesOf, isSentenceEnd, joinClauses, piecesOf } from "./clauses.ts";
import { keepMost, listsFields } from "./keep-most.ts";
import { keepsThings } from "./keeps-things.ts";
import { attempt, isSound, quoted, weight } from "./weigh-clauses.ts";

/** What keeps a description from being built, in its own words, and the description without it. Null when no part does. */
export function withoutPart(description: string, build: (description: string) => unknown): Shorter | null {
  let lossy: Shorter | null = null;
  for (const way of [withoutOne, withMost, withoutEnd]) {
    for (const { shorter, removed, built } of way(description, build)) {
      if (keepsThings(description, built, removed)) return { description: shorter, removed };
      lossy ??= { description: null, removed };
    }
  }
  return lossy;
}

export interface Shorter {
  /** Null where a thing that was named would be lost: such a description is not offered. */
  description: string | null;
  /** The parts that aren't built, as they were written. */
  removed: string[];
}

interface Candidate {
  shorter: string;
  removed: string[];
  built: unknown;
}

/** Without one part. The first that leaves out nothing more and loses no whole list for an item of it; else the first that builds. */
function withoutOne(description: string, build: (description: string) => unknown): Candidate[] {
  const lesser: Candidate[] = [];
  for (const parts of [clausesOf(description), piecesOf(description)]) {
    for (const part of parts.slice(1).slice(-MAX_PARTS)) {
      const shorter = joinClauses(parts, (other) => other !== part);
      const built = isSound(parts, new Set([part]), MOST_SHORTER) ? attempt(shorter, build) : null;
      if (!built) continue;
      const candidate = { shorter, removed: [quoted(part.text)], built };
      if (!leavesOut(built) && !listsFields(part.text)) return [candidate];
      lesser.push(candidate);
    }
  }
  return lesser.slice(0, 1);
}

/** All that builds together, and what doesn't. */
function withMost(description: string, build: (description: string) => unknown): Candidate[] {
  const builds = new Map<string, unknown>();
  const fits = (some: string): boolean => {
    const built = some.length < 4 ? null : attempt(some, build);
    builds.set(some, built);
    return built !== null && !leavesOut(built);
  };
  const most = keepMost(description, fits);
  if (!most || weight(most.description) < (1 - MOST_SHORTER) * weight(description)) return [];
  const built = builds.get(most.description) ?? attempt(most.description, build);
  return built === null ? [] : [{ shorter: most.description, removed: most.removed.map(({ text }) => quoted(text)), built }];
}

/** Without the fewest of its last parts. What isn't a list of fields is cut only where a sentence or a wish ends. */
function withoutEnd(description: string, build: (description: string) => unknown): Candidate[] {
  const whole = clausesOf(description);
  for (const parts of [whole, piecesOf(description)]) {
    for (let end = parts.length - 1; end > 0 && end >= parts.length - MAX_PARTS; end -= 1) {
      const kept = new Set(parts.slice(0, end));
      const shorter = joinClauses(parts, (part) => kept.has(part));
      const cut = parts[end];
      if (parts.length !== whole.length && cut && !isSentenceEnd(cut.before) && !listsFields(clausesOf(shorter).at(-1)?.text + cut.before + cut.text)) continue;
      const built = shorter.length >= 4 ? attempt(shorter, build) : null;
      if (built) return [{ shorter, removed: parts.slice(end).map(({ text }) => quoted(text)), built }];
    }
  }
  return [];
}

const leavesOut = (built: unknown): boolean => typeof built === "object" && built !== null && "leftOut" in built && Array.isArray(built.leftOut) && built.leftOut.length > 0;

/** Each costs a build or two. */
const MAX_PARTS = 12;
/** A suggestion may lose more: it is shown before it is built. */
const MOST_SHORTER = 0.8;
