import { knownFields } from "../resource-builder/known-resources.ts";
import { inferKind } from "../resource-builder/infer-kind.ts";
import { isPlural, onLastWord, plural, singular } from "../resource-builder/words.ts";
import type { Harvest, HarvestedThing } from "./harvested.ts";
import { fieldName } from "./name-of.ts";
import { canBeUnique, outlineIssues } from "./outline-issues.ts";
import { MOST_FIELDS, MOST_THINGS, type Outline, type OutlineField, type OutlineThing } from "./schema.ts";

/** What was gathered as an outline that can be built: things point to each other, none is empty, nothing contradicts. */
export function settleHarvest(harvest: Harvest): Outline {
  if (harvest.things.length === 0) harvest.things.push({ singular: harvest.title ?? "entry", fields: [], refersTo: [] });
  const things = harvest.things.filter(isNoIntroduction(harvest)).slice(0, MOST_THINGS);
  const fields = things.map((thing) => linked(thing, things));
  const outline: Outline = { things: things.map((thing, index) => finish(thing, fields[index] ?? [], things)) };
  // What still contradicts goes: never the thing, rather the mark, then the field.
  for (let round = 0; round < 4; round += 1) {
    const issues = outlineIssues(outline);
    if (issues.length === 0) break;
    for (const { path } of issues.toReversed()) mend(outline, path);
  }
  return outline;
}

/** A place or an app that has parts and no fields of its own is no thing. */
const isNoIntroduction = ({ things }: Harvest) => (thing: HarvestedThing): boolean =>
  thing.fields.some((field) => !(isPlural(field.name) && things.some((other) => other !== thing && matches(field, other)))) || thing.isListed === true || thing.refersTo.length > 0 || things.every((other) => other.fields.length === 0 || other === thing) || isPluralNamed(thing, things);
const isPluralNamed = (thing: HarvestedThing, things: readonly HarvestedThing[]): boolean => knownFields(thing.singular) !== undefined || things.some((other) => other !== thing && (other.refersTo.includes(thing.singular) || other.fields.some((field) => matches(field, thing)))) || !/\b(?:system|app|club|business|shop|board|library|blog|restaurant|hotel|school|company|database|api|tracker|game|rental|planning|hospital|clinic)$/.test(thing.singular);

const matches = ({ name, kind }: OutlineField, { singular: one }: HarvestedThing): boolean => {
  const last = one.split(" ").at(-1) ?? one;
  if (/^(?:min|max|minimum|maximum|total|number|count|average) /.test(name)) return false;
  const label = onLastWord(name.replace(/ (?:id|name)$/, (end) => (end === " id" ? "" : end)), singular);
  return (kind === "text" || kind === "list" || kind === "integer" || kind === "number") && (label === one || label === last || label.endsWith(` ${one}`));
};

/** Its fields, of which those that are called like a thing point to it. */
function linked(thing: HarvestedThing, things: readonly HarvestedThing[]): OutlineField[] {
  const fields: OutlineField[] = [];
  for (const field of thing.fields) {
    const target = things.find((other) => other !== thing && matches(field, other));
    // "a blog with posts": they are the thing itself.
    if (!target && isPlural(field.name) && matches(field, thing)) continue;
    if (!target) fields.push(field);
    // "boards with cards": a card is of a board.
    else if (isPlural(field.name.split(" ").at(-1) ?? "") || field.kind === "list") { if (!target.refersTo.includes(thing.singular) && !target.fields.some(({ name }) => name === thing.singular)) target.refersTo.push(thing.singular); }
    else fields.push(pointer(field.name.replace(/ id$/, ""), target.singular, field));
  }
  return fields;
}

function finish(thing: HarvestedThing, fields: OutlineField[], things: readonly HarvestedThing[]): OutlineThing {
  for (const name of thing.refersTo) {
    const target = things.find((other) => other.singular === name || other.singular.endsWith(` ${name}`));
    if (target && target !== thing && !fields.some(({ of }) => of === target.singular)) fields.unshift(pointer(target.singular, target.singular));
  }
  const own = fields.filter(({ kind }) => kind !== "reference");
  if (own.length === 0 && !(fields.length > 1)) fields.push(...usual(thing.singular).filter((field) => !fields.some(({ name }) => name === field.name)));
  return { singular: thing.singular, plural: onLastWord(thing.singular, plural), ownership: "shared", fields: fields.slice(0, MOST_FIELDS), search: [], rules: [] };
}

const pointer = (name: string, of: string, from?: OutlineField): OutlineField => ({ name, kind: "reference", isRequired: from?.isRequired ?? true, isUnique: false, of });
/** What a thing has that was only named. */
function usual(noun: string): OutlineField[] {
  const inferred = inferKind(noun);
  const known = knownFields(noun) ?? [inferred.kind === "money" ? { label: "amount", kind: "money" as const, isRequired: true, isUnique: false } : { label: "name", kind: "text" as const, isRequired: true, isUnique: false }];
  return known.map((field) => ({ name: field.label, kind: field.kind, isRequired: field.isRequired, isUnique: false, ...("min" in field && field.min !== undefined ? { min: field.min } : {}), isGuess: true }));
}

function mend(outline: Outline, path: readonly (string | number)[]): void {
  const [, index, part, place, mark] = path;
  const thing = typeof index === "number" ? outline.things[index] : undefined;
  if (!thing) return;
  if (part === "singular") return void outline.things.splice(outline.things.indexOf(thing), outline.things.length > 1 ? 1 : 0);
  if (typeof place !== "number") return;
  if (part === "search") return void thing.search.splice(place, 1);
  if (part === "rules") return void thing.rules.splice(place, 1);
  const field = thing.fields[place];
  if (part !== "fields" || !field) return;
  if (mark === "isUnique") field.isUnique = canBeUnique(field);
  else if (mark === "default") delete field.default;
  else if (mark === "max") { delete field.max; delete field.min; }
  else if (mark === "maxLength") delete field.maxLength;
  else if (mark === "choices" && (field.choices?.length ?? 0) > 1) field.choices = [...new Set((field.choices ?? []).map((choice) => choice.replace(/[\p{C}"\\`$<>{}]/gu, "").trim()).filter(Boolean))];
  else if (mark === "choices" || mark === "of") { field.kind = "text"; field.isGuess = true; delete field.choices; delete field.of; }
  else {
    thing.fields.splice(place, 1);
    if (thing.fields.length === 0) thing.fields.push(...usual(fieldName(thing.singular)).slice(0, 1));
  }
}
