import type { Blueprint } from "#lib/blueprints/blueprint.ts";
import { apiOfBlueprint } from "./api-of-blueprint.ts";
import { codePieces } from "./code-pieces.ts";
import { explainRefusal } from "./explain-refusal.ts";
import type { Generator, GeneratorOutcome } from "./generator.ts";
import { matchBlueprints } from "./match-blueprint.ts";
import type { GeneratedApi } from "./parse.ts";
import { isOtherScript, normaliseText } from "./resource-builder/normalise-text.ts";
import { listedFields, namedFields } from "./resource-builder/listed-fields.ts";
import { NotUnderstood } from "./resource-builder/not-understood.ts";
import { readSideEffects } from "./resource-builder/read-side-effects.ts";
import { readSurroundings } from "./resource-builder/read-surroundings.ts";
import { buildResources } from "./resource-builder/resource-builder.ts";
import { camelCase, listWords } from "./resource-builder/words.ts";
import { HARM, SECRETS } from "./wishes.ts";

/** Serves without an Anthropic key: blueprints matched to the description, and the resource builder. Refuses rather than guesses. */
export const builtInGenerator: Generator = {
  info: {
    id: "built-in",
    label: "Built-in generator",
    note: "This is not Claude: it builds the things you name, with their fields, relations, totals and states, and the blueprints at /blueprints. It refuses what it doesn't understand. Set ANTHROPIC_API_KEY to let Claude write the code.",
  },
  maxRepairs: 0,
  async *generate({ prompt }, signal) {
    const outcome = design(prompt);
    if (outcome.kind === "refusal") return outcome;
    yield* codePieces(outcome.api.files, signal);
    return outcome;
  },
};

type Design = { kind: "api"; api: GeneratedApi } | (GeneratorOutcome & { kind: "refusal" });

/** What the description is answered with. */
export function design(prompt: string): Design {
  if (isOtherScript(prompt)) {
    return {
      kind: "refusal",
      message: "The built-in generator reads English only, and this description is in another script. Describe the API in English, or set ANTHROPIC_API_KEY so that Claude reads it.",
      suggestions: ["Manage books with title, author and year", "A key-value store with expiry"],
    };
  }
  if (SECRETS.signal.test(normaliseText(prompt))) return { kind: "refusal", message: SECRETS.why, suggestions: SECRETS.suggestions };
  if (HARM.signal.test(normaliseText(prompt))) return { kind: "refusal", message: HARM.why, suggestions: HARM.suggestions };
  try {
    return { kind: "api", api: build(prompt) };
  } catch (error) {
    if (!(error instanceof NotUnderstood)) throw error;
    return explainRefusal(prompt, error, build);
  }
}

/** Throws NotUnderstood. What can't be built and isn't the point is left out, and said to be. */
function build(description: string): GeneratedApi {
  const surroundings = readSurroundings(description);
  const spoken = surroundings.rest === "" ? description : surroundings.rest;
  const { api, leftOut } = withoutSideEffects(spoken);
  return { ...api, assumptions: [...api.assumptions, ...surroundings.assumptions].slice(0, 30), leftOut: [...api.leftOut, ...surroundings.leftOut, ...leftOut].map((line) => line.slice(0, 400)).slice(0, 30) };
}

function withoutSideEffects(description: string): { api: GeneratedApi; leftOut: string[] } {
  // A named one ("email notifications") would pass for a field, so that it goes first.
  const named = readSideEffects(description, true);
  if (named && !named.isMost) throw new NotUnderstood("What remains is less than what it asks for.", named.leftOut[0] ?? null);
  try {
    return { api: buildWhole(named?.rest ?? description), leftOut: named?.leftOut ?? [] };
  } catch (error) {
    const all = error instanceof NotUnderstood ? readSideEffects(description, false) : null;
    if (!all?.isMost) throw error;
    try {
      return { api: buildWhole(all.rest), leftOut: all.leftOut };
    } catch {
      throw error;
    }
  }
}

function buildWhole(description: string): GeneratedApi {
  const matches = matchBlueprints(description).filter(({ unknown }) => unknown.length === 0);
  const [match] = matches;
  if (!match || matches.length !== 1) return buildResources(description);
  if (listedFields(description).length > 0) {
    try {
      return buildResources(description);
    } catch (error) {
      if (!(error instanceof NotUnderstood)) throw error;
    }
  }
  return blueprintFor(match.blueprint, description);
}

/** Says which of the named fields the blueprint doesn't call so. */
function blueprintFor(blueprint: Blueprint, description: string): GeneratedApi {
  const api = apiOfBlueprint(blueprint);
  const source = Object.values(api.files).join("\n");
  const names = new Set([...source.matchAll(/\b(\w+): (?:z\.|[A-Z])/g)].map(([, name]) => name));
  // "total per month" is a figure, and "customer" may be a path.
  const missing = namedFields(description).filter((label) => !names.has(camelCase(label)) && !label.includes(" per ") && !source.includes(`path: "/${label.replaceAll(" ", "-")}`));
  return missing.length === 0 ? api : { ...api, assumptions: [...api.assumptions, `This is the ${blueprint.name} blueprint, which has fields of its own: ${listWords(missing)} ${missing.length === 1 ? "is" : "are"} not among them under ${missing.length === 1 ? "that name" : "those names"}`] };
}
