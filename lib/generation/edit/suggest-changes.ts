import { documentedOperations } from "#lib/versions/documented-operations.ts";
import type { EditBase } from "#lib/versions/edit-base.ts";
import { NotUnderstood } from "../resource-builder/not-understood.ts";
import { singular } from "../resource-builder/words.ts";
import { editBuiltIn } from "./built-in/edit-built-in.ts";
import { type Replay, replayRecipe } from "./built-in/replay-recipe.ts";
import { type ListOfThings, listsOf } from "./lists-of.ts";

const MOST = 3;
/** Each is tried, which takes some milliseconds, on top of what the API was made by. */
const MOST_TRIED = 8;
const MOST_REPLAYED = 10;

/** What could sensibly come next, from what an API's document shows and doesn't. With `isBuiltIn` only what the built-in generator can change. */
export function suggestChanges(base: EditBase, isBuiltIn: boolean): string[] {
  const operations = documentedOperations(base.openapi);
  const lists = listsOf(base.openapi);
  const several = lists.length > 1;
  const all = lists.map((list) => ideasFor(list, operations.map(({ path }) => path), several));
  // One of each thing in turn.
  const mixed = Array.from({ length: Math.max(0, ...all.map((ideas) => ideas.length)) }, (_, index) => all.flatMap((ideas) => ideas.slice(index, index + 1))).flat();
  if (!isBuiltIn) return mixed.slice(0, MOST);
  const replayed = replay(base);
  if (!replayed) return [];
  const suggestions: string[] = [];
  for (const text of mixed.slice(0, MOST_TRIED)) {
    if (suggestions.length === MOST) break;
    if (editBuiltIn({ base, history: [] }, text, replayed).kind === "api") suggestions.push(text);
  }
  return suggestions;
}

/** Null where the built-in generator can't change this API, or only slowly. */
function replay({ recipe }: EditBase): Replay | null {
  if (recipe === null || recipe.changes.length >= MOST_REPLAYED) return null;
  try {
    return replayRecipe(recipe);
  } catch (error) {
    if (error instanceof NotUnderstood) return null;
    throw error;
  }
}

function ideasFor({ path, name, fields, parameters, isPerConsumer }: ListOfThings, paths: readonly string[], several: boolean): string[] {
  const of = several ? ` of ${name}` : "";
  const text = fields.find(({ kind, name: field }) => kind === "text" && /title|name|subject|label/.test(field)) ?? fields.find(({ kind }) => kind === "text");
  const number = fields.find(({ kind, name: field }) => kind === "number" && !/year|version|age|rating|number|code/i.test(field));
  const choice = fields.find(({ kind }) => kind === "choice");
  const hasFigures = paths.some((other) => other.startsWith(`${path}/`) && !other.startsWith(`${path}/{`));
  return [
    ...(text && !["q", "search"].some((parameter) => parameters.includes(parameter)) ? [`Search ${name} by ${text.label}`] : []),
    ...(fields.some(({ name: field }) => /note|description|comment/.test(field)) ? [] : [`Add a field notes (long text)${several ? ` to ${name}` : ""}`]),
    ...(number && !hasFigures ? [`Total ${number.label} per ${choice ? choice.label : "month"}${of}`] : []),
    ...(choice && !hasFigures ? [`Count ${name} per ${choice.label}`] : []),
    ...(isPerConsumer ? [] : [`Each person sees only their own ${name}`]),
    ...(text ? [`Make the ${text.label} of ${name} unique`, `No two ${name} may have the same ${text.label}`] : []),
    ...(fields.some(({ name: field }) => /status|state/.test(field)) ? [] : [`Add a status (open, done) to each ${singular(name)}`]),
  ];
}
