import { createHash } from "node:crypto";
import { AppError } from "#lib/errors.ts";

/** Names a state: equal until something of it changes. For what has no number of its edits. */
export const tagOf = (state: unknown): string => createHash("sha256").update(JSON.stringify(state)).digest("base64url").slice(0, 16);

/** Whether a state is the one that a caller has seen; absent: any is. */
export type IsExpected = ((tag: string) => boolean) | undefined;

/** Throws `precondition_failed` when something was changed since the caller read it. */
export function requireExpected(state: unknown, isExpected: IsExpected, what: string): void {
  if (isExpected && !isExpected(tagOf(state))) throw new AppError("precondition_failed", `${what} changed since you read it. Read it again and repeat your change.`);
}

/** The entity tag of something by the number of its edits, or by a name of its state. */
export const etagOf = (revision: number | string): string => `"${revision}"`;

/** What `If-Match` accepts: null without the header, else whether a revision is among its tags. A weak tag never matches (RFC 9110 §13.1.1). */
export function ifMatch(header: string | null): ((revision: number | string) => boolean) | null {
  if (header === null) return null;
  const tags = header.split(",").map((tag) => tag.trim());
  return (revision) => tags.includes("*") || tags.includes(etagOf(revision));
}
