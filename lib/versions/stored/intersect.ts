import { ANY, type Shape } from "./shape.ts";

/** What fits both: of two objects the members of both; anything harder is taken from the first that says something. */
export function intersect(a: Shape, b: Shape): Shape {
  if (a.kind === "object" && b.kind === "object") return { kind: "object", members: { ...a.members, ...b.members } };
  return a.kind === "any" ? b : b.kind === "any" || a.kind === b.kind ? a : ANY;
}
