import { z } from "zod";
import { type Suggestion, suggestPrompts } from "#lib/generation/suggest-prompts.ts";
import { type PublicOperation, readQuery } from "../serve.ts";

const suggestionsQuery = z.object({ prompt: z.string().max(1_000, "At most 1,000 characters.").default("").meta({ description: "Near this description." }) });

/** What people could ask for; `resource`: things to keep with their fields. */
export const suggestionsOperation: PublicOperation<{ suggestions: Suggestion[] }> = {
  method: "GET",
  path: "/api/suggestions",
  summary: "Descriptions that build as they stand",
  scope: null,
  query: suggestionsQuery,
  output: z.object({ suggestions: z.array(z.object({ text: z.string(), kind: z.enum(["blueprint", "resource"]), blueprintId: z.string().optional() })) }),
  run: ({ query }) => ({ suggestions: suggestPrompts(readQuery(suggestionsQuery, query).prompt) }),
};
