import { apiOfBlueprint } from "./api-of-blueprint.ts";
import { codePieces } from "./code-pieces.ts";
import { explainRefusal } from "./explain-refusal.ts";
import type { Generator, GeneratorOutcome } from "./generator.ts";
import { matchBlueprints } from "./match-blueprint.ts";
import type { GeneratedApi } from "./parse.ts";
import { isOtherScript, normaliseText } from "./resource-builder/normalise-text.ts";
import { NotUnderstood } from "./resource-builder/not-understood.ts";
import { buildResources } from "./resource-builder/resource-builder.ts";
import { SECRETS } from "./wishes.ts";

/** Serves without an Anthropic key: blueprints matched to the description, and the resource builder. Refuses rather than guesses. */
export const builtInGenerator: Generator = {
  info: {
    id: "built-in",
    label: "Built-in generator",
    note: "This is not Claude: it builds the things you name, with their fields, relations, totals and states, and the blueprints of the gallery. It refuses what it doesn't understand. Set ANTHROPIC_API_KEY to let Claude write the code.",
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
  try {
    return { kind: "api", api: build(prompt) };
  } catch (error) {
    if (!(error instanceof NotUnderstood)) throw error;
    return explainRefusal(prompt, error, build);
  }
}

/** Throws NotUnderstood. */
function build(description: string): GeneratedApi {
  const matches = matchBlueprints(description).filter(({ unknown }) => unknown.length === 0);
  const [match] = matches;
  if (match && matches.length === 1) return apiOfBlueprint(match.blueprint);
  return buildResources(description);
}
