/** What a stored document has to be like, as far as the source tells; `any`: it does not. */
export type Shape =
  | { kind: "any" }
  | { kind: "scalar"; type: "string" | "number" | "boolean" | "null" }
  | { kind: "literal"; value: string | number | boolean }
  | { kind: "array"; item: Shape }
  | { kind: "record"; value: Shape }
  | { kind: "object"; members: Record<string, Member> }
  | { kind: "union"; of: Shape[] };
export interface Member {
  shape: Shape;
  /** It may be missing. */
  isOptional: boolean;
}

export const ANY: Shape = { kind: "any" };

/** Of one document: a type and a document can be made so that each value is held against thousands of forms. */
const MAX_STEPS = 500_000;

/** Whether `value` fits, as far as `steps` go; else the place and what is expected there, in words. */
export function misfit(value: unknown, shape: Shape, place = "", steps = { left: MAX_STEPS }): string | null {
  steps.left -= 1;
  if (steps.left < 0) return null;
  const not = (what: string) => `${place === "" ? "it" : place} is not ${what}`;
  switch (shape.kind) {
    case "any":
      return null;
    case "scalar":
      return (shape.type === "null" ? value === null : typeof value === shape.type) ? null : not(shape.type === "null" ? "null" : `a ${shape.type}`);
    case "literal":
      return value === shape.value ? null : not(JSON.stringify(shape.value));
    case "union":
      return shape.of.some((one) => misfit(value, one, place, steps) === null) ? null : not(wordsOf(shape));
    case "array":
      return Array.isArray(value) ? firstOf(value.map((item, index) => () => misfit(item, shape.item, `${place}[${index}]`, steps))) : not("a list");
    case "record":
      return isRecord(value) ? firstOf(Object.entries(value).map(([name, item]) => () => misfit(item, shape.value, join(place, name), steps))) : not("an object");
    case "object":
      return isRecord(value) ? misfitOfMembers(value, shape.members, place, steps) : not("an object");
  }
}

function misfitOfMembers(value: Record<string, unknown>, members: Record<string, Member>, place: string, steps: { left: number }): string | null {
  return firstOf(Object.entries(members).map(([name, member]) => () => {
    if (Object.hasOwn(value, name)) return misfit(value[name], member.shape, join(place, name), steps);
    // Code reads what is missing as undefined: where null is allowed it is as good as null.
    return member.isOptional || misfit(null, member.shape, place, steps) === null ? null : `${join(place, name)} is missing`;
  }));
}

/** `one of "draft", "live"`, `a string or null`. */
export function wordsOf(shape: Shape): string {
  if (shape.kind === "literal") return JSON.stringify(shape.value);
  if (shape.kind === "scalar") return shape.type === "null" ? "null" : `a ${shape.type}`;
  if (shape.kind !== "union") return shape.kind === "array" ? "a list" : "an object";
  const all = shape.of.every(({ kind }) => kind === "literal") ? `one of ${shape.of.slice(0, 8).map(wordsOf).join(", ")}` : [...new Set(shape.of.slice(0, 8).map(wordsOf))].join(" or ");
  return shape.of.length > 8 ? `${all}, …` : all;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);
const join = (place: string, name: string): string => (place === "" ? name : `${place}.${name}`);

function firstOf(checks: (() => string | null)[]): string | null {
  for (const check of checks) {
    const found = check();
    if (found !== null) return found;
  }
  return null;
}
