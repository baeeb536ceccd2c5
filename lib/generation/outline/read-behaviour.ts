import { applyAggregates, readAggregates } from "../resource-builder/read-aggregates.ts";
import { applyCounters, readCounters } from "../resource-builder/read-counters.ts";
import { applyExpiries, readExpiries } from "../resource-builder/read-expiries.ts";
import { applyFeatures } from "../resource-builder/apply-features.ts";
import { readFeatures, readGiven } from "../resource-builder/read-features.ts";
import { readFilteredLists } from "../resource-builder/read-filtered-lists.ts";
import { applyLimits, readLimits } from "../resource-builder/read-limits.ts";
import { applyObligations, readObligations } from "../resource-builder/read-obligations.ts";
import { applyOwnership, readOwnership } from "../resource-builder/read-ownership.ts";
import { applyRandom, readRandom } from "../resource-builder/read-random.ts";
import { readRules } from "../resource-builder/read-rules.ts";
import { applySearch, readSearch } from "../resource-builder/read-search.ts";
import { applySorting, readSorting } from "../resource-builder/read-sorting.ts";
import { applyTransitions, readTransitions } from "../resource-builder/read-transitions.ts";
import { applyViews, readViews } from "../resource-builder/read-views.ts";
import { auditRules } from "../resource-builder/audit/audit-rules.ts";
import { coverWords } from "../resource-builder/audit/cover-words.ts";
import { NotUnderstood } from "../resource-builder/not-understood.ts";
import type { ResourcePlan } from "../resource-builder/resource-plan.ts";
import { resourcePoints } from "../resource-builder/resource-points.ts";
import { normaliseText } from "../resource-builder/normalise-text.ts";
import { rephrase } from "../resource-builder/rephrase.ts";
import { listWords } from "../resource-builder/words.ts";
import { outlineOfPlan } from "./outline-of-plan.ts";
import { planOfOutline } from "./plan-of-outline.ts";
import { type Outline, outlineSchema } from "./schema.ts";

/** The outline with what one sentence says of it: whose things are, what is searched, counted, limited, and how states change. Null where no reader knows all of the sentence; a reason where one does, and what it asks for can't be held as things are. `told`: takes up what was taken for granted. */
export function readBehaviour(outline: Outline, said: string, told: string[] = []): Outline | { why: string } | null {
  const sentence = normaliseText(said);
  let isKnown = false;
  try {
    const plan: ResourcePlan = { ...planOfOutline(outline), assumptions: [] };
    const about = `${plan.resources.map(({ plural: many, fields }) => `${many} with ${listWords(fields.map(({ label }) => label))}`).join(". ")}. `;
    const [base, read] = [wishesIn(about), wishesIn(about + rephrase(sentence))];
    if (bare(read.rest) !== bare(base.rest)) return null;
    isKnown = true;
    read.apply(plan);
    isKnown = false;
    audit(about + sentence, plan);
    const next = kept(outlineOfPlan(plan), outline);
    if (next) told.push(...plan.assumptions);
    return next;
  } catch (error) {
    if (error instanceof NotUnderstood) return isKnown && NEEDS.test(error.message) ? { why: error.message } : null;
    throw error;
  }
}

/** What a rule that was read is missing. */
const NEEDS = /^".+" needs (?:a|an|one|something|things|[a-z ]+ that) /;

/** Who asks, and that it is to be shown, says nothing. */
const bare = (text: string): string => text.replace(/[^a-z0-9]+/g, " ").replace(/\b(?:show|list|see|me|us|i|we|want|to|the|a|an|and|also|please|can|be|able)\b/g, "").replace(/ +/g, " ").trim();

/** Everything that the readers take from a text, and what they leave. */
function wishesIn(text: string): { rest: string; apply: (plan: ResourcePlan) => void } {
  const sorting = readSorting(text);
  const random = readRandom(sorting.rest);
  const ruled = readRules(readGiven(random.rest));
  const ownership = readOwnership(ruled.rest);
  const expiries = readExpiries(ownership.rest);
  const views = readViews(expiries.rest);
  const figures = readAggregates(views.rest);
  const moves = readTransitions(figures.rest);
  const counters = readCounters(moves.rest);
  const search = readSearch(counters.rest);
  const obligations = readObligations(search.rest);
  const limits = readLimits(obligations.rest);
  const { rest: unread, features } = readFeatures(limits.rest);
  const { rest, lists } = readFilteredLists(unread);
  return {
    rest,
    apply({ resources, assumptions }) {
      applyTransitions(resources, moves.wishes, assumptions);
      applyCounters(resources, counters.wishes, assumptions);
      applyLimits(resources, limits.wishes, assumptions);
      applyAggregates(resources, figures.wishes, assumptions);
      applySearch(resources, search.wishes, assumptions);
      applyViews(resources, views.wishes, assumptions);
      applyExpiries(resources, expiries.wishes, assumptions);
      applyObligations(resources, obligations.wishes, assumptions);
      applyOwnership(resources, ownership.wishes, assumptions);
      for (const apply of [...ruled.rules, ...lists]) apply(resources, assumptions);
      applyFeatures(resources, features, assumptions);
      applyRandom(resources, random.wishes, assumptions);
      applySorting(resources, sorting.wishes, assumptions);
    },
  };
}

/** Throws where a word or a rule of the text is in nothing that would be built. */
function audit(text: string, plan: ResourcePlan): void {
  const shown = [...resourcePoints(plan), ...plan.assumptions];
  coverWords(text, plan);
  auditRules(text, shown);
}

/** What was guessed before still is; null where the plan can't be an outline. */
function kept(next: Outline, before: Outline): Outline | null {
  const parsed = outlineSchema.safeParse(next);
  if (!parsed.success) return null;
  const guesses = new Set(before.things.flatMap(({ singular, fields }) => fields.flatMap(({ name, isGuess }) => (isGuess ? [`${singular}/${name}`] : []))));
  for (const { singular, fields } of parsed.data.things) for (const field of fields) if (guesses.has(`${singular}/${field.name}`)) field.isGuess = true;
  return parsed.data;
}

