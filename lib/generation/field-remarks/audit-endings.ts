import type { GeneratedApi } from "../parse.ts";
import { NotUnderstood } from "../resource-builder/not-understood.ts";
import { planOf } from "../resource-builder/plan-of-api.ts";
import { singular } from "../resource-builder/words.ts";

/** ", shape: round, square, flat" and ", size - small, medium, large" at the end of a sentence: one item of a list, and a list behind it. */
const ENDING = /, ?(?:and |an? |the |its |their )*([a-z][a-z ]{0,38}?)(?:: ?| [-–—] )([a-z]+(?:(?:, ?| ?\/ ?| or |, or | and |, and )[a-z]+)+)\s*(?=[.;!?]|$)/gim;

/** Announces the fields that follow. */
const ANNOUNCES = /^(?:[a-z]+ )*(?:fields?|columns?|attributes?|properties|details?|data|info|information|things?|items?|records?|entries)$/;

/** Throws where the words behind the last item of a list became neither its values nor, behind a plural, the fields of a thing: which of them they are can't be told. */
export function auditEndings(text: string, api: GeneratedApi): GeneratedApi {
  const resources = planOf(api)?.resources ?? [];
  for (const [said, name = "", list = ""] of text.matchAll(ENDING)) {
    const words = list.toLowerCase().split(/, ?(?:or |and )?| ?\/ ?| or | and /);
    const label = name.trim().toLowerCase();
    const hasValues = resources.some(({ fields }) => fields.some((field) => label.endsWith(field.label) && words.every((word) => field.options?.some((option) => option.toLowerCase() === word))));
    const isThing = singular(label) !== label && resources.some((resource) => label.endsWith(resource.plural));
    if (resources.length > 0 && !hasValues && !isThing && !ANNOUNCES.test(label)) throw new NotUnderstood(`It isn't clear whether "${list}" are values of ${name} or fields of their own. Put values in brackets: "${name} (${words.join(", ")})".`, said.replace(/^, ?/, ""));
  }
  return api;
}
