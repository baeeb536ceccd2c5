import type { GeneratedApi } from "./parse.ts";
import { NotUnderstood } from "./resource-builder/not-understood.ts";
import { planOf } from "./resource-builder/plan-of-api.ts";

/** Where things are kept: one of them is no row. */
const STORE = "(?:library|pharmacy|warehouse|garage|pantry|larder|freezer|fridge|cellar|attic|shed|storeroom|stockroom|wardrobe|closet|cupboard|[a-z]+ (?:box|shelf|drawer|cupboard|cabinet))";
/** What is one's own only once, and what for things are kept. */
const OWN = "(?:wedding|party|birthday|household|house|home|kitchen|office|shop|store|museum|school|club|box|shelf|drawer|cabinet)";
const AT = "(?: (?:at|in|of|for) [a-z' ]+?)?(?: (?:with|has|have|holds|keeps)\\b| ?: ?| - |$)";

/** Throws where what would be kept is the place, the occasion or the container of what is meant: "our library with title and author" keeps books. */
export function auditPlaces(description: string, api: GeneratedApi): GeneratedApi {
  const resources = planOf(api)?.resources ?? [];
  for (const { singular, plural } of resources) {
    const isStore = new RegExp(`^${STORE}$`).test(singular);
    if (!isStore && !new RegExp(`^(?:[a-z]+ )?${OWN}$`).test(singular)) continue;
    // What others belong to, and what there are many of, is kept.
    if (new RegExp(`\\b(?:${plural}|(?:each|every|one) ${singular})\\b`, "i").test(description) || resources.some((other) => other.singular !== singular && other.fields.some(({ target }) => target === singular))) continue;
    const whose = isStore ? "(?:(?:my|our|the|his|her|their|an?) )?" : "(?:my|our|his|her|their) ";
    if (new RegExp(`(?:^|[.;\\n]\\s*|\\b(?:for|of|in|manage|track|keep) |\\b(?:my|our) )${whose}${singular}${AT}`, "i").test(description) || new RegExp(`\\b(?:my|our|his|her|their) ${singular}\\b`, "i").test(description)) {
      throw new NotUnderstood(`It isn't clear what is kept in or for the ${singular}. Name it: "items of the ${singular} with name and quantity".`, singular);
    }
  }
  return api;
}
