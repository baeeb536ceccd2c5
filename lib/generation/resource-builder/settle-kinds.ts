import type { Field } from "./resource-plan.ts";
import { onLastWord, plural } from "./words.ts";

/** Settles what a "time" and a "value" hold by what has them, and what belongs together by what stands beside it. */
export function settleKinds(noun: string, fields: readonly Field[], assumptions: string[]): void {
  const many = onLastWord(noun, plural);
  const become = (field: Field, kind: Field["kind"], said: string): void => {
    const line = assumptions.findIndex((other) => other.startsWith(`${many}: ${field.label} is `));
    assumptions.splice(line < 0 ? assumptions.length : line, line < 0 ? 0 : 1, `${many}: ${field.label} is ${said}`);
    Object.assign(field, { kind }, kind === "integer" ? { min: 0 } : {});
    if (kind !== "boolean") field.isRequired = true;
    delete field.isGuess;
  };
  for (const field of fields) {
    const { label, kind, isGuess } = field;
    // How long it took, which 1:02:30 says as well as 62.5.
    if ((label === "time" && kind === "time" && TIMED.test(noun)) || (label === "time taken" && !MOMENT.test(noun))) become(field, "text", "text, such as 1:02:30");
    // What is fed, taken or poured is no money.
    if (label === "amount" && kind === "money" && field.isGuess !== false && (GIVEN.test(noun) || fields.some((other) => STUFF.test(other.label))) && !fields.some((other) => PAID.test(other.label))) become(field, "number", "a number");
    if (label === "position" && kind === "text" && RANKED.test(noun)) become(field, "integer", "a whole number");
    // A recipe's steps are told, those of a day are counted.
    if (label === "steps" && kind === "list" && (noun === "step" || fields.some((other) => MOVED.test(other.label)))) become(field, "integer", "a whole number");
    if (/^minutes(?: taken)?$/.test(label) && /\b(?:meeting|assembly)$/.test(noun)) become(field, "longText", "the text of the minutes");
    if (/^decisions(?: taken| made)?$/.test(label) && kind !== "longText") become(field, "longText", "long text");
    if (/^(?:garden|garage|balcony|terrace|parking|pool|smoking|pets)$/.test(label) && kind === "text" && isGuess !== false && SIZED.test(noun)) { become(field, "boolean", "true or false"); field.isRequired = false; }
    if (label === "day" && kind === "text" && SPENT.test(noun)) become(field, "date", "a date");
    // What is written down of time spent.
    if (/^(?:minutes|hours)$/.test(label) && kind === "text" && SPENT.test(noun)) become(field, label === "hours" ? "number" : "integer", label === "hours" ? "a number" : "a whole number");
    if (label === "rank" && kind === "text" && /\b(?:result|standing|ranking)$/.test(noun)) become(field, "integer", "a whole number");
    // The day is kept beside it.
    if (/^(?:start|end)$/.test(label) && kind === "dateTime" && fields.some((other) => other.label === "date" && other.kind === "date")) become(field, "time", "a time of that day");
    // "ringed on, ringed at": the day and the place.
    const deed = /^([a-z]+) at$/.exec(label)?.[1];
    if (deed !== undefined && kind === "dateTime" && fields.some((other) => other.label === `${deed} on`)) become(field, "text", "text");
    const start = /^([a-z]+ed) from$/.exec(label)?.[1];
    if (start !== undefined && kind === "text" && fields.some((other) => [`${start} to`, `${start} until`, `${start} till`].includes(other.label))) become(field, "date", "a date");
    // Where it was, unless it is what has a size.
    if (label === "area" && kind === "number" && !SIZED.test(noun)) become(field, "text", "text");
    // A car is mended in a garage, a house has one.
    if (/^(?:garage|garden|parking|pool|terrace|kitchen)$/.test(label) && !SIZED.test(noun)) become(field, "text", "text");
    if (label === "died") become(field, "date", "a date");
    if (label === "value" && WORTH_MONEY.test(noun)) become(field, "money", "money");
    if (/^(?:arrival|departure|check ?in|check ?out)$/.test(label) && STAYED.test(noun)) become(field, "date", "a date");
    if (/^(?:rank|grade)$/.test(label) && kind === "integer" && RANKS.test(noun) && field.min === 0 && field.max === undefined) become(field, "text", "text");
    if (/^(?:ski|skill|language|experience|education|fitness|swimming|reading|school) level$/.test(label) && field.max === undefined && field.options === undefined) become(field, "text", "text");
    if (OUTCOMES.test(label) && isGuess !== false && fields.filter((other) => OUTCOMES.test(other.label)).length > 1) become(field, "integer", "a whole number");
    if ((BEGUN.test(label) && fields.some((other) => ENDED.test(other.label))) || (ENDED.test(label) && fields.some((other) => other.kind === "date" && BEGUN.test(other.label)))) become(field, "date", "a date");
  }
  for (const field of fields) if (field.label === "value" ? field.isGuess && READING.test(noun) : field.label === "reading" && assumptions.includes(`${many}: reading is text`) && METERED.test(noun)) {
    const said = assumptions.indexOf(`${many}: ${field.label} is text`);
    field.kind = "number";
    assumptions.splice(said < 0 ? assumptions.length : said, said < 0 ? 0 : 1, `${many}: ${field.label} is a number`);
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

/** What comes in grams or litres: what was given, or what it was given of. */
const GIVEN = /\b(?:feeding|feed|meal|watering|dose|medicine|medication|drug|ingredient|fertili[sz]ation|harvest|refill)$/;
const STUFF = /^(?:food|feed|fish food|medicine|medication|drug|ingredient|drink|water|fertili[sz]er|bait|dose|dosage)$/;
const PAID = /^(?:payer|payee|paid|paid by|price|cost|currency|shop|store|budget|invoice|payment)\b/;
/** What is entered for the time that it took. */
const SPENT = /\b(?:entry|log|time ?sheet|shift|session|workout|practice|lesson|exercise|run|activity|work|training|repair|assignment|task|service)$/;
/** What has an area in square metres. */
const SIZED = /\b(?:flat|house|property|room|plot|land|field|apartment|garden|building|estate|parcel|lake|forest|country|city|state|region|province|municipality|farm|hall|office|shop|space|bed|park|pond|vineyard|orchard|stable|unit|island|roof|wall|pasture|area|zone|store|site|warehouse|villa|home|cottage|listing|court|pitch|wood|meadow|tenant|sample|quadrat|shape|rectangle|circle)s?$/;
/** What lasts from one day to another. */
const STAYED = /\b(?:booking|reservation|stay|guest|rental|holiday|camper|visitor)$/;
/** Who has a rank that has a name: sergeant. */
const RANKS = /\b(?:fire ?fighter|officer|soldier|police ?man|scout|sailor|crew member|guard|pilot|employee|staff|volunteer|member|person|cadet|ranger)$/;
/** What a team's games came to. */
const OUTCOMES = /^(?:played|won|drawn|lost|tied)$/;
const BEGUN = /^(?:started|begun)$/;
const ENDED = /^(?:finished|ended|completed)$/;
/** Beside these, steps are walked. */
const MOVED = /^(?:hours slept|sleep|calories|calories burned|heart rate|resting heart rate|distance|distance in km|weight|mood|km|water)$/;
/** What comes one after the other. */
const RANKED = /\b(?:result|standing|ranking|track|slide|question|step|song|photo|column|card)$/;
/** What has a value in money. */
const WORTH_MONEY = /\b(?:item|lead|asset|possession|antique|painting|coin|stamp|jewel|heirloom|collectible|contract)$/;
/** What has a value that is measured. */
const READING = /\b(?:reading|measurement|sample|observation|metric|data point|result|deal|opportunity)$/;
/** What is read off a meter. */
const METERED = /\bmeter(?: reading)?$/;
/** What is at one time on one day; a bus stops at the same time every day. */
const MOMENT = /\b(?:reading|measurement|price|log|entry|visit|sample|value|sign|water|call|observation|sighting|report|meal|dose|intake|event|error|sensor|incident|delivery|check)$/;
/** What takes time. */
const TIMED = /\b(?:race|result|lap|run|swim|score|workout|recipe|round|heat|attempt|record|song|track|film|movie|game|exercise)$/;
