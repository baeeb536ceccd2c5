import type { SqlFragment } from "./connect.ts";

/** What postgres.js has of a statement before it is sent. */
interface Parts {
  strings?: readonly string[];
  args?: readonly unknown[];
  options?: { prepare?: boolean };
}

/**
 * postgres.js prepares every statement, and Postgres keeps each in each connection for as long as that lives. Of statements whose text others choose, in ever new
 * forms, only the first are prepared: so many of all, and of one who asks.
 */
export function prepareFew(most: number, mostOfOne: number) {
  const known = new Set<string>();
  const ofOne = new Map<string, number>();
  return (asker: string) => <Statement extends SqlFragment>(statement: Statement): Statement => {
    const parts = statement as Parts;
    const text = textOf(parts);
    if (known.has(text)) return statement;
    const count = ofOne.get(asker) ?? 0;
    if (known.size < most && count < mostOfOne) {
      known.add(text);
      ofOne.set(asker, count + 1);
    } else if (parts.options) parts.options.prepare = false;
    return statement;
  };
}

/** With its parts, but without its values. */
const textOf = ({ strings = [], args = [] }: Parts): string => strings.map((string, index) => string + (isParts(args[index]) ? textOf(args[index]) : "?")).join("");
const isParts = (value: unknown): value is Parts => typeof value === "object" && value !== null && "strings" in value;
