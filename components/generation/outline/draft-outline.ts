import type { Outline, OutlineField, OutlineKind, OutlineRule, OutlineThing } from "#lib/generation/outline/schema.ts";
import { ruleWithNames } from "./rule-names.ts";

/** An outline while it is edited: what is typed stays as it was typed, and a row keeps its key when its name changes. */
export interface DraftField {
  key: string;
  /** What its rules call it. Null: it is new. */
  said: string | null;
  name: string;
  kind: OutlineKind;
  isRequired: boolean;
  isUnique: boolean;
  isGuess: boolean;
  isSearched: boolean;
  /** With commas between them. */
  choices: string;
  min: string;
  max: string;
  isOverMin: boolean;
  minLength: string;
  maxLength: string;
  start: OutlineField["default"];
  /** The key of a thing. */
  of: string;
}
export interface DraftThing {
  key: string;
  singular: string;
  /** Empty: made from the singular. */
  plural: string;
  isOwn: boolean;
  fields: DraftField[];
  rules: { key: string; rule: OutlineRule }[];
}

export function draftOf({ things }: Outline): DraftThing[] {
  const keys = new Map(things.map(({ singular }, index) => [singular, `t${index}`]));
  return things.map((thing, index) => ({
    key: `t${index}`, singular: thing.singular, plural: thing.plural ?? "", isOwn: thing.ownership === "perConsumer",
    fields: thing.fields.map((field, place) => draftField(field, `t${index}f${place}`, thing.search.includes(field.name), keys.get(field.of ?? "") ?? "")),
    rules: thing.rules.map((rule, place) => ({ key: `t${index}r${place}`, rule })),
  }));
}

const draftField = (field: OutlineField, key: string, isSearched: boolean, of: string): DraftField => ({
  key, said: field.name, name: field.name, kind: field.kind, isRequired: field.isRequired, isUnique: field.isUnique, isGuess: field.isGuess === true, isSearched, choices: (field.choices ?? []).join(", "),
  min: shown(field.min), max: shown(field.max), isOverMin: field.isOverMin === true, minLength: shown(field.minLength), maxLength: shown(field.maxLength), start: field.default, of,
});
const shown = (value: number | undefined): string => (value === undefined ? "" : String(value));

export const newField = (key: string): DraftField => ({ key, said: null, name: "", kind: "text", isRequired: true, isUnique: false, isGuess: false, isSearched: false, choices: "", min: "", max: "", isOverMin: false, minLength: "", maxLength: "", start: undefined, of: "" });
export const newThing = (key: string): DraftThing => ({ key, singular: "", plural: "", isOwn: false, fields: [{ ...newField(`${key}f`), name: "name" }], rules: [] });

/** What is sent. Not checked: `outlineSchema` says what is wrong, at the same places. */
export function outlineOfDraft(things: readonly DraftThing[]): Outline {
  return { things: things.map((thing) => thingOf(thing, things)) };
}

function thingOf(thing: DraftThing, things: readonly DraftThing[]): OutlineThing {
  const nameOf = (said: string): string | null => thing.fields.find((field) => field.said === said)?.name.trim() ?? null;
  return {
    singular: thing.singular.trim(), ...(thing.plural.trim() === "" ? {} : { plural: thing.plural.trim() }), ownership: thing.isOwn ? "perConsumer" : "shared",
    fields: thing.fields.map((field) => fieldOf(field, things)),
    search: thing.fields.filter(({ isSearched, kind }) => isSearched && SEARCHABLE.has(kind)).map(({ name }) => name.trim()),
    rules: thing.rules.flatMap(({ rule }) => ruleWithNames(rule, nameOf) ?? []),
  };
}

export const SEARCHABLE = new Set<OutlineKind>(["text", "longText", "list", "choice", "email", "url", "phone"]);
export const isNumber = (kind: OutlineKind): boolean => kind === "integer" || kind === "number" || kind === "money";
export const isText = (kind: OutlineKind): boolean => kind === "text" || kind === "longText";

function fieldOf(field: DraftField, things: readonly DraftThing[]): OutlineField {
  const { name, kind, isRequired, isUnique, isGuess, isOverMin, choices, min, max, minLength, maxLength, start, of } = field;
  return {
    name: name.trim(), kind, isRequired, isUnique, ...(isGuess ? { isGuess } : {}), ...(kind === "choice" ? { choices: choices.split(",").map((choice) => choice.trim()).filter(Boolean) } : {}),
    ...(isNumber(kind) && min.trim() !== "" ? { min: Number(min), ...(isOverMin ? { isOverMin } : {}) } : {}), ...(isNumber(kind) && max.trim() !== "" ? { max: Number(max) } : {}),
    ...(isText(kind) && minLength.trim() !== "" ? { minLength: Number(minLength) } : {}), ...(isText(kind) && maxLength.trim() !== "" ? { maxLength: Number(maxLength) } : {}), ...(start === undefined ? {} : { default: start }), ...(kind === "reference" ? { of: things.find(({ key }) => key === of)?.singular.trim() ?? "" } : {}),
  };
}
