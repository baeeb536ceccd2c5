import type { Json } from "#lib/versions/schema.ts";
import type { DerivedTest, Facts, HappyCall, Situation } from "../derived-test.ts";
import { isObject, typeOf } from "../json-value.ts";
import { follow } from "../operations.ts";
import { bodyOf, optionsOf, placesOf, replaceAt, shapeOf, typesOf, valueAt, withBody, type Body, type Place, type Seen } from "../request-body.ts";
import { expectRefusals, listNames, type BadCall } from "./refusal.ts";

interface Variant {
  what: string;
  body: Json;
  names?: string;
}

/** A body that the document does not allow is refused. Each variant breaks the documented schema in one place, and the validator agrees. */
export function badBodies({ operation, before, step }: HappyCall, facts: Facts): DerivedTest[] {
  const schema = operation.body?.schema;
  if (schema === undefined || !isObject(step.request.body)) return [];
  const shape = shapeOf(facts.document, schema);
  if (!shape) return [];
  const { title } = operation;
  const make = (name: string, variantsOf: (body: Body, places: readonly Place[]) => Variant[]): DerivedTest => ({
    name: `${title}: ${name}`, before, isReadOnly: true, run: (situation) => expectRefusals(situation, badCalls(situation, step, facts, schema, variantsOf)),
  });
  const names = Object.keys(shape.properties);
  const required = [...shape.required].filter((name) => Object.hasOwn(shape.properties, name));
  return [
    ...(required.length > 0 ? [make(`a missing ${listNames(required)} is refused`, missing)] : []),
    ...(names.length > 0 ? [make("values of a wrong type are refused", (body, places) => places.flatMap((place) => wrongTypes(facts.document, body, place)))] : []),
    ...(names.length > 0 ? [make("values out of their bounds are refused", (body, places) => places.flatMap((place) => outOfBounds(facts.document, body, place)))] : []),
    ...(shape.additional === false ? [make("a member that nobody described is refused", (body) => [{ what: "the unknown member notAField", body: { ...body, notAField: true } }])] : []),
    make("a body that is no object is refused", () => [null, [], "text", 12, [[[[[[]]]]]]].map((body) => ({ what: `the body ${JSON.stringify(body)}`, body }))),
  ];
}

function badCalls(situation: Situation, step: HappyCall["step"], { document, fits, share }: Facts, schema: Json, variantsOf: (body: Body, places: readonly Place[]) => Variant[]): BadCall[] {
  const request = situation.requestOf(step);
  const body = bodyOf(request);
  if (!body || fits(schema, body) !== null) return [];
  return variantsOf(body, placesOf(document, schema, body))
    .filter((variant) => fits(schema, variant.body) !== null)
    .slice(0, share)
    .map(({ body: changed, ...variant }) => ({ ...variant, request: withBody(request, changed) }));
}

const missing = (body: Body, places: readonly Place[]): Variant[] =>
  places.filter((place) => place.isRequired).map(({ path }) => ({ what: `a body without ${path.join(".")}`, body: replaceAt(body, path, undefined), names: path.at(-1) ?? "" }));

const WRONG: Json[] = [12345, "not of this type", null, true, { a: 1 }, ["a"], 1.5];

/** Two values of types that the schema does not name; null last, as many libraries read it as missing. */
function wrongTypes(document: Json, body: Body, { path, schema }: Place): Variant[] {
  const types = typesOf(document, schema);
  if (types.size === 0) return [];
  const wrong = WRONG.filter((value) => !types.has(typeOf(value)) && !(types.has("number") && typeof value === "number"));
  return wrong.slice(0, 2).map((value) => ({ what: `${path.join(".")} as ${JSON.stringify(value)}`, body: replaceAt(body, path, value) }));
}

function outOfBounds(document: Json, body: Body, { path, schema }: Place): Variant[] {
  const value = valueAt(body, path);
  return boundBreakers(document, schema, Array.isArray(value) ? value : []).map((wrong) => ({
    what: `${path.join(".")} as ${describe(wrong)}`, body: replaceAt(body, path, wrong),
  }));
}

/** Values just outside what the schema allows. */
export function boundBreakers(document: Json, given: Json, items: Json[] = [], seen: Seen = new Set()): Json[] {
  const found = follow(document, given);
  if (!isObject(found) || seen.has(found)) return [];
  seen.add(found);
  const inner = optionsOf(found).flatMap((option) => boundBreakers(document, option, items, seen));
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, minLength, maxLength, maxItems, minItems, multipleOf } = found;
  const step = found.type === "integer" ? 1 : 0.5;
  const numbers = [
    ...(typeof minimum === "number" && Math.abs(minimum) < 1e15 ? [minimum - step] : []), ...(typeof maximum === "number" && Math.abs(maximum) < 1e15 ? [maximum + step] : []),
    ...(typeof exclusiveMinimum === "number" ? [exclusiveMinimum] : []), ...(typeof exclusiveMaximum === "number" ? [exclusiveMaximum] : []),
    ...(typeof multipleOf === "number" && multipleOf > 0 ? [multipleOf * 1.5] : []),
  ];
  const texts = [
    ...(typeof minLength === "number" && minLength > 0 ? ["x".repeat(minLength - 1)] : []), ...(typeof maxLength === "number" && maxLength < 200_000 ? ["x".repeat(maxLength + 1)] : []),
    ...(typeof found.pattern === "string" || typeof found.format === "string" ? ["\u0001 not like this"] : []), ...(Array.isArray(found.enum) ? ["not-an-option"] : []),
  ];
  const lists = [...(typeof maxItems === "number" && maxItems < 2_000 && items.length > 0 ? [Array.from({ length: maxItems + 1 }, () => items[0] ?? null)] : []), ...(typeof minItems === "number" && minItems > 0 ? [items.slice(0, minItems - 1)] : [])];
  return [...numbers, ...texts, ...lists, ...inner];
}

const describe = (value: Json): string => {
  if (typeof value === "string" && value.length > 40) return `a text of ${value.length} characters`;
  return Array.isArray(value) ? `a list of ${value.length}` : JSON.stringify(value);
};
