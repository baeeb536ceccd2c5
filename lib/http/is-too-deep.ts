/** Deeper than anything that is meant; a schema held against it would run out of stack further down. */
export const MAX_JSON_DEPTH = 100;

/** Whether parsed JSON is nested more than MAX_JSON_DEPTH levels. */
export function isTooDeep(value: unknown, left = MAX_JSON_DEPTH): boolean {
  if (typeof value !== "object" || value === null) return false;
  return left === 0 || Object.values(value).some((member) => isTooDeep(member, left - 1));
}
