import { cutText } from "#lib/cut-text.ts";
import { MOST_CHANGES } from "#lib/versions/edit-record.ts";
import type { GeneratorOutcome } from "../../generator.ts";
import type { GeneratedApi } from "../../parse.ts";
import { NotUnderstood } from "../../resource-builder/not-understood.ts";
import type { EditRequest } from "../edit-request.ts";
import { clausesOfChange, MOST_CLAUSES } from "./clauses-of-change.ts";
import { type Replay, replayRecipe } from "./replay-recipe.ts";

type Outcome = { kind: "api"; api: GeneratedApi } | (GeneratorOutcome & { kind: "refusal" });

/**
 * Changes what the built-in generator wrote, by reading its description and every change since once more. The gate holds the result to the
 * earlier tests; those that speak of what the request names may turn out to be contradicted by it. `replayed` is the base, where it was read already.
 */
export function editBuiltIn({ base }: EditRequest, request: string, replayed?: Replay): Outcome {
  const { number, generator, recipe: known } = base;
  if (known === null) return refuse(`The built-in generator changes only what it wrote itself, and version ${number} was written ${generator === "claude" ? "by Claude" : "by hand"}. Edit its source by hand, or save an Anthropic key under API keys so that Claude changes it.`);
  // Each is read again with all that came before it.
  if (clausesOfChange(request).length > MOST_CLAUSES) return refuse(`At most ${MOST_CLAUSES} changes fit in one request to the built-in generator. Nothing was changed.`);
  if (known.changes.length >= MOST_CHANGES) return refuse(`The built-in generator wrote this API by ${MOST_CHANGES} changes, which is as many as it reads again. Edit its source by hand, or describe a new API with all of it.`);
  try {
    const start = replayed ?? replayRecipe(known);
    const before = start.api;
    const recipe = { ...known, changes: [...known.changes, request] };
    const { api, told, touched } = start.next(request);
    const [unbuilt] = api.leftOut.filter((line) => !before.leftOut.includes(line));
    if (unbuilt) return refuse(`The built-in generator can't make this change. ${unbuilt} Nothing was changed.`);
    if (JSON.stringify(before.files) === JSON.stringify(api.files)) return refuse("The API does that already: nothing would change.");
    const contradictedTests = base.contractTests.flatMap((test) => {
      const by = touched.find(({ names }) => names.some((name) => JSON.stringify(test.steps).includes(name)));
      return by ? [{ name: test.name, words: by.words }] : [];
    });
    // The API keeps its name; that a test is named here means only that it may fail.
    return { kind: "api", api: { ...api, name: base.api.name, changes: told.map((line) => cutText(line, 400)).slice(0, 30), contradictedTests: contradictedTests.slice(0, 60), recipe } };
  } catch (error) {
    if (error instanceof NotUnderstood) return refuse(`${error.message} Nothing was changed.`);
    throw error;
  }
}

const refuse = (message: string): Outcome => ({ kind: "refusal", message, suggestions: [] });
