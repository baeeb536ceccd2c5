// Unit conversion: temperature, length, mass, volume and speed.
import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { HTTPException } from "hono/http-exception";
import type { Env } from "api-creator";

const Problem = z.object({ error: z.object({ code: z.string(), message: z.string() }) }).openapi("Problem");
const problem = (code: string, message: string) => ({ error: { code, message } });
const why = (message = "not valid") => (message.endsWith("received undefined") ? "is required" : message.replace("Invalid input: ", ""));
const json = <Schema extends z.ZodType>(schema: Schema, description: string) => ({ content: { "application/json": { schema } }, description });

type Quantity = "temperature" | "length" | "mass" | "volume" | "speed";
interface Unit {
  quantity: Quantity;
  /** base = value × factor + offset; the base is kelvin, metre, kilogram, litre and metre per second. */
  factor: number;
  offset?: number;
  also: string[];
}

const UNITS: Record<string, Unit> = {
  celsius: { quantity: "temperature", factor: 1, offset: 273.15, also: ["c", "°c", "centigrade", "degrees celsius"] },
  fahrenheit: { quantity: "temperature", factor: 5 / 9, offset: 459.67 * (5 / 9), also: ["f", "°f", "degrees fahrenheit"] },
  kelvin: { quantity: "temperature", factor: 1, also: ["k", "kelvins"] },
  rankine: { quantity: "temperature", factor: 5 / 9, also: ["r", "°r"] },
  millimeter: { quantity: "length", factor: 0.001, also: ["mm"] },
  centimeter: { quantity: "length", factor: 0.01, also: ["cm"] },
  meter: { quantity: "length", factor: 1, also: ["m"] },
  kilometer: { quantity: "length", factor: 1000, also: ["km"] },
  inch: { quantity: "length", factor: 0.0254, also: ["in", "inches"] },
  foot: { quantity: "length", factor: 0.3048, also: ["ft", "feet"] },
  yard: { quantity: "length", factor: 0.9144, also: ["yd"] },
  mile: { quantity: "length", factor: 1609.344, also: ["mi"] },
  "nautical-mile": { quantity: "length", factor: 1852, also: ["nmi", "nautical mile", "nautical miles"] },
  milligram: { quantity: "mass", factor: 0.000001, also: ["mg"] },
  gram: { quantity: "mass", factor: 0.001, also: ["g", "gramme"] },
  kilogram: { quantity: "mass", factor: 1, also: ["kg", "kilo"] },
  tonne: { quantity: "mass", factor: 1000, also: ["t", "metric ton", "metric tons"] },
  ounce: { quantity: "mass", factor: 0.028349523125, also: ["oz"] },
  pound: { quantity: "mass", factor: 0.45359237, also: ["lb", "lbs"] },
  stone: { quantity: "mass", factor: 6.35029318, also: ["st"] },
  milliliter: { quantity: "volume", factor: 0.001, also: ["ml"] },
  liter: { quantity: "volume", factor: 1, also: ["l"] },
  "cubic-meter": { quantity: "volume", factor: 1000, also: ["m3", "m³", "cubic meters", "cubic metre"] },
  teaspoon: { quantity: "volume", factor: 0.00492892159375, also: ["tsp"] },
  tablespoon: { quantity: "volume", factor: 0.01478676478125, also: ["tbsp"] },
  "fluid-ounce": { quantity: "volume", factor: 0.0295735295625, also: ["fl oz", "floz", "fl-oz", "fluid ounces"] },
  cup: { quantity: "volume", factor: 0.2365882365, also: [] },
  pint: { quantity: "volume", factor: 0.473176473, also: ["pt"] },
  quart: { quantity: "volume", factor: 0.946352946, also: ["qt"] },
  gallon: { quantity: "volume", factor: 3.785411784, also: ["gal"] },
  "meter-per-second": { quantity: "speed", factor: 1, also: ["m/s", "mps", "meters per second", "metres per second"] },
  "kilometer-per-hour": { quantity: "speed", factor: 1 / 3.6, also: ["km/h", "kmh", "kph", "kilometers per hour", "kilometres per hour"] },
  "mile-per-hour": { quantity: "speed", factor: 0.44704, also: ["mph", "miles per hour"] },
  knot: { quantity: "speed", factor: 1852 / 3600, also: ["kn", "kt"] },
};
const QUANTITIES = ["temperature", "length", "mass", "volume", "speed"] as const;

/** Every spelling of every unit: `km`, `kilometer`, `kilometers`, `kilometre`, … */
const SPELLINGS = new Map(
  Object.entries(UNITS).flatMap(([name, { also }]) =>
    [name, ...also].flatMap((word) => [word, `${word}s`, word.replace("meter", "metre").replace("liter", "litre"), `${word.replace("meter", "metre").replace("liter", "litre")}s`].map((spelling) => [spelling, name] as const)),
  ),
);
/** Names win over the spellings of others. */
const unitNamed = (text: string) => {
  const word = text.trim().toLowerCase();
  return Object.hasOwn(UNITS, word) ? word : SPELLINGS.get(word);
};

const SIGNIFICANT_DIGITS = /* significantDigits */ 12;
/** The noise of binary fractions is left out. */
const tidy = (value: number) => Number(value.toPrecision(SIGNIFICANT_DIGITS));

const Query = z.object({
  value: z.coerce.number().openapi({ example: 100 }),
  from: z.string().min(1).max(40).openapi({ example: "celsius", description: "A unit by name or symbol; see /units" }),
  to: z.string().min(1).max(40).openapi({ example: "fahrenheit" }),
}).refine((query) => Number.isFinite(query.value), "value must be a finite number");
const Input = z.strictObject({ value: z.number().openapi({ example: 100 }), from: z.string().min(1).max(40).openapi({ example: "km" }), to: z.string().min(1).max(40).openapi({ example: "mile" }) }).openapi("ConversionInput");
const Conversion = z.object({
  quantity: z.enum(QUANTITIES), value: z.number().openapi({ example: 100 }), from: z.string().openapi({ example: "celsius" }),
  to: z.string().openapi({ example: "fahrenheit" }), result: z.number().openapi({ example: 212 }),
}).openapi("Conversion");
const UnitList = z.object({ items: z.array(z.object({ unit: z.string(), quantity: z.enum(QUANTITIES), alsoWritten: z.array(z.string()) })) }).openapi("UnitList");
const QuantityParam = z.object({ quantity: z.enum(QUANTITIES).openapi({ param: { name: "quantity", in: "path" }, example: "temperature" }) });

const app = new OpenAPIHono<{ Bindings: Env }>({
  // Says which input is wrong and why.
  defaultHook: (result, c) => {
    if (result.success) return;
    const issue = result.error.issues[0];
    return c.json(problem("invalid", `${issue?.path.join(".") || result.target}: ${why(issue?.message)}`), 422);
  },
});

/** The conversion, or the words of what is wrong. */
function convert(value: number, fromText: string, toText: string, quantity?: Quantity) {
  const from = unitNamed(fromText);
  const to = unitNamed(toText);
  const known = (wanted?: Quantity) => Object.entries(UNITS).filter(([, unit]) => !wanted || unit.quantity === wanted).map(([name]) => name).join(", ");
  const source = from === undefined ? undefined : UNITS[from];
  const target = to === undefined ? undefined : UNITS[to];
  if (from === undefined || !source) return problem("unknown_unit", `from: "${fromText}" is not a known unit. Known: ${known(quantity)}`);
  if (to === undefined || !target) return problem("unknown_unit", `to: "${toText}" is not a known unit. Known: ${known(quantity)}`);
  if (quantity && source.quantity !== quantity) return problem("incompatible_units", `${from} is a unit of ${source.quantity}, not of ${quantity}`);
  if (source.quantity !== target.quantity) return problem("incompatible_units", `${from} is a unit of ${source.quantity}, ${to} of ${target.quantity}`);
  const base = value * source.factor + (source.offset ?? 0);
  if (source.quantity === "temperature" && base < -1e-9) return problem("below_absolute_zero", `${value} ${from} is below absolute zero`);
  const result = tidy((base - (target.offset ?? 0)) / target.factor);
  if (!Number.isFinite(result)) return problem("out_of_range", `${value} ${from} is more ${to} than a number can hold`);
  return { quantity: source.quantity, value, from, to, result };
}

app.openapi(
  createRoute({ method: "get", path: "/convert", tags: ["conversion"], summary: "Convert a value from one unit to another", request: { query: Query }, responses: { 200: json(Conversion, "The converted value"), 422: json(Problem, "Unknown or incompatible units") } }),
  (c) => {
    const { value, from, to } = c.req.valid("query");
    const conversion = convert(value, from, to);
    return "error" in conversion ? c.json(conversion, 422) : c.json(conversion, 200);
  },
);

app.openapi(
  createRoute({
    method: "post", path: "/convert", tags: ["conversion"], summary: "Convert a value given as JSON", request: { body: { content: { "application/json": { schema: Input } }, required: true } },
    responses: { 200: json(Conversion, "The converted value"), 400: json(Problem, "Not JSON"), 422: json(Problem, "Unknown or incompatible units") },
  }),
  (c) => {
    const { value, from, to } = c.req.valid("json");
    const conversion = convert(value, from, to);
    return "error" in conversion ? c.json(conversion, 422) : c.json(conversion, 200);
  },
);

app.openapi(
  createRoute({
    method: "get", path: "/convert/{quantity}", tags: ["conversion"], summary: "Convert within one quantity", request: { params: QuantityParam, query: Query },
    responses: { 200: json(Conversion, "The converted value"), 422: json(Problem, "Unknown or incompatible units") },
  }),
  (c) => {
    const { value, from, to } = c.req.valid("query");
    const conversion = convert(value, from, to, c.req.valid("param").quantity);
    return "error" in conversion ? c.json(conversion, 422) : c.json(conversion, 200);
  },
);

app.openapi(
  createRoute({ method: "get", path: "/units", tags: ["units"], summary: "List the known units", request: { query: z.object({ quantity: z.enum(QUANTITIES).optional() }) }, responses: { 200: json(UnitList, "The units"), 422: json(Problem, "Not valid") } }),
  (c) => {
    const { quantity } = c.req.valid("query");
    const items = Object.entries(UNITS).filter(([, unit]) => !quantity || unit.quantity === quantity).map(([unit, { quantity: of, also }]) => ({ unit, quantity: of, alsoWritten: also }));
    return c.json({ items }, 200);
  },
);

app.notFound((c) => c.json(problem("not_found", "There is no such route"), 404));
app.onError((error, c) => {
  if (error instanceof HTTPException) return c.json(problem(error.status === 400 ? "malformed" : "error", error.message), error.status);
  console.error(error);
  return c.json(problem("internal", "Something went wrong"), 500);
});
app.doc31("/openapi.json", { openapi: "3.1.0", info: { title: "Unit conversion", version: "1.0.0", description: "Converts temperatures, lengths, masses, volumes and speeds." } });

export default app;
