import { auditNames } from "./audit/audit-names.ts";
import { auditDeeds } from "./audit/audit-deeds.ts";
import { auditLinks } from "./audit/audit-links.ts";
import { auditOwners } from "./audit/audit-owners.ts";
import { auditRules } from "./audit/audit-rules.ts";
import { auditCompounds } from "./audit/audit-compounds.ts";
import { auditKinds } from "./audit/audit-kinds.ts";
import { coverWords } from "./audit/cover-words.ts";
import { sayGuesses } from "./audit/say-guesses.ts";
import { normaliseText } from "./normalise-text.ts";
import type { ResourcePlan } from "./resource-plan.ts";
import { resourcePoints } from "./resource-points.ts";

/** What the readers made of a description, held against the description itself. Throws NotUnderstood where a word or a rule of it is in no part of the plan, or a name in the plan can't be one; adds what was taken for granted to its assumptions. */
export function auditPlan(description: string, plan: ResourcePlan): void {
  const text = normaliseText(description);
  const shown = [...resourcePoints(plan), ...plan.assumptions];
  auditNames(plan);
  auditOwners(text, plan);
  auditLinks(text, plan);
  auditDeeds(text, plan);
  auditCompounds(plan);
  auditKinds(text, plan);
  coverWords(text, plan);
  auditRules(text, shown);
  sayGuesses(text, plan);
}
