import type { Blueprint } from "./blueprint.ts";
import { catalogue } from "./catalogue.ts";
import type { BlueprintSummary } from "./schema.ts";

export interface ListBlueprintsInput {
  category?: string;
  /** Words that the blueprint speaks of, each anywhere in its texts. */
  q?: string;
}

/** The gallery, in its order: of one category and with all the words, where given. */
export function listBlueprints({ category, q = "" }: ListBlueprintsInput = {}): BlueprintSummary[] {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  return catalogue
    .filter((blueprint) => category === undefined || blueprint.category === category)
    .filter((blueprint) => words.every((word) => textOf(blueprint).includes(word)))
    .map(summaryOf);
}

export const summaryOf = ({ id, name, summary, category, points, examplePrompt, picture }: Blueprint): BlueprintSummary => ({ id, name, summary, category, points, examplePrompt, picture });

const textOf = ({ name, summary, description, points, vocabulary, category }: Blueprint): string => [name, summary, description, ...points, vocabulary, category].join(" ").toLowerCase();
