import { copyOf } from "../copy-of.ts";
import { holdTold } from "../field-remarks/hold-told.ts";
import { readRemark } from "../field-remarks/read-remark.ts";
import type { Remark, Told } from "../field-words/told.ts";
import { pluralOf } from "../outline/outline-issues.ts";
import type { OutlineField } from "../outline/schema.ts";
import type { FieldOfThing, Way } from "./constraint-way.ts";
import { type Draft, say } from "./draft.ts";
import { fieldsCalled } from "./fields-called.ts";

/** What can be said of a field in brackets behind its name can be said in a sentence too: "Price is never negative", "brand and model must be filled in", "urgency is medium if nobody says". */
export const said: Way = (clause, draft) => {
  const words = clause.split(" ");
  for (let at = Math.min(words.length - 1, MOST_WORDS); at > 0; at -= 1) {
    const fields = fieldsCalled(words.slice(0, at).join(" ").replace(/[:,]$/, ""), draft);
    const copy = fields && copyOf(draft);
    if (!fields || !copy || !holdSaid(fields, words.slice(at).join(" "), clause, draft)) { if (copy) Object.assign(draft, copy); continue; }
    return true;
  }
  return false;
};

const MOST_WORDS = 12;
/** What says that values follow. */
const BE = /^(?:(?:(?:can|may|must|should|will|has to|have to)(?: only| always| never)? be|is|are)(?: (?:always|only|either|one of|any of))*:? )/i;

function holdSaid(fields: readonly FieldOfThing[], predicate: string, clause: string, draft: Draft): boolean {
  return fields.every(({ field, thing }) => {
    const remark = understood(readRemark(predicate, field.name), false) ?? (BE.test(predicate) ? understood(readRemark(predicate.replace(BE, ""), field.name), true) : null);
    if (!remark || !fits(field, remark.told)) return false;
    for (const rule of remark.unkept) draft.open.push({ text: clause, why: rule.why });
    if (Object.keys(remark.told).length === 0) return remark.unkept.length > 0;
    // "yes" is one of yes, no and maybe.
    if (MEASURED.test(field.name) && field.kind === "text") remark.told.measured ??= "number";
    const told = field.kind === "choice" && remark.start !== undefined ? { ...remark.told, default: remark.start } : remark.told;
    if (holdTold(field, told) !== null) return false;
    if (remark.told.min !== undefined || remark.told.max !== undefined) say(draft, `${pluralOf(thing)}: ${field.name} is as told: ${predicate}`);
    return true;
  });
}

/** A remark that says a rule; values only where they are said to be some. */
function understood(remark: Remark | null, isListed: boolean): Remark | null {
  if (!remark || remark.isMove || remark.hasExamples || remark.told.beside || (remark.told.choices !== undefined && !isListed)) return null;
  const facts = Object.keys(remark.told).filter((name) => name !== "said");
  return facts.length > 0 || remark.unkept.length > 0 ? remark : null;
}

/** Only what is a number already, or may be one by its name, is held to a range. */
const fits = ({ kind, isGuess, name }: OutlineField, told: Told): boolean =>
  (told.min === undefined && told.max === undefined) || /^(?:integer|number|money)$/.test(kind) || (kind === "text" && (isGuess || /\b(?:number|count|score|size|rating|grade|mark|level|condition|stars|priority|severity|difficulty|mood|quality|importance|urgency)\b/.test(name) || MEASURED.test(name)));
/** What has fractions, where nothing says what it measures. */
const MEASURED = /\b(?:value|reading|measurement|result|figure)$/;
