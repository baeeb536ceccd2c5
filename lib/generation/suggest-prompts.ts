import { catalogue } from "#lib/blueprints/catalogue.ts";
import { design } from "./built-in-generator.ts";
import { matchBlueprints } from "./match-blueprint.ts";
import { nearDescriptions } from "./near-descriptions.ts";
import { SAMPLE_DESCRIPTIONS } from "./sample-descriptions.ts";

export interface Suggestion {
  text: string;
  kind: "blueprint" | "resource";
  blueprintId?: string;
}

const MOST = 6;

/** What people could ask for. Near a description when one is given; otherwise one of each kind in turn. All of it builds without a model. */
export function suggestPrompts(prompt: string): Suggestion[] {
  const blueprints = catalogue.map(({ examplePrompt, id }): Suggestion => ({ text: examplePrompt, kind: "blueprint", blueprintId: id }));
  const resources = SAMPLE_DESCRIPTIONS.map(([text]): Suggestion => ({ text, kind: "resource" }));
  if (prompt.trim() === "") return firstThatBuild(unique(blueprints.flatMap((blueprint, index) => [blueprint, ...resources.slice(index, index + 1)])));
  const near = matchBlueprints(prompt).map(({ blueprint }): Suggestion => ({ text: blueprint.examplePrompt, kind: "blueprint", blueprintId: blueprint.id }));
  const designed = design(prompt);
  const own = designed.kind === "refusal" ? designed.suggestions.map(named) : [];
  const alike = nearDescriptions(prompt).map(named);
  return firstThatBuild(unique([...own, ...near, ...alike]).filter(({ text }) => text !== prompt.trim()));
}

const named = (text: string): Suggestion => {
  const blueprint = catalogue.find(({ examplePrompt }) => examplePrompt === text);
  return blueprint ? { text, kind: "blueprint", blueprintId: blueprint.id } : { text, kind: "resource" };
};

const unique = (all: Suggestion[]): Suggestion[] => all.filter(({ text }, index) => all.findIndex((other) => other.text === text) === index);

function firstThatBuild(all: readonly Suggestion[]): Suggestion[] {
  const works: Suggestion[] = [];
  for (const suggestion of all) if (works.length < MOST && builds(suggestion)) works.push(suggestion);
  return works;
}

const builds = ({ text, kind }: Suggestion): boolean => kind === "blueprint" || design(text).kind === "api";
