import type { GeneratedApi } from "./parse.ts";
import { stemOf, stemsOf } from "./resource-builder/audit/stem-of.ts";
import { NotUnderstood } from "./resource-builder/not-understood.ts";
import { planOf } from "./resource-builder/plan-of-api.ts";
import type { Field, Resource } from "./resource-builder/resource-plan.ts";

/** Neither reading is built: which one is meant is for a person to say. */
export class ReadTwoWays extends NotUnderstood {}

/**
 * Throws where two readers that know nothing of each other read different things or fields out of the same words: one of them is wrong, and
 * neither knows which. What one of them adds of its own knowledge, and what one merely knows less of, is no contradiction.
 */
export function auditAgreement(description: string, api: GeneratedApi, other: GeneratedApi | null): GeneratedApi {
  const [ours, theirs] = [planOf(api)?.resources, other && planOf(other)?.resources];
  if (!ours || !theirs || api.leftOut.length > 0) return api;
  const said = stemsOf(description);
  const isSaid = (name: string): boolean => name.split(/[ -]/).every((word) => said.has(stemOf(word)));
  for (const thing of theirs) {
    // Beside invoices, invoice items are no invoices.
    const same = ours.find(({ singular }) => singular === thing.singular) ?? ours.find(({ singular }) => isSameThing(singular, thing.singular));
    if (!same && ours.every((one) => isSaid(one.singular)) && isContrary(thing, ours, isSaid)) throw unclear(ours[0]?.singular ?? "", thing.singular);
    if (same) auditFields(same, thing, isSaid);
  }
  return api;
}

/** What isn't called by words of the description is called by what is known of such lists; who does it, and has nothing of its own, isn't kept. */
function isContrary(theirs: Resource, ours: readonly Resource[], isSaid: (name: string) => boolean): boolean {
  if (!isSaid(theirs.singular)) return ours.some(({ singular, fields }) => fields.some(({ label }) => label === singular));
  return theirs.fields.some(({ label }) => label !== "name" && isSaid(label));
}

function auditFields(ours: Resource, theirs: Resource, isSaid: (name: string) => boolean): void {
  for (const { label, options, isReadOnly } of ours.fields) {
    const other = options && isReadOnly !== true && theirs.fields.find((field) => field.options?.some((one) => options.includes(one)));
    if (other && other.options?.join() !== options.join()) throw unclear(`${label} (${options.join(", ")})`, `${other.label} (${other.options?.join(", ")})`);
  }
  const left = theirs.fields.filter((field) => !ours.fields.some(({ label }) => label === field.label));
  for (const field of ours.fields) {
    if (theirs.fields.some(({ label }) => label === field.label) || !isSaid(field.label) || field.isReadOnly === true) continue;
    const same = left.findIndex((other) => isSameField(field, other));
    if (same === -1 && left.length > 0) throw unclear(field.label, left[0]?.label ?? "");
    left.splice(same, 1);
  }
}

const unclear = (one: string, other: string): ReadTwoWays => new ReadTwoWays(`It can be read in two ways, as "${one}" and as "${other}".`, one);

/** "bed" and "garden bed", "hive" and "beehive"; "feedback" and "feedback form". */
const isSameThing = (one: string, other: string): boolean => one.endsWith(other) || other.endsWith(one) || one.replace(HELD_IN, "") === other.replace(HELD_IN, "");
const HELD_IN = / (?:form|list|playlist|booking|log|log entry|entry|item)$/;

/** "value" and "value in euros", "from date" and "start date"; values without a name. */
const isSameField = (one: Field, other: Field): boolean =>
  [...stemsOf(one.label)].some((word) => !SMALL.test(word) && stemsOf(other.label).has(word)) || (one.kind === "reference" && other.kind === "reference") || (one.options !== undefined && one.options.length === other.options?.length);
const SMALL = /^(?:of|in|the|an?|is|to|by|at|on|for|and|or|it)$/;
