import { design } from "../built-in-generator.ts";
import type { GeneratedApi } from "../parse.ts";
import { apiOfOutline } from "./api-of-outline.ts";
import { outlineSchema } from "./schema.ts";

/** What a person gets who describes an API and takes the outline as it stands; throws where it was built directly, or can't be built without an edit. */
export function confirmed(description: string): GeneratedApi {
  const outcome = design(description);
  if (outcome.kind === "api") throw new Error(`"${description}" was built directly.`);
  return apiOfOutline(outlineSchema.parse(outcome.outline?.outline), description);
}
