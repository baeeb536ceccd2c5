import { catalogue } from "#lib/blueprints/catalogue.ts";
import type { Blueprint, ParameterValues } from "#lib/blueprints/blueprint.ts";
import type { Recipe } from "#lib/versions/edit-record.ts";
import { apiOfBlueprint } from "../../api-of-blueprint.ts";
import { design } from "../../built-in-generator.ts";
import { matchBlueprints } from "../../match-blueprint.ts";
import type { GeneratedApi } from "../../parse.ts";
import { readClauses } from "../../read-clauses.ts";
import { planOfOutline } from "../../outline/plan-of-outline.ts";
import { outlineSchema } from "../../outline/schema.ts";
import { readParameters } from "../../read-parameters.ts";
import { apiOfPlan } from "../../resource-builder/api-of-plan.ts";
import { NotUnderstood } from "../../resource-builder/not-understood.ts";
import { planOf } from "../../resource-builder/plan-of-api.ts";
import type { ResourcePlan } from "../../resource-builder/resource-plan.ts";
import { listWords } from "../../resource-builder/words.ts";
import { applyChange } from "./apply-change.ts";
import { clausesOfChange, MOST_CLAUSES } from "./clauses-of-change.ts";
import { type PlanChange, readChange } from "./read-change.ts";

export interface Replayed {
  api: GeneratedApi;
  /** Of the last change. */
  told: string[];
  /** Texts of tests that may be contradicted, and the words that do it. */
  touched: { names: string[]; words: string }[];
}

/** A recipe as far as it was read. `next` reads one change more, and leaves what was read before as it is. */
export interface Replay extends Replayed {
  next(change: string): Replay;
}

/** What the built-in generator writes of a recipe: the description, and then each change. Throws NotUnderstood with the part that it can't. */
export function replayRecipe(recipe: Recipe): Replay {
  if (recipe.changes.some((change) => clausesOfChange(change).length > MOST_CLAUSES)) throw new NotUnderstood(`One of the changes that this API was made by asks for more than ${MOST_CLAUSES} things, which the built-in generator doesn't read again.`);
  return recipe.changes.reduce((replay, change) => replay.next(change), beginning(recipe));
}

function beginning({ prompt, blueprint, outline }: Recipe): Replay {
  const nothing = { told: [], touched: [] };
  if (outline !== undefined) {
    const known = outlineSchema.safeParse(outline);
    if (!known.success) throw new NotUnderstood("The things and fields that this API was built from can't be read again.");
    const plan = planOfOutline(known.data);
    return ofOutline(plan, { api: apiOfPlan(plan), ...nothing });
  }
  const started = blueprint ? null : described(prompt);
  if (started && planOf(started)) return ofPlan({ text: prompt, leftOut: started.leftOut.length, made: [] }, { api: started, ...nothing });
  const found = blueprint ? { blueprint: named(blueprint.id), values: blueprint.parameters } : ofPrompt(prompt, started);
  return ofBlueprint(found, { api: apiOfBlueprint(found.blueprint, found.values), ...nothing });
}

const ofBlueprint = ({ blueprint, values }: { blueprint: Blueprint; values: ParameterValues }, replayed: Replayed): Replay => ({
  ...replayed,
  next(change) {
    const asked = parametersIn(change, blueprint);
    const told = blueprint.parameters.filter(({ name }) => asked[name] !== undefined && asked[name] !== values[name]).map(({ name, label }) => `${label}: ${String(asked[name])}`);
    const all = { ...values, ...asked };
    // A test that holds a parameter's value shows it as a number or a length, not by a name.
    return ofBlueprint({ blueprint, values: all }, { api: apiOfBlueprint(blueprint, all), told, touched: [{ names: [""], words: change }] });
  },
});

/** Of things and fields that a person chose there is no description to read again: only they can be changed. */
const ofOutline = (before: ResourcePlan, replayed: Replayed): Replay => ({
  ...replayed,
  next(change) {
    const plan = structuredClone(before);
    const applied = clausesOfChange(change).map((words) => {
      const read = readChange(words);
      if (!read) throw new NotUnderstood(`"${words}" is not understood. This API was built from things and fields, and the built-in generator adds, removes, renames and makes unique, optional or required its fields.`, words);
      return apply(read, plan, words);
    });
    return ofOutline(plan, { api: apiOfPlan(plan), told: applied.flatMap(({ told }) => told), touched: applied.map(({ touched }) => touched) });
  },
});

/** The description with the sentences that were added to it, how much of it isn't built, and the changes of the plan. */
interface Described { text: string; leftOut: number; made: PlanChange[] }

const ofPlan = ({ text: before, leftOut: lacking, made }: Described, replayed: Replayed): Replay => ({
  ...replayed,
  next(change) {
    let [text, leftOut, last]: Added = [before, lacking, null];
    const own: { change: PlanChange; words: string }[] = [];
    for (const words of clausesOfChange(change)) {
      const read = readChange(words);
      if (read) own.push({ change: read, words });
      else [text, leftOut, last] = withClause(text, leftOut, words);
    }
    const api = last ?? described(text);
    const read = planOf(api);
    if (!read) throw new NotUnderstood("With this change it would be another API.");
    const plan = structuredClone(read);
    for (const earlier of made) applyChange(structuredClone(earlier), plan);
    const applied = own.map(({ change: one, words }) => apply(structuredClone(one), plan, words));
    const all = [...made, ...own.map(({ change: one }) => one)];
    const changed = all.length > 0 ? { ...api, ...apiOfPlan(plan), assumptions: api.assumptions, leftOut: api.leftOut } : api;
    const points = own.length === 0 ? changed.points.filter((point) => !replayed.api.points.includes(point)) : [];
    return ofPlan({ text, leftOut, made: all }, { api: changed, told: [...applied.flatMap(({ told }) => told), ...points], touched: applied.map(({ touched }) => touched) });
  },
});

function apply(change: PlanChange, plan: ResourcePlan, words: string): { told: string[]; touched: Replayed["touched"][number] } {
  const { told, touched } = applyChange(change, plan);
  return { told, touched: { names: touched.map((name) => `"${name}"`), words } };
}

/** A description, how much of it isn't built, and its API where that is known. */
type Added = [text: string, leftOut: number, api: GeneratedApi | null];

/** The description with one more sentence, as it can be read: "add a search by title" asks for "search by title". */
function withClause(text: string, lacking: number, clause: string): Added {
  const ways = new Set([clause, clause.replace(/^(?:please )?(?:add|include|introduce|provide|have|offer|support)(?: an?| the)? /i, "")].map((way) => `${text.replace(/[.\s]+$/, "")}. ${way}`));
  for (const way of ways) {
    const designed = design(way, "most");
    if (designed.kind === "api" && designed.api.leftOut.length <= lacking) return [way, designed.api.leftOut.length, designed.api];
  }
  return [[...ways][0] ?? text, lacking, null];
}

/** Throws NotUnderstood with the words of the refusal. What isn't built of a change is no change. */
function described(text: string): GeneratedApi {
  const designed = design(text, "most");
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
    throw new NotUnderstood(`This is the ${blueprint.name} blueprint. ${can.length === 0 ? "Nothing of it can be set." : `Of it the built-in generator can set: ${listWords(can)}.`} For anything else edit its source by hand, or save an Anthropic key under API keys, so that Claude changes it.`);
  }
  return values;
}

const SMALL = new Set("please make set use change let the an to be of it them its kept should must now with instead from have has at most least up each every all and is are than more only for as in on by into new".split(" "));
