import { tellsDeed } from "../../field-words/is-clause-name.ts";
import { NotUnderstood } from "../not-understood.ts";
import type { Field, ResourcePlan } from "../resource-plan.ts";
import { withArticle } from "../words.ts";

/** Throws where what a thing or a field would be called is a turn of phrase. */
export function auditNames({ resources }: Pick<ResourcePlan, "resources">): void {
  for (const { singular, fields } of resources) {
    if (NO_NOUN.test(singular) || tellsDeed(singular)) throw new NotUnderstood(`It isn't clear what "${singular}" is: nothing can be called so.`, singular);
    for (const { label } of fields) if (tellsDeed(label) || (NO_FIELD.test(label) && !COUNTED.test(label)) || /^(?:is|are|was|were|be)$/.test(label)) throw new NotUnderstood(`It isn't clear what "${label}" holds.`, label);
    // "A due date and is late or not": what it is says nothing of its date.
    const date = fields.find(({ label, kind }) => (kind === "boolean" || kind === "choice") && /\bdate$/.test(label));
    if (date) throw new NotUnderstood(`It isn't clear what "${date.label}" holds.`, date.label);
    const spelled = resources.find((other) => other.singular !== singular && sounded(other.singular) === sounded(singular));
    if (spelled) throw new NotUnderstood(`It isn't clear whether "${spelled.singular}" and "${singular}" are the same. Spell them alike.`, singular);
    refuseTwice(singular, fields);
    // "name and status is open by default": the next field and its value are no value of this one.
    const start = fields.find(({ kind, default: value }) => kind === "text" && typeof value === "string" && START_OF_FIELD.test(value));
    if (start) throw new NotUnderstood(`It isn't clear whether the ${start.label} of ${withArticle(singular)} begins as "${String(start.default)}". Put it in brackets: "${start.label} (default one)".`, String(start.default));
  }
}

/** "a ripening cellar; each lies in one cellar": one and the same, or two? */
function refuseTwice(noun: string, fields: readonly Field[]): void {
  const twice = fields.find(({ target, label }) => target !== undefined && label === target && fields.some((other) => other.target === target && other.label !== label && other.label.endsWith(` ${label}`)));
  const named = fields.find(({ label, isReadOnly }) => isReadOnly !== true && fields.some((other) => other.kind === "text" && other.label === `${label} name`));
  if (named) throw new NotUnderstood(`It isn't clear how the ${named.label} and the ${named.label} name of ${withArticle(noun)} differ.`, `${named.label} name`);
  if (twice) throw new NotUnderstood(`It isn't clear whether the ${twice.label} of ${withArticle(noun)} is named once or twice.`, twice.label);
}

/** "enrolment" and "enrollment", "colour" and "color". */
const sounded = (word: string): string => word.replace(/(.)\1/g, "$1").replace(/our\b/g, "or").replace(/is(?=[ei])/g, "iz");

const NO_NOUN = /\b(?:each|every|all|any|only|never|must|should|can|may|is|are|was|be|has|have|with|that|which|who|it|they|them|their|its|my|our|your|and|or|per|when|where|if|then|than|not|no|numbers?|several|many|also|belongs?|want|wants|need|needs)\b|^(?:in|on|at|for|to|by|from|down|up|out|off|away)\b|^(?:storing|keeping|saving|managing|tracking|handling|organi[sz]ing)\b|^[a-z]+s (?:hand|sign|turn|drop|pick|fill|send|submit|enter|write|log|check)s?$|^(?:columns?|data ?fields?|attributes?|rows?)$/;
const NO_FIELD = /\b(?:each|every|only|never|must|mustn't|should|can't|cannot|unless|nobody|they|them|which|that|whose|also|belongs?|wants?|by default)\b|[a-z] (?:with|has|have|having)\b(?<!^[a-z]+ed with$)|^[a-z]+s (?:exactly |at most |only )?(?:one|two|several|many|an?|the) |^(?:in|at|for|of)\b|\b(?:and|or|the|an?)$/;
const START_OF_FIELD = / (?:is|are|was) |^(?:is|are) |^(?:status|state|priority|kind|type|category|level|name|title|done|paid|active|available) [a-z]/;
const COUNTED = /^number of /;
