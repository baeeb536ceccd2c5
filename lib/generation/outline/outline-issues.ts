import { LEAST_LENGTH } from "../resource-builder/least-length.ts";
import { camelCase, kebabCase, onLastWord, pascalCase, plural } from "../resource-builder/words.ts";
import { fieldName, plainName } from "./name-of.ts";
import { ruleIssue } from "./rule-issue.ts";
import type { Outline, OutlineField, OutlineThing } from "./schema.ts";
import { UNSAFE } from "../resource-builder/unsafe-to-keep.ts";

export interface OutlineIssue {
  path: (string | number)[];
  message: string;
}

/** Why an outline can't be built as it stands, each with its place. */
export function outlineIssues({ things }: Outline): OutlineIssue[] {
  return things.flatMap((thing, index) => {
    const at = ["things", index];
    const twin = things.slice(0, index).find((other) => collide(thing, other));
    return [
      ...(plainName(thing.singular) === "" ? [{ path: [...at, "singular"], message: "needs letters from a to z" }] : []),
      ...(twin ? [{ path: [...at, "singular"], message: `is called like "${twin.singular}"` }] : []),
      ...thing.fields.flatMap((field, place) => fieldIssues(field, thing, things, place).map(({ path, message }) => ({ path: [...at, "fields", place, ...path], message }))),
      ...uniqueIssues(thing).map(({ path, message }) => ({ path: [...at, ...path], message })),
      ...thing.search.flatMap((name, place) => (SEARCHED.has(thing.fields.find((field) => field.name === name)?.kind ?? "") ? [] : [{ path: [...at, "search", place], message: `"${name}" is no text` }])),
      ...thing.rules.flatMap((rule, place) => {
        const message = ruleIssue(rule, thing, things);
        return message === null ? [] : [{ path: [...at, "rules", place], message }];
      }),
    ];
  });
}

/** So many the platform's data keeps unique in one collection. */
const MOST_UNIQUE = 5;

function uniqueIssues({ fields }: OutlineThing): OutlineIssue[] {
  const over = fields.filter(({ isUnique }) => isUnique)[MOST_UNIQUE];
  return over ? [{ path: ["fields", fields.indexOf(over), "isUnique"], message: `at most ${MOST_UNIQUE} fields of a thing can be unique` }] : [];
}

const SEARCHED = new Set<string>(["text", "longText", "list", "choice", "email", "url", "phone"]);

/** The plural of a thing, in plain words. */
export const pluralOf = ({ singular, plural: many }: Pick<OutlineThing, "singular" | "plural">): string => plainName(many ?? "") || onLastWord(plainName(singular), plural);

function collide(one: OutlineThing, other: OutlineThing): boolean {
  const [a, b] = [one, other].map((thing) => ({ type: pascalCase(plainName(thing.singular)), path: kebabCase(pluralOf(thing)), collection: camelCase(pluralOf(thing)) }));
  return a?.type === b?.type || a?.path === b?.path || a?.collection === b?.collection;
}

function fieldIssues(field: OutlineField, thing: OutlineThing, things: readonly OutlineThing[], place: number): OutlineIssue[] {
  const name = fieldName(field.name, field.kind === "reference");
  const issue = (at: keyof OutlineField, message: string): OutlineIssue[] => [{ path: [at], message }];
  return [
    ...(plainName(field.name) === "" ? issue("name", "needs letters from a to z") : []),
    ...(UNSAFE.test(plainName(field.name)) ? issue("name", "must not be kept as plain data: an API from here has no safe place for it") : []),
    ...(thing.fields.slice(0, place).some((other) => fieldName(other.name, other.kind === "reference") === name || plainName(other.name) === plainName(field.name)) ? issue("name", "is there twice") : []),
    ...kindIssues(field, issue),
    ...(field.kind === "reference" && !things.some(({ singular }) => plainName(singular) === plainName(field.of ?? "")) ? issue("of", "needs a thing to point to") : []),
    ...(field.isUnique && !canBeUnique(field) ? issue("isUnique", `a ${field.kind === "boolean" ? "yes or no" : field.kind} of so few values can't be unique`) : []),
    ...rangeIssues(field, issue),
    ...defaultIssues(field, issue),
  ];
}

type Issue = (at: keyof OutlineField, message: string) => OutlineIssue[];

function kindIssues({ kind, choices = [], minLength, maxLength }: OutlineField, issue: Issue): OutlineIssue[] {
  if (kind === "choice" && choices.length < 2) return issue("choices", "needs at least two values");
  if (kind === "choice" && new Set(choices).size < choices.length) return issue("choices", "has a value twice");
  if (kind === "choice" && choices.some((choice) => /[\p{C}"\\`$<>{}]/u.test(choice))) return issue("choices", "a value has letters, digits, spaces and plain marks");
  if (maxLength !== undefined && (kind === "text" || kind === "longText") && (maxLength < LEAST_LENGTH || maxLength > 10_000)) return issue("maxLength", `is from ${LEAST_LENGTH} to 10,000 characters`);
  if (minLength !== undefined && (kind === "text" || kind === "longText") && (minLength < 1 || minLength > (maxLength ?? (kind === "text" ? 200 : 10_000)))) return issue("minLength", "is from 1 to the most characters");
  return [];
}

function rangeIssues({ kind, min, max }: OutlineField, issue: Issue): OutlineIssue[] {
  if (!NUMBERS.has(kind)) return [];
  const [low, high] = kind === "integer" ? [min ?? max ?? 0, max ?? min ?? 0].map(Math.abs) : [Math.abs(min ?? 0), Math.abs(max ?? 0)];
  if (Math.max(low ?? 0, high ?? 0) > MOST[kind === "money" ? "money" : "number"]) return issue("max", "is too large a number");
  if (min !== undefined && max !== undefined && min >= max) return issue("max", "is not above the least");
  if (kind === "integer" && ![min ?? 0, max ?? 0].every(Number.isInteger)) return issue("max", "a whole number has whole limits");
  if (kind === "money" && ![min ?? 0, max ?? 0].every(isCents)) return issue("max", "money has at most two decimals");
  return [];
}

function defaultIssues({ kind, choices = [], min, max, isOverMin, minLength, maxLength, default: start }: OutlineField, issue: Issue): OutlineIssue[] {
  if (start === undefined) return [];
  if (kind === "boolean") return typeof start === "boolean" ? [] : issue("default", "is yes or no");
  if (kind === "choice") return typeof start === "string" && choices.includes(start) ? [] : issue("default", "is one of the values");
  if (kind === "text") return typeof start === "string" && start.trim() === start && start !== "" && start.length <= (maxLength ?? 200) && start.length >= (minLength ?? 1) ? [] : issue("default", "is a short text");
  if (!NUMBERS.has(kind)) return issue("default", "only a text, a number, a choice and yes or no have one");
  const fits = typeof start === "number" && start >= (min ?? start) && start <= (max ?? start) && !(isOverMin && start === min) && Math.abs(start) <= MOST.money && (kind !== "integer" || Number.isInteger(start)) && (kind !== "money" || isCents(start));
  return fits ? [] : issue("default", "is a number within the limits");
}

const NUMBERS = new Set<string>(["integer", "number", "money"]);
const MOST = { money: 1e9, number: 1e12 };
const isCents = (amount: number): boolean => Math.abs(amount * 100 - Math.round(amount * 100)) < 1e-6;

/** Where there are values enough that no two need be the same. */
export function canBeUnique({ kind, min, max, maxLength }: Pick<OutlineField, "kind" | "min" | "max" | "maxLength">): boolean {
  if (NUMBERS.has(kind)) return max === undefined || max - (min ?? 0) >= 1_000;
  if (kind === "text") return maxLength === undefined || maxLength >= LEAST_LENGTH;
  return ["email", "url", "phone", "date", "dateTime"].includes(kind);
}
