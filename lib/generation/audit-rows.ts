import type { GeneratedApi } from "./parse.ts";
import { NotUnderstood } from "./resource-builder/not-understood.ts";
import { planOf } from "./resource-builder/plan-of-api.ts";
import type { Resource } from "./resource-builder/resource-plan.ts";
import { plural as pluralOf, withArticle } from "./resource-builder/words.ts";

/** Throws where what would be kept isn't what a row of it is: a log for its entries, a site said as a title, what somebody does, a turn of phrase. */
export function auditRows(description: string, api: GeneratedApi): GeneratedApi {
  const resources = planOf(api)?.resources ?? [];
  for (const resource of resources) {
    const why = whyNoRow(resource, description, resources);
    if (why !== null) throw new NotUnderstood(why, resource.singular);
  }
  return api;
}

function whyNoRow({ singular, plural, fields }: Resource, description: string, resources: readonly Resource[]): string | null {
  const labels = fields.map(({ label }) => label);
  if (PHRASE.test(singular)) return `It isn't clear what "${singular}" is. Name the thing that is kept: "bookings with date and start time".`;
  if (isLogOf(singular, labels, description)) return `It isn't clear whether one of them is ${withArticle(singular)}, or an entry in its log. Name it: "${singular} entries with …".`;
  // "price list: product, price": a row is what has the price. "Prices: product, price" says so itself.
  if (fields.some(({ label, kind }) => label === singular && /^(?:money|number|integer|date|dateTime)$/.test(kind)) && !new RegExp(`\\b(?:${plural}|(?:each|every|one|an?) ${singular}(?! list))\\b`, "i").test(description)) return `It isn't clear what one row is, if it has ${withArticle(singular)} itself. Name it: "products with name and ${singular}".`;
  if (HOLDER.test(singular) && !resources.some((other) => other.fields.some(({ target }) => target === singular))) return `It isn't clear what one row of the ${singular} is. Name it: "items of the ${singular} with …".`;
  const pair = labels.find((label) => { const other = label.endsWith(" name") ? pluralOf(label.slice(0, -5)) : null; return other !== null && new RegExp(`\\b(?:${other} and ${plural}|${plural} and ${other}) ?(?::|-|with\\b|,)`, "i").test(description); });
  if (pair !== undefined) return `It isn't clear whether "${plural}" are kept, or pairs of which each names its "${pair}". Name them: "pairs with …".`;
  if (singular.includes(" ") && new RegExp(`\\b${DOES} (?:${plural}|${singular})\\b`, "i").test(description)) return `It isn't clear whether "${plural}" are kept, or what somebody does.`;
  if (isTitle(singular, labels, description)) return `It isn't clear whether one of them is ${withArticle(singular)}, or something that is kept there. Name it: "entries of the ${singular} with …".`;
  return null;
}

/** "Bookings, just simple: who, when" */
const PHRASE = /^(?:just|simply|very|really|please|nothing|something|only|quite|pretty) /;
/** What holds rows, and is none unless others point to it. */
const HOLDER = /^(?:list|register|overview|tracker)$|(?:^| )(?:watch|wish|want|short) ?list$|[a-z] (?:timetable|rota|roster)$/;
const DOES = "(?:can|could|may|must|should|to|people|users|they|we|i|everyone|anyone|customers|members|visitors)";

/** "vending machine log: machine id, product, quantity": a row is no machine, it names one. */
function isLogOf(singular: string, labels: readonly string[], description: string): boolean {
  const last = singular.split(" ").at(-1) ?? singular;
  if (MASS.test(singular) && new RegExp(`\\b${singular} (?:log|log ?book|diary|journal)s?\\b`, "i").test(description)) return true;
  if (labels.includes(singular) && new RegExp(`\\b${singular} of the (?:day|week|month|year)\\b`, "i").test(description)) return true;
  return new RegExp(`\\b${singular} (?:log|log ?book|diary|journal)s?\\b`, "i").test(description) && labels.some((label) => [singular, last].some((name) => new RegExp(`^${name}(?: (?:id|number|no|code|name))?$`).test(label)));
}

/** What there is no one of. */
const MASS = /^(?:maintenance|housekeeping|work|rain|rainfall|weather|traffic|energy|electricity|fuel|mileage|sleep|training)$/;

/** "Repair cafe: item, problem, volunteer": where it is, said as a title. What has a name or an address of its own may be one of several. */
function isTitle(singular: string, labels: readonly string[], description: string): boolean {
  const says = new RegExp(`^\\s*(?:an? |the |my |our )?${singular}(?: (?:stock|inventory|records?|(?:in|at|of|for) [a-z ]+))?\\s*(?::| - |,)`, "i");
  return SITE.test(singular) && says.test(description) && !labels.some((label) => OF_SITE.test(label) || label === `${singular} name`);
}

/** What a site has, and nothing that is kept there. */
const OF_SITE = /^(?:name|address|city|town|location|website|stars|opening hours)$/;
const SITE = /\b(?:greenhouse|garden|orchard|vineyard|brewery|dairy|boatyard|shipyard|depot|marina|harbour|observatory|cloakroom|cemetery|kennel|stable|campsite|camp|cafe|café|shop|store|studio|cent(?:re|er)|clinic|school|hotel|bakery|restaurant|garage|museum|gallery|gym|library|club|church|farm|zoo|salon|bar|pub|theat(?:re|er)|cinema|hospital|surgery|pharmacy|market|office|kitchen|workshop|laundrette|nursery|kindergarten|festival|fair|bazaar|contest|competition|tournament|party|wedding|crew|squad|committee|choir|orchestra|jury|ensemble)$/;
