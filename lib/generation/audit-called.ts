import type { GeneratedApi } from "./parse.ts";
import { stemOf, stemsOf } from "./resource-builder/audit/stem-of.ts";
import { knownFields } from "./resource-builder/known-resources.ts";
import { NotUnderstood } from "./resource-builder/not-understood.ts";
import { planOf } from "./resource-builder/plan-of-api.ts";
import type { Resource } from "./resource-builder/resource-plan.ts";
import { withArticle } from "./resource-builder/words.ts";

/**
 * Throws where nothing in the description says that there are several of what would be kept: neither its plural, nor "each", "every" or "a". Of
 * "Film crew: person name, role" and "my pocket money: child, amount" a row is something else. For readings that only one reader vouches for.
 */
export function auditCalled(description: string, api: GeneratedApi): GeneratedApi {
  const resources = planOf(api)?.resources ?? [];
  const said = stemsOf(description);
  const lone = resources.find((one) => one.singular.split(/[ -]/).every((word) => said.has(stemOf(word))) && !isSeveral(one, description));
  if (lone) throw new NotUnderstood(`It isn't clear whether one row is ${withArticle(lone.singular)}. Name what is kept: "${lone.plural} with …".`, lone.singular);
  return api;
}

function isSeveral({ singular, plural, fields }: Resource, description: string): boolean {
  // What links two others is called after them or after what is done; of what is known, one is known; an entry is one of several;
  // a menu that names the dish is of dishes.
  if (knownFields(singular) !== undefined || fields.some(({ kind, label }) => kind === "reference" || label === singular) || / (?:entry|item)$|ing$/.test(singular)) return true;
  const words = singular.split(" ");
  // "Sheep farm - sheep with …"
  if (new Set(words).size < words.length) return false;
  const [one, many] = [singular, plural].map((name) => name.replace(/[- ]+/g, "(?:'?s)?[-\\s]*"));
  const said = `${many}|(?:an?|each|every|one|per|new|another|any|this|that) ${one}(?! ${PRODUCT}\\b)|${one} ${words.length === 1 ? `(?:log|${HOLDER})` : HOLDER}|(?:stock|list|collection) of ${one}`;
  return new RegExp(`\\b(?:${said})\\b`, "i").test(description) || (!singular.includes(" ") && new RegExp(`(?:^|[.;\\n] ?)\\W*(?:(?:an?|the|my|our|(?:.* )?${KEEP} (?:her|his|my|our|their)) )?${one}(?: api)?(?: ?[:(]| (?:with|has|have)\\b)`, "i").test(description));
}

const KEEP = "(?:keep|store|track|manage|record|list|log)";
const PRODUCT = "(?:app|tracker|system|api|service|shop|list)";
/** "a stamp collection", "flight logbook"; of a diary of something, and of a "film photography log", a row is an entry. */
const HOLDER = "(?:(?:watch|wish|want|short) ?list|log ?book|collection|inventory|register|database|catalogue|catalog|archive)";
