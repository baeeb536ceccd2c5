import { step } from "#lib/blueprints/contract-step.ts";
import type { ContractTest, Json } from "#lib/versions/schema.ts";
import { groupName } from "./emit-aggregates.ts";
import { isFilter, startOf } from "./emit-fields.ts";
import type { Aggregate, Field, Resource } from "./resource-plan.ts";
import { productIn, testsOf, type Body, type TestKit } from "./test-kit.ts";
import { least, risingValues } from "./test-values.ts";

/** Exact figures over three documents: two in one group, one in another. */
export const emitAggregateTests = (kit: TestKit): ContractTest[] => kit.shape.resource.aggregates.flatMap((aggregate) => aggregateTest(kit, aggregate));

interface Row { group: Json; numbers: number[] }

function aggregateTest({ shape, make, setup }: TestKit, aggregate: Aggregate): ContractTest[] {
  const { path, fields, apart } = shape.resource;
  const { per, slug, label } = aggregate;
  const field = fields.find(({ name }) => name === aggregate.field);
  const grouped = per.kind === "all" ? undefined : fields.find(({ name }) => name === per.field);
  const at = `${path}/${slug}`;
  // Two on one day would be at one time.
  if (apart && per.kind === "period" && apart.per.length === 0) return testsOf(`The ${label} of nothing is empty`, [], [step("GET", at, 200, { expect: { items: [] } })]);
  const bodies = [0, 1, 2].map((place) => make(place + 1, { ...lowerThan(field, fields), ...lowerThan(grouped, fields), ...numberOf(field, place), ...groupValue(grouped, aggregate, place) }, grouped?.kind === "reference" && place === 2 ? "other" : ""));
  const rows = rowsOf(bodies, aggregate, shape.resource, field, grouped);
  const figures = { aggregate, isMoney: field?.kind === "money" };
  const show = (found: Row[]): Json => shownRows(found, figures);
  const isUnordered = grouped?.kind === "reference" || !rows.every(({ group }) => typeof group !== "string" || per.kind === "period" || /^[A-Z]?[a-z ]+$/.test(group));
  const [one] = shape.inputs.filter((other) => isFilter(other) && other !== grouped && new Set(bodies.map((body) => String(body[other.name]))).size === 3 && other.kind !== "reference");
  const only = one ? bodies[2]?.[one.name] : undefined;
  const whole = isUnordered ? rows.map((row) => ({ items: { $contains: itemOf(row, figures) } })) : [show(rows)];
  return testsOf(`The ${label} is exact, and takes the filters of the list`, [...setup(), ...(grouped?.kind === "reference" ? setup("other") : [])], [
    step("GET", at, 200, { expect: show([]) }),
    ...bodies.map((body) => step("POST", path, 201, { body })),
    ...whole.map((expect) => step("GET", at, 200, { expect })),
    ...(one && only !== undefined && only !== null ? [step("GET", `${at}?${one.name}=${encodeURIComponent(String(only))}`, 200, { expect: show(rowsOf(bodies.slice(2), aggregate, shape.resource, field, grouped)) })] : []),
    step("GET", `${at}?limit=1`, 422),
    step("GET", `${at}?notAFilter=1`, 422),
  ]);
}

/** What the field must not be below is below all that it is given. */
function lowerThan(field: Field | undefined, fields: readonly Field[]): Body {
  const lower = fields.find(({ name }) => name === field?.above?.field);
  return lower ? { [lower.name]: least(lower) } : {};
}

/** 0.1 and 0.2 are together 0.3, which a sum of binary fractions is not. */
function numberOf(field: Field | undefined, place: number): Body {
  if (!field || field.isReadOnly) return {};
  const low = field.min ?? (field.max !== undefined && field.max <= 0 ? field.max - 1000 : 0);
  const high = field.max ?? low + 5;
  if (field.kind === "integer") return { [field.name]: Math.min(high, [low + 1, low + 2, high][place] ?? low) };
  return { [field.name]: Math.min(high, [cents(low + 0.1), cents(low + 0.2), high][place] ?? low) };
}

const DAYS: Record<"day" | "week" | "month" | "year", [first: string, second: string, other: string]> = {
  day: ["2031-03-10", "2031-03-10", "2031-03-11"], week: ["2031-03-10", "2031-03-14", "2031-03-17"], month: ["2031-03-10", "2031-03-20", "2031-04-05"], year: ["2031-03-10", "2031-04-20", "2032-01-05"],
};
const PERIODS: Record<keyof typeof DAYS, [string, string]> = { day: ["2031-03-10", "2031-03-11"], week: ["2031-W11", "2031-W12"], month: ["2031-03", "2031-04"], year: ["2031", "2032"] };

function groupValue(grouped: Field | undefined, { per }: Aggregate, place: number): Body {
  if (!grouped || grouped.isReadOnly || grouped.kind === "reference" || per.kind === "all") return {};
  if (per.kind === "period") return { [grouped.name]: `${DAYS[per.period][place] ?? ""}${grouped.kind === "dateTime" ? "T09:30:00.000Z" : ""}` };
  const [low, middle] = risingValues(grouped);
  return { [grouped.name]: (place < 2 ? low : middle) ?? null };
}

function rowsOf(bodies: Body[], { per }: Aggregate, resource: Resource, field: Field | undefined, grouped: Field | undefined): Row[] {
  const rows: Row[] = [];
  for (const body of bodies) {
    const number = field ? Number(field.product ? productIn(body, field, resource) : field.isReadOnly ? startOf(field) : body[field.name]) : 0;
    const value = grouped ? (grouped.isReadOnly ? startOf(grouped) : (body[grouped.name] ?? null)) : null;
    const group = per.kind !== "period" ? value : (PERIODS[per.period][DAYS[per.period].slice(0, 2).includes(String(value).slice(0, 10)) ? 0 : 1] ?? null);
    const row = rows.find((other) => other.group === group);
    if (row) row.numbers.push(number);
    else rows.push({ group, numbers: [number] });
  }
  return grouped?.kind === "choice" ? rows.sort((a, b) => (String(a.group) < String(b.group) ? -1 : 1)) : rows;
}

function figureOf({ kind, isMoney }: { kind: Aggregate["kind"]; isMoney: boolean }, numbers: number[]): Json {
  // As a sum of decimals is: a product has more of them than money.
  const sum = Math.round(numbers.reduce((total, number) => total + number, 0) * 1_000_000) / 1_000_000;
  if (kind === "count") return numbers.length;
  if (kind === "sum") return sum;
  if (numbers.length === 0) return null;
  if (kind === "average") return { $close: isMoney ? cents(sum / numbers.length) : sum / numbers.length };
  return kind === "min" ? Math.min(...numbers) : Math.max(...numbers);
}

interface Figures { aggregate: Aggregate; isMoney: boolean }
const itemOf = ({ group, numbers }: Row, { aggregate, isMoney }: Figures): Json => {
  const name = groupName(aggregate);
  return { ...(name === null ? {} : { [name]: group }), value: figureOf({ kind: aggregate.kind, isMoney }, numbers), count: numbers.length };
};
const shownRows = (rows: Row[], figures: Figures): Json => (figures.aggregate.per.kind === "all" ? itemOf(rows[0] ?? { group: null, numbers: [] }, figures) : { items: rows.map((row) => itemOf(row, figures)) });
const cents = (value: number): number => Math.round(value * 100) / 100;
