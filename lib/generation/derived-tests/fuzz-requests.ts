import type { ScratchRequest } from "#lib/runtime/runtime.ts";
import type { Json } from "#lib/versions/schema.ts";
import { isObject, memberOf } from "./json-value.ts";
import { follow, readOperations, type Operation } from "./operations.ts";
import { seededRandom } from "./seeded-random.ts";

type Random = () => number;
const ODD: Json[] = [null, true, 0, -1, 1e308, 9_007_199_254_740_992, 0.1, "", "\u0000", "\ud800", "'; --", "<b>", "../..", "__proto__", "9999-99-99", "2026-02-30", "x".repeat(5_000), [], {}, [[]], { $gt: "" }, ["a", 1, null]];
const ODD_IDS = ["nothing", "%00", "__proto__", "..%2F", "%F0%9F%92%A5", "0", "a".repeat(300), "%E0%A4%A"];
const ODD_TEXTS = ['{"', "[".repeat(3_000), "null", '""', "1e999", '{"__proto__":{"a":1}}', "\ufeff{}", ""];

/** Requests from the document's own words, with ids of things that are there: valid-ish ones, changed ones and random ones. The same for one seed. */
export function fuzzRequests(document: Json, ids: readonly string[], count: number, seed = 1): ScratchRequest[] {
  const random = seededRandom(seed);
  const operations = readOperations(document);
  return operations.length === 0 ? [] : Array.from({ length: count }, (_, index) => fuzzOne(document, pick(random, operations), ids, random, index));
}

function fuzzOne(document: Json, operation: Operation, ids: readonly string[], random: Random, index: number): ScratchRequest {
  const isOdd = (): boolean => random() < 0.25;
  const valueOf = (schema: Json): Json => (isOdd() ? pick(random, ODD) : validish(document, schema, random, 0));
  const path = operation.template.replace(/\{([^}]+)\}/g, (_, name: string) => {
    const known = ids.length > 0 && random() < 0.7 ? pick(random, ids) : null;
    const value = isOdd() ? pick(random, ODD_IDS) : (known ?? String(validish(document, operation.path.find((parameter) => parameter.name === name)?.schema ?? {}, random, 0)));
    return /%/.test(value) ? value : encodeURIComponent(value.toWellFormed()).slice(0, 2_000) || "x";
  });
  const query = operation.query.filter(({ isRequired }) => isRequired || random() < 0.4).map(({ name, schema }) => `${encodeURIComponent(name)}=${encodeURIComponent(textOf(valueOf(schema)).toWellFormed().slice(0, 500))}`);
  const method = random() < 0.05 ? pick(random, ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"]) : operation.method;
  const hasBody = operation.body !== null || (random() < 0.05 && method !== "GET" && method !== "HEAD");
  const body = !hasBody ? undefined : random() < 0.1 ? pick(random, ODD_TEXTS) : JSON.stringify(bodyOf(document, operation, random, isOdd));
  const type = random() < 0.05 ? pick(random, ["text/plain", "application/x-www-form-urlencoded", "application/json; charset=latin1", "multipart/form-data"]) : "application/json";
  return {
    method, path: query.length === 0 ? path : `${path}?${query.join("&")}`, ...(index % 5 === 0 ? { consumer: "b" } : {}),
    ...(body === undefined ? {} : { headers: { "content-type": type }, body }),
  };
}

function bodyOf(document: Json, operation: Operation, random: Random, isOdd: () => boolean): Json {
  const whole = validish(document, operation.body?.schema ?? {}, random, 0);
  if (!isObject(whole) || !isOdd()) return whole;
  const names = Object.keys(whole);
  if (names.length === 0) return { [pick(random, ["a", "id", "constructor"])]: pick(random, ODD) };
  const name = pick(random, names);
  const { [name]: _taken, ...others } = whole;
  return random() < 0.3 ? others : { ...whole, [name]: pick(random, ODD) };
}

/** A value that fits the schema more often than not. */
function validish(document: Json, given: Json, random: Random, depth: number): Json {
  const schema = follow(document, given);
  if (!isObject(schema) || depth > 6) return "x";
  const example = schema.example;
  if (example !== undefined && random() < 0.5) return example;
  if (Array.isArray(schema.enum) && schema.enum.length > 0) return pick(random, schema.enum);
  const [option] = [schema.anyOf, schema.oneOf, schema.allOf].filter((list) => Array.isArray(list) && list.length > 0);
  if (Array.isArray(option)) return validish(document, pick(random, option), random, depth + 1);
  const type = Array.isArray(schema.type) ? pick(random, schema.type) : schema.type;
  const low = Number(schema.minimum ?? schema.exclusiveMinimum ?? 0);
  const high = Number(schema.maximum ?? schema.exclusiveMaximum ?? low + 1_000);
  switch (type) {
    case "integer": return Math.floor(low + random() * Math.min(high - low, 1_000));
    case "number": return Math.round((low + random() * (high - low)) * 100) / 100;
    case "boolean": return random() < 0.5;
    case "null": return null;
    case "array": return Array.from({ length: Math.floor(random() * 3) + Number(schema.minItems ?? 0) }, () => validish(document, schema.items ?? {}, random, depth + 1));
    case "object": return Object.fromEntries(Object.entries(memberOfObject(schema, "properties")).filter(([name]) => random() < 0.7 || (Array.isArray(schema.required) && schema.required.includes(name))).map(([name, member]) => [name, validish(document, member, random, depth + 1)]));
    default: return textLike(schema, random);
  }
}

function textLike(schema: { [key: string]: Json }, random: Random): string {
  const n = Math.floor(random() * 28) + 1;
  switch (schema.format) {
    case "date": return `2026-0${1 + (n % 9)}-${String(n).padStart(2, "0")}`;
    case "date-time": return `2026-0${1 + (n % 9)}-${String(n).padStart(2, "0")}T0${n % 10}:00:00Z`;
    case "email": return `person${n}@example.com`;
    case "uri": return `https://example.com/${n}`;
    case "uuid": return "00000000-0000-4000-8000-000000000000";
    default: return `text-${n}`.slice(0, Number(schema.maxLength ?? 200)).padEnd(Number(schema.minLength ?? 0), "x");
  }
}

const memberOfObject = (schema: Json, name: string): { [key: string]: Json } => {
  const value = memberOf(schema, name);
  return isObject(value) ? value : {};
};
const textOf = (value: Json): string => (typeof value === "string" ? value : JSON.stringify(value));

function pick<Value>(random: Random, list: readonly Value[]): Value {
  for (const value of list.slice(Math.floor(random() * list.length))) return value;
  throw new Error("nothing to pick from");
}
