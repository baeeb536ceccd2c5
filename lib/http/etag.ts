/** The entity tag of something by the number of its edits, or by a name of its state. */
export const etagOf = (revision: number | string): string => `"${revision}"`;

/** What `If-Match` accepts: null without the header, else whether a revision is among its tags. A weak tag never matches (RFC 9110 §13.1.1). */
export function ifMatch(header: string | null): ((revision: number | string) => boolean) | null {
  if (header === null) return null;
  const tags = header.split(",").map((tag) => tag.trim());
  return (revision) => tags.includes("*") || tags.includes(etagOf(revision));
}
