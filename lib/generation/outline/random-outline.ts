import { canBeUnique } from "./outline-issues.ts";
import { OUTLINE_KINDS, type Outline, type OutlineField, type OutlineKind, outlineSchema, type OutlineThing } from "./schema.ts";

const NOUNS = ["book", "order", "class", "person", "news", "Café table", "2nd floor", "status", "problem", "data item", "user's bike", "quiz", "Used Car", "response", "list", "category"];
const FACTS = ["name", "due date", "Title", "id", "version", "constructor", "limit", "sort", "order", "q", "class", "default", "from", "prix d'achat", "2nd line", "e-mail", "price (EUR)", "status", "created at", "app", "text", "overdue", "value", "min value", "consumer id", "place", "search text", "notes", "to string", "total"];
const VALUES = ["open", "in progress", "won't do", "50 %", "A", "B+", "1", "naïve", "not / applicable", "Done", "C#", "x & y", "true", "null", ""];

/** An outline as anybody might make it: odd names, every kind, limits, references in circles. Always one that can be built. Only for tests. */
export function randomOutline(random: () => number): Outline {
  const upTo = (most: number): number => 1 + Math.floor(random() * most);
  const one = <Item>(items: readonly Item[], other: Item): Item => items[Math.floor(random() * items.length)] ?? other;
  const some = <Item>(items: readonly Item[], most: number): Item[] => items.map((item) => ({ item, at: random() })).toSorted((a, b) => a.at - b.at).slice(0, most).map(({ item }) => item);
  for (;;) {
    const names = some(NOUNS, random() < 0.08 ? 8 : upTo(4));
    const field = (name: string): OutlineField => {
      const kind = one<OutlineKind>(OUTLINE_KINDS, "text");
      const isNumber = kind === "integer" || kind === "number" || kind === "money";
      const min = isNumber && random() < 0.4 ? Math.floor(random() * 20) - 5 : undefined;
      const max = isNumber && random() < 0.4 ? (min ?? 0) + one([1, 2, 5, 100, 5_000_000], 1) : undefined;
      const maxLength = (kind === "text" || kind === "longText") && random() < 0.4 ? one([2, 3, 5, 8, 20, 60, 500, 3_000], 20) : undefined;
      const minLength = (kind === "text" || kind === "longText") && random() < 0.3 ? one([2, 3, 5, 8, 20, 150], 3) : undefined;
      const choices = kind === "choice" ? some(VALUES.filter(Boolean), 1 + upTo(5)) : undefined;
      const start = random() < 0.3 ? startOf(kind, choices, min, max) : undefined;
      const made: OutlineField = {
        name, kind, isRequired: random() < 0.6, isUnique: false,
        ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }), ...(maxLength === undefined ? {} : { maxLength }), ...(minLength === undefined ? {} : { minLength }), ...(choices ? { choices } : {}), ...(start === undefined ? {} : { default: start }),
        ...(kind === "reference" ? { of: one(names, "") } : {}), ...(min !== undefined && random() < 0.3 ? { isOverMin: true } : {}),
      };
      return { ...made, isUnique: random() < 0.2 && canBeUnique(made) };
    };
    const things = names.map((singular): OutlineThing => {
      const fields = some(FACTS, random() < 0.05 ? 30 : upTo(8)).map(field);
      const texts = fields.filter(({ kind }) => ["text", "longText", "list", "choice", "email", "url", "phone"].includes(kind));
      return { singular, ownership: random() < 0.3 ? "perConsumer" : "shared", fields, search: random() < 0.4 ? some(texts, 3).map(({ name }) => name) : [], rules: random() < 0.4 ? rulesFor(fields) : [] };
    });
    const parsed = outlineSchema.safeParse({ things });
    if (parsed.success) return parsed.data;
  }
}

function startOf(kind: OutlineKind, choices: readonly string[] | undefined, min: number | undefined, max: number | undefined): OutlineField["default"] {
  if (kind === "boolean") return true;
  if (kind === "choice") return choices?.at(-1);
  if (kind === "text") return "a";
  return kind === "integer" || kind === "number" || kind === "money" ? max ?? (min ?? 3) + 1 : undefined;
}

/** A figure and a change of state, where there are fields for them. */
function rulesFor(fields: readonly OutlineField[]): OutlineThing["rules"] {
  const number = fields.find(({ kind }) => kind === "money" || kind === "integer");
  const group = fields.find(({ kind }) => kind === "boolean" || kind === "reference" || kind === "choice");
  const state = fields.find(({ kind, default: start }) => kind === "choice" && start === undefined);
  const [from, to] = state?.choices ?? [];
  return [
    ...(number ? [{ rule: "figure" as const, kind: "sum" as const, field: number.name, slug: "total-of-all", label: "total of all", per: { kind: "all" as const } }] : []),
    ...(group ? [{ rule: "figure" as const, kind: "count" as const, field: null, slug: "count-by-group", label: "count by group", per: { kind: "field" as const, field: group.name } }] : []),
    ...(state && from !== undefined && to !== undefined ? [{ rule: "change" as const, field: state.name, action: "move-on", from: [from], to }] : []),
  ];
}
