/** A copy of plain data: arrays and objects of them, nothing with a prototype of its own. Each way of reading a sentence works on one, and structuredClone takes several times as long. */
export function copyOf<Value>(value: Value): Value;
export function copyOf(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((one: unknown) => copyOf(one));
  const copy: Record<string, unknown> = {};
  for (const [name, held] of Object.entries(value)) copy[name] = copyOf(held);
  return copy;
}
