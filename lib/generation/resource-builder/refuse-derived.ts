import { NotUnderstood } from "./not-understood.ts";
import type { Field } from "./resource-plan.ts";

/** Throws for the position on a waiting list: as a field it would be whatever the caller writes. Where its kind is said, the caller gives it. */
export function refuseDerived(noun: string, said: string, fields: readonly Field[]): void {
  const field = fields.find(({ label, kind }) => POSITION.test(label) && (kind === "text" || kind === "list"));
  if (!field || !(LINE.test(noun) || LINE.test(said))) return;
  throw new NotUnderstood(`The position on a waiting list follows from who was added before and changes when somebody leaves, so that it isn't taken for a field. Lists come in the order in which their entries were added. Write "position (number)" where the caller gives it.`, field.label);
}

const LINE = /\b(?:wait ?list|waiting list|queue)(?: (?:entry|item|member|person|place|ticket|sign ?up|registration|request))?$/;
const POSITION = /^(?:(?:current|list|queue|line|waitlist|waiting|waiting list) )?positions?(?: (?:in|on|at) [a-z ]+)?$/;
