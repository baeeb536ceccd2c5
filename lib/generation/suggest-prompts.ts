import { catalogue } from "#lib/blueprints/catalogue.ts";
import { design } from "./built-in-generator.ts";
import { matchBlueprints } from "./match-blueprint.ts";
import { normaliseText } from "./resource-builder/normalise-text.ts";

export interface Suggestion {
  text: string;
  kind: "blueprint" | "resource";
  blueprintId?: string;
}

/** Descriptions of things to keep, each of which builds as it stands. */
const RESOURCES = [
  "Manage books with title, author and year", "Manage plants with name, height in metres and last watered date", "Track expenses with amount, category and date",
  "Manage movies with title, director, year and rating from 1 to 10", "Manage recipes with name, minutes and servings", "Manage pets with name, species and birthday",
];
const MOST = 6;

/** What people could ask for. Near a description when one is given; otherwise one of each kind in turn. All of it builds without a model. */
export function suggestPrompts(prompt: string): Suggestion[] {
  const blueprints = catalogue.map(({ examplePrompt, id }): Suggestion => ({ text: examplePrompt, kind: "blueprint", blueprintId: id }));
  const resources = RESOURCES.map((text): Suggestion => ({ text, kind: "resource" }));
  if (prompt.trim() === "") return unique(blueprints.flatMap((blueprint, index) => [blueprint, ...resources.slice(index, index + 1)])).filter(builds).slice(0, MOST);
  const near = matchBlueprints(prompt).map(({ blueprint }): Suggestion => ({ text: blueprint.examplePrompt, kind: "blueprint", blueprintId: blueprint.id }));
  const designed = design(prompt);
  const own = designed.kind === "refusal" ? designed.suggestions.map(named) : [];
  const words = new Set(normaliseText(prompt).split(/[^a-z0-9]+/).filter((word) => word.length > 3));
  const alike = [...blueprints, ...resources].filter(({ text }) => normaliseText(text).split(/[^a-z0-9]+/).some((word) => words.has(word)));
  return unique([...own, ...near, ...alike]).filter(({ text }) => text !== prompt.trim()).filter(builds).slice(0, MOST);
}

const named = (text: string): Suggestion => {
  const blueprint = catalogue.find(({ examplePrompt }) => examplePrompt === text);
  return blueprint ? { text, kind: "blueprint", blueprintId: blueprint.id } : { text, kind: "resource" };
};

const unique = (all: Suggestion[]): Suggestion[] => all.filter(({ text }, index) => all.findIndex((other) => other.text === text) === index);

const builds = ({ text, kind }: Suggestion): boolean => kind === "blueprint" || design(text).kind === "api";
