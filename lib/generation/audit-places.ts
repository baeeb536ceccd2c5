import type { GeneratedApi } from "./parse.ts";
import { NotUnderstood } from "./resource-builder/not-understood.ts";
import { planOf } from "./resource-builder/plan-of-api.ts";
import { withArticle } from "./resource-builder/words.ts";

/** Where things are kept: one of them is no row. */
const STORE = "(?:library|pharmacy|warehouse|garage|pantry|larder|freezer|fridge|cellar|attic|shed|storeroom|stockroom|wardrobe|closet|cupboard|[a-z]+ (?:box|shelf|drawer|cupboard|cabinet))";
/** What is one's own only once, and what for things are kept. */
const OWN = "(?:wedding|party|birthday|household|house|home|kitchen|office|shop|store|museum|school|club|box|shelf|drawer|cabinet)";
const AT = "(?: (?:at|in|of|for) [a-z' ]+?)?(?: (?:with|has|have|holds|keeps)\\b| ?: ?| - |$)";

/** Throws where what would be kept is the place, the occasion or the container of what is meant: "our library with title and author" keeps books. */
export function auditPlaces(description: string, api: GeneratedApi): GeneratedApi {
  const resources = planOf(api)?.resources ?? [];
  for (const { singular, plural, fields } of resources) {
    if (isLogOf(singular, fields.map(({ label }) => label), description)) throw new NotUnderstood(`It isn't clear whether one of them is ${withArticle(singular)}, or an entry in its log. Name it: "${singular} entries with …".`, singular);
    if (/^(?:list|register|overview|tracker)$/.test(singular) && !resources.some((other) => other.fields.some(({ target }) => target === singular))) throw new NotUnderstood(`It isn't clear what one row of the ${singular} is. Name it: "items of the ${singular} with …".`, singular);
    if (singular.includes(" ") && new RegExp(`\\b(?:can|could|may|must|should|to|people|users|they|we|i|everyone|anyone|customers|members|visitors) (?:${plural}|${singular})\\b`, "i").test(description)) throw new NotUnderstood(`It isn't clear whether "${plural}" are kept, or what somebody does.`, plural);
    if (isTitle(singular, fields.map(({ label }) => label), description)) throw new NotUnderstood(`It isn't clear whether one of them is ${withArticle(singular)}, or something that is kept there. Name it: "entries of the ${singular} with …".`, singular);
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

/** "vending machine log: machine id, product, quantity": a row is no machine, it names one. */
function isLogOf(singular: string, labels: readonly string[], description: string): boolean {
  const last = singular.split(" ").at(-1) ?? singular;
  if (labels.includes(singular) && new RegExp(`\\b${singular} of the (?:day|week|month|year)\\b`, "i").test(description)) return true;
  return new RegExp(`\\b${singular} (?:log|log ?book|diary|journal)s?\\b`, "i").test(description) && labels.some((label) => [singular, last].some((name) => new RegExp(`^${name}(?: (?:id|number|no|code|name))?$`).test(label)));
}

/** "Repair cafe: item, problem, volunteer": where it is, said as a title. What has a name or an address of its own may be one of several. */
function isTitle(singular: string, labels: readonly string[], description: string): boolean {
  const says = new RegExp(`^\\s*(?:an? |the |my |our )?${singular}(?: (?:stock|inventory|records?|(?:in|at|of|for) [a-z ]+))?\\s*(?::| - |,)`, "i");
  return SITE.test(singular) && says.test(description) && !labels.some((label) => OF_SITE.test(label) || label === `${singular} name`);
}

/** What a site has, and nothing that is kept there. */
const OF_SITE = /^(?:name|address|city|town|location|website|stars|opening hours)$/;
const SITE = /\b(?:greenhouse|garden|orchard|vineyard|brewery|dairy|boatyard|shipyard|depot|marina|harbour|observatory|cloakroom|cemetery|kennel|stable|campsite|camp|cafe|café|shop|store|studio|cent(?:re|er)|clinic|school|hotel|bakery|restaurant|garage|museum|gallery|gym|library|club|church|farm|zoo|salon|bar|pub|theat(?:re|er)|cinema|hospital|surgery|pharmacy|market|office|kitchen|workshop|laundrette|nursery|kindergarten|festival|fair|bazaar|contest|competition|tournament|party|wedding)$/;
