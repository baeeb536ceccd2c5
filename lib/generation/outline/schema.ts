import { z } from "zod";
import { outlineIssues } from "./outline-issues.ts";

/** What a description was understood to keep, as a person edits it: each thing with its fields. What is built from it is exactly this. */
export const OUTLINE_KINDS = ["text", "longText", "integer", "number", "money", "boolean", "date", "dateTime", "time", "email", "phone", "url", "choice", "list", "reference"] as const;
export type OutlineKind = (typeof OUTLINE_KINDS)[number];
export const MOST_THINGS = 8;
export const MOST_FIELDS = 30;
export const MOST_CHOICES = 30;

const name = z.string().trim().min(1, "needs a name").max(40, "has more than 40 characters");
const value = z.union([z.string().max(60), z.number(), z.boolean()]);

export const outlineFieldSchema = z.strictObject({
  /** As a person says it: `due date`. The API calls it `dueDate`. */
  name,
  kind: z.enum(OUTLINE_KINDS),
  isRequired: z.boolean().default(true),
  isUnique: z.boolean().default(false),
  /** Of a choice. */
  choices: z.array(z.string().trim().min(1).max(60)).max(MOST_CHOICES).optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  /** `min` itself is too little. */
  isOverMin: z.boolean().optional(),
  /** Of a text: so many characters at least, and at most. */
  minLength: z.number().int().optional(),
  maxLength: z.number().int().optional(),
  /** Stored where none is sent. */
  default: value.optional(),
  /** Of a reference: the thing it points to. */
  of: name.optional(),
  /** Its kind was not said, nor is it known by its name. */
  isGuess: z.boolean().optional(),
});
export type OutlineField = z.infer<typeof outlineFieldSchema>;

const states = z.array(z.union([z.string().max(60), z.boolean()])).min(1).max(MOST_CHOICES);
const slug = z.string().regex(/^[a-z][a-z0-9-]{0,59}$/);
const label = z.string().regex(/^[a-z0-9][a-z0-9 ]{0,99}$/);
const PERIODS = ["day", "week", "month", "year"] as const;

/** What else was understood of a thing. Fields are called by their names. */
export const outlineRuleSchema = z.discriminatedUnion("rule", [
  z.strictObject({
    rule: z.literal("figure"), kind: z.enum(["count", "sum", "average", "min", "max"]), field: name.nullable(), slug, label,
    per: z.discriminatedUnion("kind", [z.strictObject({ kind: z.literal("all") }), z.strictObject({ kind: z.literal("field"), field: name }), z.strictObject({ kind: z.literal("period"), field: name, period: z.enum(PERIODS) })]),
  }),
  z.strictObject({ rule: z.literal("change"), field: name, action: slug, from: z.array(z.string().min(1).max(60)).min(1).max(MOST_CHOICES), to: z.string().min(1).max(60) }),
  z.strictObject({ rule: z.literal("counter"), field: name, action: slug, by: z.union([z.literal(1), z.literal(-1)]), min: z.number().int().optional(), isSettable: z.boolean().optional() }),
  z.strictObject({ rule: z.literal("once"), fields: z.array(name).max(5), isPerCaller: z.boolean() }),
  z.strictObject({
    rule: z.literal("most"), max: z.union([z.number().int().min(1).max(1_000_000), name]), per: name.nullable(), period: z.strictObject({ field: name, unit: z.enum(PERIODS) }).optional(),
    only: z.strictObject({ field: name, values: z.array(z.union([z.string().max(60), z.boolean(), z.null()])).min(1).max(MOST_CHOICES) }).nullable(),
  }),
  z.strictObject({ rule: z.literal("apart"), start: name, end: name, per: z.array(name).max(5), unless: z.strictObject({ field: name, value: z.union([z.string().max(60), z.boolean()]) }).nullable() }),
  z.strictObject({ rule: z.literal("overdue"), date: name, done: name.nullable() }),
  /** The order of its lists unless a call asks for another. `createdAt` and `updatedAt` are fields of everything. */
  z.strictObject({ rule: z.literal("order"), field: name, order: z.enum(["asc", "desc"]) }),
  z.strictObject({ rule: z.literal("random") }),
  z.strictObject({ rule: z.literal("above"), field: name, other: name, isStrict: z.boolean() }),
  /** Worked out: these numbers multiplied, and the days or hours from one time to another. */
  z.strictObject({ rule: z.literal("product"), field: name, of: z.array(name).min(1).max(3), between: z.strictObject({ from: name, to: name, unit: z.enum(["days", "hours"]) }).optional() }),
  /** Two references that never point to one and the same. */
  z.strictObject({ rule: z.literal("differ"), field: name, other: name }),
  /** Never deleted. */
  z.strictObject({ rule: z.literal("kept") }),
  z.strictObject({ rule: z.literal("lock"), field: name, values: states, isChange: z.boolean(), isDelete: z.boolean() }),
]);
export type OutlineRule = z.infer<typeof outlineRuleSchema>;

export const outlineThingSchema = z.strictObject({
  /** `book`, `used car`. */
  singular: name,
  /** Made from `singular` where it is left out. */
  plural: name.optional(),
  /** perConsumer: each caller sees and changes only what it made itself. */
  ownership: z.enum(["shared", "perConsumer"]).default("shared"),
  fields: z.array(outlineFieldSchema).min(1, "needs at least one field").max(MOST_FIELDS),
  /** Names of the fields that `?q=` looks in. */
  search: z.array(name).max(MOST_FIELDS).default([]),
  rules: z.array(outlineRuleSchema).max(30).default([]),
});
export type OutlineThing = z.infer<typeof outlineThingSchema>;

const outlineShape = z.strictObject({ things: z.array(outlineThingSchema).min(1, "needs at least one thing").max(MOST_THINGS) });
export type Outline = z.infer<typeof outlineShape>;
/** An outline that can be built as it stands. */
export const outlineSchema = outlineShape.superRefine((outline, context) => {
  for (const { path, message } of outlineIssues(outline)) context.addIssue({ code: "custom", path, message });
});

/** An outline with the parts of the description that aren't in it, in the person's own words. */
export const readOutlineSchema = z.object({
  outline: outlineShape,
  open: z.array(z.object({ text: z.string(), why: z.string() })),
});
export type ReadOutline = z.infer<typeof readOutlineSchema>;
