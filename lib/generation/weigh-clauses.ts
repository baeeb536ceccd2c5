import type { Clause } from "./clauses.ts";
import { NotUnderstood } from "./resource-builder/not-understood.ts";

/** Enough of what was said remains, and nothing that remains speaks of what is gone. */
export function isSound(clauses: readonly Clause[], gone: ReadonlySet<Clause>, most = 0.5): boolean {
  const weightOf = (some: readonly Clause[]): number => some.reduce((sum, { text }) => sum + weight(text), 0);
  if (weightOf([...gone]) > most * weightOf(clauses)) return false;
  return clauses.every((clause, index) => {
    const before = clauses[index - 1];
    return gone.has(clause) || !before || !gone.has(before) || !REFERS.test(clause.text);
  });
}

const REFERS = /^(?:(?:and|also|then) )*(?:they|it|this|these|those|that|which|each|every one|both|such)\b|\b(?:it|them)\b/i;
const FILLER = /^(?:the|an?|and|or|of|for|to|in|on|by|per|with|is|are|be|i|we|it|that|want|need|would|like|should|can|me|my|please|also)$/i;
export const weight = (text: string): number => text.split(/[^\p{L}\p{N}.']+/u).filter((word) => word !== "" && !FILLER.test(word)).length;
export const quoted = (text: string): string => text.replace(/\s+/g, " ").replace(/[\s,.;!]+$/, "").trim();

/** What it builds; null when it isn't understood. */
export function attempt<Result>(description: string, build: (description: string) => Result): Result | null {
  try {
    return build(description);
  } catch (error) {
    if (error instanceof NotUnderstood) return null;
    throw error;
  }
}
