import type { OutlineField } from "../outline/schema.ts";
import type { DraftThing } from "./draft.ts";

const START = /^(?:start|begin|from|since|check in|checkin|arrival|opening|pick up|pickup)(?: (?:time|date|at|day|on))?$|^(?:starts?|begins?|booked|rented|borrowed|reserved)(?: (?:at|on|from))$|\b(?:start|from)$/;
const END = /^(?:end|finish|to|till|until|check out|checkout|departure|closing|return|drop off)(?: (?:time|date|at|day|on))?$|^(?:ends?|finishes)(?: (?:at|on))$|\b(?:end|until|to)$/;
const TIMES = new Set<OutlineField["kind"]>(["date", "dateTime"]);

/** The one time at which something begins, and the one at which it ends, both of one kind; null where that isn't certain. */
export function timesOf({ fields }: DraftThing): { start: OutlineField; end: OutlineField } | null {
  const times = fields.filter(({ kind }) => TIMES.has(kind));
  const [start, ...starts] = times.filter(({ name }) => START.test(name));
  const [end, ...ends] = times.filter(({ name }) => END.test(name));
  return start && end && start.kind === end.kind && starts.length + ends.length === 0 ? { start, end } : null;
}
