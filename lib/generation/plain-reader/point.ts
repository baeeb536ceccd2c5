import { type Draft, thingCalled } from "./draft.ts";

/** The thing at a place points to one of another kind. False where the other points to it already: then each may have several of the other. */
export function point(place: number, of: string, draft: Draft, isRequired = true): boolean {
  const child = draft.things[place];
  const parent = thingCalled(draft, of);
  if (!child || child === parent || parent?.fields.some((field) => field.of === child.singular)) return false;
  const same = child.fields.find((field) => field.of === of || field.name === of);
  if (same?.kind === "reference") return true;
  if (same && same.kind !== "text") return false;
  if (same) { Object.assign(same, { kind: "reference", of }); delete same.isGuess; }
  else child.fields.unshift({ name: of, kind: "reference", of, isRequired, isUnique: false });
  return true;
}
