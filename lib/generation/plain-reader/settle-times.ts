import { pluralOf } from "../outline/outline-issues.ts";
import { type Draft, type DraftThing, say } from "./draft.ts";

/** A time of something without a day is a moment. */
export function settleTimes({ singular: one, fields }: DraftThing, draft: Draft): void {
  // Of a start that is a moment the end is one too.
  if (fields.some(({ kind, name }) => kind === "date" || (kind === "dateTime" && !/^(?:start|end)(?: time)?$/.test(name)))) return;
  if (fields.some(({ name }) => /\b(?:weekday|day|days)\b/.test(name))) return;
  if (/\b(?:bus|train|tram|stop|lesson|class|course|shift|alarm|opening|timetable)\b/.test(one)) { for (const { kind, name } of fields) if (kind === "time") say(draft, `${pluralOf({ singular: one })}: ${name} is a time of day`); return; }
  const times = fields.filter(({ kind, name }) => kind === "time" && /^(?:time|start|end|start time|end time|time of day|when)$|^time [a-z]+$|\btime$/.test(name));
  for (const field of times) { field.kind = "dateTime"; say(draft, `${pluralOf({ singular: one })}: ${field.name} is a date and time`); }
}
