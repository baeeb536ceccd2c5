import type { GeneratedApi } from "./parse.ts";
import { stemOf, stemsOf } from "./resource-builder/audit/stem-of.ts";
import { TEXT_NOUNS } from "./resource-builder/field-nouns.ts";
import { inferKind } from "./resource-builder/infer-kind.ts";
import { NotUnderstood } from "./resource-builder/not-understood.ts";
import { planOf } from "./resource-builder/plan-of-api.ts";

/** So many parts between commas behind a colon, a dash or a "with" are a list of fields. */
const LEAST = 3;
const OPENER = /:\s| - | \u2013 |\b(?:with|has|have|having|includes?|contains?)\s/i;

/** Examples are no list. */
const SOME = /\b(?:and so on|etc|such as|e\.g|like)\b/i;

/** Throws where a list names what is surely a field, and nothing that would be built holds it, by whichever way it was read: "cleanups - date, beach, bags filled, volunteers count". */
export function auditItems(description: string, api: GeneratedApi): GeneratedApi {
  const plan = planOf(api);
  if (!plan) return api;
  const names = plan.resources.flatMap(({ singular, plural, fields }) => [singular, plural, ...fields.flatMap(({ label, options = [] }) => [label, ...options])]);
  const held = stemsOf([...api.points, ...api.assumptions, ...api.leftOut, ...names].join(" ").toLowerCase());
  for (const sentence of description.split(/[.;!?](?=\s|$)|\n/)) {
    const opener = OPENER.exec(sentence);
    const list = opener === null || SOME.test(sentence) ? "" : sentence.slice(opener.index + opener[0].length).replace(/\([^()]*\)/g, " ");
    const items = list.split(/, ?(?:and |or )?| and /).map((item) => item.split(OPENER).at(-1)?.trim().toLowerCase() ?? "");
    if (items.length < LEAST) continue;
    const lost = items.find((item) => isField(item) && item.split(" ").every((word) => !held.has(stemOf(word))));
    if (lost !== undefined) throw new NotUnderstood(`"${lost}" isn't in it: nothing that would be built holds it.`, lost);
  }
  return api;
}

/** What every document has. */
const OF_ALL = /^(?:id|version|created(?: at)?|updated(?: at)?)$/;

/** A word or two that say by themselves what is kept. */
function isField(item: string): boolean {
  if (!/^[a-z]+(?: [a-z]+)?$/.test(item) || OF_ALL.test(item)) return false;
  const { kind, isSure } = inferKind(item);
  return (TEXT_NOUNS.has(item) && !/^(?:why|what|who|where|when|how)$/.test(item)) || (isSure && kind !== "boolean" && kind !== "text");
}
