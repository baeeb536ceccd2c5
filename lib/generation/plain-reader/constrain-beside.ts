import { readBeside } from "../field-remarks/read-beside.ts";
import type { Told } from "../field-words/told.ts";
import { type Way, fieldSpokenOf } from "./constraint-way.ts";

const ORDERED = /^(?:integer|number|money|date|dateTime|time)$/;

/** "The end must be later than the start": two fields of one thing, one of them never below the other. */
export const beside: Way = (clause, draft) => {
  const [, name = "", rest = ""] = /^(.{2,40}?) ((?:must|should|has to|have to|needs to|can't|cannot|can not|must not|may not|is always|is|are) .+)$/i.exec(clause) ?? [];
  const told: Told = {};
  const one = name === "" ? null : fieldSpokenOf(name, draft);
  if (!one || !readBeside(rest, told) || !told.beside) return false;
  const other = fieldSpokenOf(told.beside.other, { things: [one.thing], last: 0 })?.field;
  if (!other || other === one.field || other.kind !== one.field.kind || !ORDERED.test(other.kind)) return false;
  const [upper, lower] = told.beside.isAbove ? [one.field, other] : [other, one.field];
  if (upper.max !== undefined || lower.max !== undefined || one.thing.rules.some((rule) => rule.rule === "above" && [upper.name, lower.name].includes(rule.field))) return false;
  one.thing.rules.push({ rule: "above", field: upper.name, other: lower.name, isStrict: told.beside.isStrict });
  return true;
};
