import { uncoveredIn, type Uncovered } from "../resource-builder/audit/cover-words.ts";
import { normaliseText } from "../resource-builder/normalise-text.ts";
import { resourcePoints } from "../resource-builder/resource-points.ts";
import { planOfOutline } from "./plan-of-outline.ts";
import { unlinkedIn } from "./unlinked.ts";
import { outlineSchema, type ReadOutline } from "./schema.ts";

/** The words of a description that are neither in its outline (a name, a value, a rule) nor in a part that is told as not built, nor a mere turn of phrase. `said`: what was taken for granted, which quotes what it answers. */
export function untoldIn(description: string, { outline, open }: ReadOutline, said: readonly string[] = []): Uncovered[] {
  const checked = outlineSchema.safeParse(outline).data;
  if (!checked) return [];
  const plan = planOfOutline(checked);
  const told = open.map(({ text }) => text).toSorted((one, other) => other.length - one.length);
  const rest = told.reduce((text, part) => text.replace(part, " "), description);
  const unlinked = unlinkedIn(description, checked).filter((sentence) => !told.some((part) => part.includes(sentence) || sentence.includes(part))).map((clause) => ({ words: [], clause }));
  return [...unlinked, ...uncoveredIn(normaliseText(rest), { ...plan, assumptions: [...plan.assumptions, ...resourcePoints(plan), ...said.map((line) => line.toLowerCase())] })];
}
