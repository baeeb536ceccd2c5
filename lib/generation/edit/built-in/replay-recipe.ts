import { catalogue } from "#lib/blueprints/catalogue.ts";
import type { Blueprint, ParameterValues } from "#lib/blueprints/blueprint.ts";
import type { Recipe } from "#lib/versions/edit-record.ts";
import { apiOfBlueprint } from "../../api-of-blueprint.ts";
import { design } from "../../built-in-generator.ts";
import { matchBlueprints } from "../../match-blueprint.ts";
import type { GeneratedApi } from "../../parse.ts";
import { readClauses } from "../../read-clauses.ts";
import { planOfOutline } from "../../outline/plan-of-outline.ts";
import { type Outline, outlineSchema } from "../../outline/schema.ts";
import { readParameters } from "../../read-parameters.ts";
import { apiOfPlan } from "../../resource-builder/api-of-plan.ts";
import { NotUnderstood } from "../../resource-builder/not-understood.ts";
import { planOf } from "../../resource-builder/resource-builder.ts";
import { listWords } from "../../resource-builder/words.ts";
import { applyChange } from "./apply-change.ts";
import { clausesOfChange } from "./clauses-of-change.ts";
import { type PlanChange, readChange } from "./read-change.ts";

export interface Replayed {
  api: GeneratedApi;
  /** Of the last change. */
  told: string[];
  /** Texts of tests that may be contradicted, and the words that do it. */
  touched: { names: string[]; words: string }[];
}

/** What the built-in generator writes of a recipe: the description, and then each change. Throws NotUnderstood with the part that it can't. */
export function replayRecipe({ prompt, blueprint, outline, changes }: Recipe): Replayed {
  if (outline !== undefined) return replayOutline(outlineSchema.parse(outline), changes);
  const started = blueprint ? null : described(prompt);
  if (started && planOf(started)) return replayPlan(prompt, changes);
  const found = blueprint ? { blueprint: named(blueprint.id), values: blueprint.parameters } : ofPrompt(prompt, started);
  let values: ParameterValues = found.values;
  let told: string[] = [];
  for (const change of changes) {
    const asked = parametersIn(change, found.blueprint);
    told = found.blueprint.parameters.filter(({ name }) => asked[name] !== undefined && asked[name] !== values[name]).map(({ name, label }) => `${label}: ${String(asked[name])}`);
    values = { ...values, ...asked };
  }
  // A test that holds a parameter's value shows it as a number or a length, not by a name.
  const words = changes.at(-1) ?? "";
  return { api: apiOfBlueprint(found.blueprint, values), told, touched: changes.length > 0 ? [{ names: [""], words }] : [] };
}

/** Of things and fields that a person chose there is no description to read again: only they can be changed. */
function replayOutline(outline: Outline, changes: readonly string[]): Replayed {
  const plan = planOfOutline(outline);
  let replayed: Replayed = { api: apiOfPlan(plan), told: [], touched: [] };
  for (const change of changes) {
    replayed = { api: replayed.api, told: [], touched: [] };
    for (const words of clausesOfChange(change)) {
      const read = readChange(words);
      if (!read) throw new NotUnderstood(`"${words}" is not understood. This API was built from things and fields, and the built-in generator adds, removes, renames and makes unique, optional or required its fields.`, words);
      const { told, touched } = applyChange(read, plan);
      replayed.told.push(...told);
      replayed.touched.push({ names: touched.map((name) => `"${name}"`), words });
    }
    replayed.api = apiOfPlan(plan);
  }
  return replayed;
}

function replayPlan(prompt: string, changes: readonly string[]): Replayed {
  let text = prompt;
  const made: PlanChange[] = [];
  let replayed: Replayed = { api: described(prompt), told: [], touched: [] };
  for (const change of changes) {
    const told: string[] = [];
    const before = new Set(replayed.api.points);
    const own: { change: PlanChange; words: string }[] = [];
    for (const clause of clausesOfChange(change)) {
      const read = readChange(clause);
      if (read) own.push({ change: read, words: clause });
      else text = withClause(text, clause);
    }
    const api = described(text);
    const read = planOf(api);
    if (!read) throw new NotUnderstood("With this change it would be another API.");
    const plan = structuredClone(read);
    for (const earlier of made) applyChange(structuredClone(earlier), plan);
    const touched = own.map(({ change: one, words }) => {
      const applied = applyChange(structuredClone(one), plan);
      told.push(...applied.told);
      return { names: applied.touched.map((name) => `"${name}"`), words };
    });
    made.push(...own.map(({ change: one }) => one));
    const changed = made.length > 0 ? { ...api, ...apiOfPlan(plan), assumptions: api.assumptions, leftOut: api.leftOut } : api;
    if (own.length === 0) told.push(...changed.points.filter((point) => !before.has(point)));
    replayed = { api: changed, told, touched };
  }
  return replayed;
}

/** The description with one more sentence, as it can be read: "add a search by title" asks for "search by title". */
function withClause(text: string, clause: string): string {
  const ways = [clause, clause.replace(/^(?:please )?(?:add|include|introduce|provide|have|offer|support)(?: an?| the)? /i, "")].map((way) => `${text.replace(/[.\s]+$/, "")}. ${way}`);
  return ways.find((way) => { const designed = design(way); return designed.kind === "api" && designed.api.leftOut.length <= described(text).leftOut.length; }) ?? ways[0] ?? text;
}

/** Throws NotUnderstood with the words of the refusal. What isn't built of a change is no change. */
function described(text: string): GeneratedApi {
  const designed = design(text);
  if (designed.kind === "refusal") throw new NotUnderstood(designed.message);
  return designed.api;
}

function named(id: string): Blueprint {
  const blueprint = catalogue.find((candidate) => candidate.id === id);
  if (!blueprint) throw new NotUnderstood(`The blueprint "${id}" is no longer in the gallery.`);
  return blueprint;
}

function ofPrompt(prompt: string, api: GeneratedApi | null): { blueprint: Blueprint; values: ParameterValues } {
  const match = matchBlueprints(prompt).find(({ blueprint }) => blueprint.name === api?.name);
  if (!match) throw new NotUnderstood("The built-in generator would not write this API again today.");
  return match;
}

/** The parameters that a change sets, all of it being about them. */
function parametersIn(change: string, blueprint: Blueprint): ParameterValues {
  const { values, rests } = readParameters(blueprint, readClauses(change).map(({ text }) => text.toLowerCase()));
  const strange = rests.join(" ").toLowerCase().match(/[a-z]{2,}/g)?.filter((word) => !SMALL.has(word) && !blueprint.vocabulary.split(" ").includes(word)) ?? [];
  if (Object.keys(values).length === 0 || strange.length > 2) {
    const can = blueprint.parameters.map(({ label }) => label.toLowerCase());
    throw new NotUnderstood(`This is the ${blueprint.name} blueprint. ${can.length === 0 ? "Nothing of it can be set." : `Of it the built-in generator can set: ${listWords(can)}.`} For anything else edit its source by hand, or set ANTHROPIC_API_KEY.`);
  }
  return values;
}

const SMALL = new Set("please make set use change let the an to be of it them its kept should must now with instead from have has at most least up each every all and is are than more only for as in on by into new".split(" "));
