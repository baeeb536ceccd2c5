import { leaveOut } from "../leave-out.ts";
import { isUnsure } from "../resource-builder/audit/audit-kinds.ts";
import { auditNames } from "../resource-builder/audit/audit-names.ts";
import { auditRules } from "../resource-builder/audit/audit-rules.ts";
import { uncoveredIn } from "../resource-builder/audit/cover-words.ts";
import { asWritten } from "../resource-builder/as-written.ts";
import { normaliseText } from "../resource-builder/normalise-text.ts";
import { NotUnderstood } from "../resource-builder/not-understood.ts";
import { readDescription } from "../resource-builder/read-description.ts";
import { isAboutSurroundings, readSurroundings } from "../resource-builder/read-surroundings.ts";
import type { ResourcePlan } from "../resource-builder/resource-plan.ts";
import { resourcePoints } from "../resource-builder/resource-points.ts";
import { listWords } from "../resource-builder/words.ts";
import { withoutSideEffects } from "../without-side-effects.ts";
import { outlineOfPlan } from "./outline-of-plan.ts";
import { outlineSchema, type ReadOutline } from "./schema.ts";

/** With more parts that aren't accounted for, what was read of the others is no better than a guess. */
const MOST_UNCOVERED = 2;

/** What the readers of a whole description make of it, with what they left out, and the words that nothing of it accounts for. Null where they can't read it. */
export function outlineOfReading(description: string): ReadOutline | null {
  try {
    const { rest, leftOut: around } = readSurroundings(description);
    const read = leaveOut(rest === "" ? description : rest, (text) => withoutSideEffects(text, readThings));
    const outline = outlineSchema.safeParse(outlineOfPlan(read.plan)).data;
    const uncovered = uncoveredIn(read.text, read.plan).map(({ words, clause }) => ({ text: clause, why: `Nothing of what is understood holds ${listWords(words.map((word) => `"${word}"`), "or")}.` }));
    if (!outline || uncovered.length > MOST_UNCOVERED) return null;
    return { outline, open: [...[...around, ...read.leftOut].filter((line) => !isAboutSurroundings(line)).map(partOf), ...uncovered] };
  } catch (error) {
    if (error instanceof NotUnderstood) return null;
    throw error;
  }
}

function readThings(description: string): { plan: ResourcePlan; text: string; leftOut: string[] } {
  const plan = asWritten(readDescription(description), description);
  const text = normaliseText(description);
  auditNames(plan);
  auditRules(text, [...resourcePoints(plan), ...plan.assumptions]);
  for (const { fields } of plan.resources) for (const field of fields) if (isUnsure(field, text)) field.isGuess = true;
  return { plan, text, leftOut: [] };
}

/** `"the part": why it isn't built.` */
function partOf(line: string): ReadOutline["open"][number] {
  const [, text = line, why = ""] = /^"(.+)": (.+)$/s.exec(line) ?? [];
  return { text, why };
}
