import { holdTold, nextAbove } from "../field-remarks/hold-told.ts";
import { readRemark } from "../field-remarks/read-remark.ts";
import { canBeUnique, pluralOf } from "../outline/outline-issues.ts";
import type { OutlineField } from "../outline/schema.ts";
import { type Way, MUST, fieldSpokenOf } from "./constraint-way.ts";
import { type Draft, type DraftThing, say } from "./draft.ts";
import { kindOfName } from "./kind-of-name.ts";

/** "Email must look like an email", "count must be at least 1", "status is either open or closed". */
export const looks: Way = (clause, draft) => {
  const [, name = "", said = ""] = new RegExp(`^(.+?) ${MUST} (.+)$|^$`, "i").exec(clause.replace(/ must look like | should look like | has to look like /i, " must be ").replace(/ can't be negative$| cannot be negative$| must not be negative$| can not be negative$| can't go below (?:zero|0)$/i, " must be not negative")) ?? [];
  const found = name === "" ? null : fieldSpokenOf(name, draft);
  if (!found) return false;
  const { field } = found;
  if (/^(?:valid|well-formed|real|correct|a real one|a valid one)$/i.test(said)) return /^(?:email|url|date|dateTime|time)$/.test(field.kind);
  const text = said.replace(/^(?:an? )?(?:(?:valid|real|proper|correct|well-formed)(?:[ -]looking)? )+/i, "").replace(/^(?:an?|the) /i, "").replace(/ address$/i, "");
  if (/^(?:email|e-mail|mail)$/i.test(text)) { if (!/^(?:text|email)$/.test(field.kind)) return false; Object.assign(field, { kind: "email" }); delete field.isGuess; return true; }
  if (/^unique$/i.test(text)) { if (!canBeUnique(field)) return false; field.isUnique = true; return true; }
  if (/^(?:optional|left out|left empty|empty|omitted|missing|blank|not required|left blank)$/i.test(text)) { field.isRequired = false; return true; }
  if (/^(?:required|mandatory|given|filled in|there|needed|present)$/i.test(text)) { field.isRequired = field.kind !== "boolean"; return true; }
  return retold(found, text, draft);
};

/** With what brackets behind its name could say: a range, a kind, values. */
function retold({ field, thing }: { field: OutlineField; thing: DraftThing }, text: string, draft: Draft): boolean {
  const remark = readRemark(text, field.name);
  if (!remark || remark.unkept.length > 0 || remark.isMove || remark.told.beside) return false;
  const { told } = remark;
  if (told.choices) {
    if (!/^(?:text|choice)$/.test(field.kind) || !/,|\bor\b|\//.test(text)) return false;
    Object.assign(field, { kind: "choice", choices: told.choices });
    delete field.isGuess;
    return true;
  }
  const isNumber = (kind: string): boolean => /^(?:integer|number|money)$/.test(kind);
  // "Set automatically to now" is no value that is there before.
  if (told.default !== undefined && /^(?:date|dateTime|time|list|reference)$/.test(field.kind)) return false;
  const hasRange = told.min !== undefined || told.max !== undefined;
  if (hasRange && !isNumber(field.kind) && !field.isGuess && !/number|count|score|rating|grade|mark|level|condition|stars|priority|severity|difficulty|mood|quality|importance|urgency/.test(field.name)) return false;
  if (told.maxLength !== undefined || told.minLength !== undefined) return /^(?:text|longText)$/.test(field.kind) && holdTold(field, told) === null;
  if (told.isUnderMax || told.isSigned || told.hasDecimals) return isNumber(field.kind) && holdTold(field, told) === null;
  const { kind, min, max } = kindOfName(field.name, { ...told, ...(hasRange && isNumber(field.kind) ? { kind: field.kind === "integer" ? (told.kind === "number" ? "number" : "integer") : field.kind } : {}) });
  if (!hasRange && told.kind !== undefined) { if (field.kind !== told.kind && field.kind !== "text" && !isNumber(field.kind)) return false; }
  Object.assign(field, { kind: hasRange && isNumber(field.kind) ? field.kind : kind, ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }), ...(told.isOverMin ? { isOverMin: true } : {}), ...(told.default === undefined ? {} : { default: told.default, isRequired: false }) });
  if (told.isOverMin && field.kind !== "number" && field.min !== undefined) { field.min = nextAbove(field.min, field.kind); delete field.isOverMin; }
  delete field.isGuess;
  say(draft, `${pluralOf(thing)}: ${field.name} is as told: ${text}`);
  return true;
}

/** "Message max 500 characters", "score between 0 and 100", "titles can have at most 80 characters". */
export const bounded: Way = (clause, draft) => {
  const [, name = "", said = ""] = /^(?:the |an? |each |every |all )?([a-z][a-z ]*?):? (?:(?:can|may|must|should|has to) (?:only )?(?:be|have|contain|go|hold)(?: only)? |(?:is|are|has|have|goes|go|with|of|stays?) (?:a )?)?((?:an? )?(?:max(?:imum)?(?: length| of)*|min(?:imum)?(?: of)?|at most|at least|up to|limit(?:ed)?(?: to| of)?|no (?:more|longer|less|fewer) than|not (?:more|longer|less) than|between|from) -?(?:\d|zero|one|five|ten).*)$/i.exec(clause) ?? [];
  const found = name === "" ? null : fieldSpokenOf(name.replace(/ (?:length|text|value)$/i, ""), draft);
  return found !== null && retold(found, said.replace(/ and (?=-?(?:\d|five|ten))/i, " to "), draft);
};
