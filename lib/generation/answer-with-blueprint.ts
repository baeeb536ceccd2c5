import { apiOfBlueprint } from "./api-of-blueprint.ts";
import { answeringMatches, type BlueprintMatch } from "./match-blueprint.ts";
import type { GeneratedApi } from "./parse.ts";
import { namedFields } from "./resource-builder/listed-fields.ts";
import { camelCase, listWords } from "./resource-builder/words.ts";

/** The blueprint that a description asks for, with the parameters it names; null when none does, or more than one. Whole: nothing is left out. */
export function answerWithBlueprint(description: string, extent: "whole" | "most"): GeneratedApi | null {
  const matches = answeringMatches(description);
  const [match] = matches;
  if (!match || matches.length !== 1 || (extent === "whole" && match.leftOut.length > 0)) return null;
  return apiFor(match, description);
}

/** Says which parameters it took from the description, what it leaves out, and which of the named fields the blueprint doesn't call so. */
function apiFor({ blueprint, values, leftOut }: BlueprintMatch, description: string): GeneratedApi {
  const api = apiOfBlueprint(blueprint, values);
  const source = Object.values(api.files).join("\n");
  const names = new Set([...source.matchAll(/\b(\w+): (?:z\.|[A-Z])/g)].map(([, name]) => name));
  // "total per month" is a figure, and "customer" may be a path.
  const missing = namedFields(description).map((label) => label.replace(/^.* (?:with|have|has) /, "")).filter((label) => !names.has(camelCase(label)) && !names.has(`${camelCase(label)}Id`) && !label.includes(" per ") && !source.includes(`path: "/${label.replaceAll(" ", "-")}`) && !leftOut.some(({ quote }) => quote.toLowerCase().includes(label)));
  const chosen = blueprint.parameters.filter(({ name }) => values[name] !== undefined).map(({ name, label }) => `${label}: ${String(values[name])}, as you asked`);
  const renamed = missing.length === 0 ? [] : [`This is the ${blueprint.name} blueprint, which has fields of its own: ${listWords(missing)} ${missing.length === 1 ? "is" : "are"} not among them under ${missing.length === 1 ? "that name" : "those names"}`];
  return { ...api, assumptions: [...api.assumptions, ...chosen, ...renamed], leftOut: leftOut.map(({ quote, words }) => `"${quote}": this is the ${blueprint.name} blueprint, which ${words.length > 0 ? `knows nothing of ${listWords(words.map((word) => `"${word}"`))}` : "has no such thing"}.`) };
}
