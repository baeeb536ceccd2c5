import { planOfOutline } from "../outline/plan-of-outline.ts";
import { outlineSchema } from "../outline/schema.ts";
import type { GeneratedApi } from "../parse.ts";
import { apiOfPlan } from "../resource-builder/api-of-plan.ts";
import { auditLinks } from "../resource-builder/audit/audit-links.ts";
import { auditOwners } from "../resource-builder/audit/audit-owners.ts";
import { sayGuesses } from "../resource-builder/audit/say-guesses.ts";
import { keepPlan } from "../resource-builder/plan-of-api.ts";
import { type PlainReading, readPlainly } from "./read-plainly.ts";

/** Of more fields than this part of them hardly anything is known: they are shown before they are built. */
const MOST_GUESSED = 0.5;

/** The API of a description of which every clause was read; null where a part of it is open, or most of it a guess. Throws NotUnderstood where somebody's things would be nobody's. */
export function buildPlainly(description: string): GeneratedApi | null {
  const reading = readPlainly(description);
  const outline = reading && isWhole(reading) ? outlineSchema.safeParse(reading.outline).data : undefined;
  if (!reading || !outline) return null;
  const plan = planOfOutline(outline);
  auditOwners(description, plan);
  auditLinks(description, plan);
  plan.assumptions.push(...reading.said);
  sayGuesses(description.toLowerCase(), plan);
  return keepPlan(apiOfPlan(plan), plan);
}

const isWhole = ({ open, outline: { things } }: PlainReading): boolean =>
  open.length === 0 && things.every(({ fields }) => fields.filter(({ isGuess }) => isGuess).length <= fields.length * MOST_GUESSED);
