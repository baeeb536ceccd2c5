import { NotUnderstood } from "./not-understood.ts";
import type { Field } from "./resource-plan.ts";
import { onLastWord, plural, withArticle } from "./words.ts";

/** Settles what a "time" and a "value" hold by what has them, or throws when it could be either. */
export function settleKinds(noun: string, fields: readonly Field[], assumptions: string[]): void {
  const many = onLastWord(noun, plural);
  const time = fields.find(({ label, kind }) => (label === "time" && kind === "time" && TIMED.test(noun)) || (label === "time taken" && !MOMENT.test(noun)));
  if (time) throw new NotUnderstood(`It isn't clear whether the "${time.label}" of ${withArticle(noun)} is how long it took or when it was. Say it, for example "minutes" or "date".`, time.label, true);
  const position = fields.find(({ label, kind }) => label === "position" && kind === "text");
  if (position && RANKED.test(noun)) throw new NotUnderstood(`It isn't clear whether the "position" of ${withArticle(noun)} is a number or a name. Say it: "position (number)" or "position (text)".`, "position", true);
  for (const field of fields) if (field.label === "value" && field.isGuess && READING.test(noun)) {
    const said = assumptions.indexOf(`${many}: value is text`);
    field.kind = "number";
    assumptions.splice(said < 0 ? assumptions.length : said, said < 0 ? 0 : 1, `${many}: value is a number`);
  }
  // What has a unit beside it may be 2.5 litres.
  if (fields.some(({ label }) => /^(?:units?|unit of measure)$/.test(label))) for (const field of fields) if (/^(?:quantity|qty|amount|stock|portion|value)$/.test(field.label) && ["integer", "money"].includes(field.kind)) {
    field.kind = "number";
    assumptions.push(`${many}: ${field.label} is a number of the unit`);
  }
  // An appointment's start, unless it is the same every week, is on a day, and a reading's time too.
  if (fields.some(({ kind, label }) => kind === "date" || kind === "dateTime" || /^(?:weekday|day of (?:the )?week|day|days)$/.test(label))) return;
  for (const field of fields) if (field.kind === "time" && (/^(?:start|end) time$|^time (?:taken|written|seen)$|^(?:time )?(?:recorded|measured|logged|observed|reported|posted|submitted|received|sent)(?: time)?$/.test(field.label) || (field.label === "time" && MOMENT.test(noun)))) {
    field.kind = "dateTime";
    assumptions.push(`${many}: ${field.label} is a date and time`);
  }
}

/** What comes one after the other. */
const RANKED = /\b(?:waiting(?: list)?(?: entry)?|queue|queue entry|result|standing|ranking|track|slide|question|step|song|photo|column|card)$/;
/** What has a value that is measured. */
const READING = /\b(?:reading|measurement|sample|observation|metric|data point)$/;
/** What is at one time on one day; a bus stops at the same time every day. */
const MOMENT = /\b(?:reading|measurement|price|log|entry|visit|sample|value|sign|water|call|observation|sighting|report|meal|dose|intake|event|error|sensor|incident|delivery|check)$/;
/** What takes time. */
const TIMED = /\b(?:race|result|lap|run|swim|score|workout|recipe|round|heat|attempt|record|song|track|film|movie|game|exercise)$/;
