import { z } from "zod";
import { suggestChanges } from "#lib/generation/edit/suggest-changes.ts";
import { type Suggestion, suggestPrompts } from "#lib/generation/suggest-prompts.ts";
import { readEditBase } from "#lib/versions/edit-base.ts";
import { type PublicOperation, readQuery } from "../serve.ts";

const suggestionsQuery = z.object({
  prompt: z.string().max(1_000, "At most 1,000 characters.").default("").meta({ description: "Near this description." }),
  apiId: z.string().max(100).optional().meta({ description: "Sensible next changes of this API instead. Needs a credential with `apis:read`." }),
});

/** What people could ask for; `resource`: things to keep with their fields; `change`: of an API that is there. */
export const suggestionsOperation: PublicOperation<{ suggestions: (Suggestion | { text: string; kind: "change" })[] }> = {
  method: "GET",
  path: "/api/suggestions",
  summary: "Descriptions that build as they stand",
  scope: null,
  query: suggestionsQuery,
  output: z.object({ suggestions: z.array(z.object({ text: z.string(), kind: z.enum(["blueprint", "resource", "change"]), blueprintId: z.string().optional() })) }),
  async run({ query, signedIn, deps }) {
    const { prompt, apiId } = readQuery(suggestionsQuery, query);
    if (apiId === undefined) return { suggestions: suggestPrompts(prompt) };
    const actor = await signedIn();
    const [base, { info }] = await Promise.all([readEditBase({ apiId }, actor, deps), deps.generators.offerFor(actor)]);
    return { suggestions: suggestChanges(base, info.id === "built-in").map((text) => ({ text, kind: "change" as const })) };
  },
};
