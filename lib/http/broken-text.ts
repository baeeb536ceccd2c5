/** Where a value of plain JSON holds half of a surrogate pair, as a path like `tests.0.name`; null: nowhere. JSON can spell one (RFC 8259 §8.2), Postgres keeps none. */
export function brokenText(value: unknown, path = ""): string | null {
  if (typeof value === "string") return value.isWellFormed() ? null : path;
  if (typeof value !== "object" || value === null) return null;
  for (const [name, member] of Object.entries(value)) {
    const at = path === "" ? name : `${path}.${name}`;
    const found = name.isWellFormed() ? brokenText(member, at) : at.toWellFormed();
    if (found !== null) return found;
  }
  return null;
}
