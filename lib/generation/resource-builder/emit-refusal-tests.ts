import { malformed, step } from "#lib/blueprints/contract-step.ts";
import type { ContractStep, ContractTest, Json } from "#lib/versions/schema.ts";
import { defaultOf, startOf } from "./emit-fields.ts";
import { testsOf, type Body, type TestKit } from "./test-kit.ts";
import { limitValues, refusedValues, wrongValue } from "./test-values.ts";
import { sentenceCase, withArticle } from "./words.ts";

/** What a body may not hold, field by field, and what it just may. */
export function emitRefusalTests(kit: TestKit): ContractTest[] {
  const { shape, setup } = kit;
  const a = sentenceCase(withArticle(shape.resource.singular));
  return [
    ...testsOf(`${a} with a missing, wrong or unknown field is refused`, setup(), shapeSteps(kit)),
    ...testsOf(`${a} with a value out of its limits is refused`, setup(), limitSteps(kit)),
    ...changeTest(kit),
    ...acceptedTest(kit),
  ];
}

/** The reply names the field. */
const refused = (name: string) => ({ expect: { error: { code: "invalid", message: { $regex: `^(json: .*"${name}"|${name}\\b)` } } } });

function shapeSteps({ shape, make }: TestKit): ContractStep[] {
  const { path } = shape.resource;
  const without = (name: string): Body => Object.fromEntries(Object.entries(make(1)).filter(([key]) => key !== name));
  const post = (name: string, body: Body) => step("POST", path, 422, { body, ...refused(name) });
  return [
    ...shape.inputs.filter((field) => defaultOf(field) === null).map((field) => post(field.name, without(field.name))),
    ...shape.inputs.map((field) => post(field.name, make(1, { [field.name]: wrongValue(field) }))),
    ...shape.inputs.filter((field) => defaultOf(field) !== "null").slice(0, 3).map((field) => post(field.name, make(1, { [field.name]: null }))),
    ...shape.readOnly.map((field) => post(field.name, make(1, { [field.name]: startOf(field) }))),
    ...Object.entries({ notAField: 1, id: "mine", ...(shape.hidden.caller ? { [shape.hidden.caller]: "somebody" } : {}) }).map(([name, value]: [string, Json]) => post(name, make(1, { [name]: value }))),
    malformed("POST", path),
    step("GET", path, 200, { expect: { items: [], total: 0 } }),
  ];
}

function limitSteps({ shape, make }: TestKit): ContractStep[] {
  const { path } = shape.resource;
  const steps = shape.inputs.flatMap((field) => refusedValues(field).map((value) => step("POST", path, 422, { body: make(1, { [field.name]: value }), ...refused(field.name) })));
  return steps.length > 0 ? [...steps, step("GET", path, 200, { expect: { items: [], total: 0 } })] : [];
}

function changeTest({ shape, make, setup, shown }: TestKit): ContractTest[] {
  const { path, singular } = shape.resource;
  const body = make(1);
  const [required] = shape.inputs.filter((field) => defaultOf(field) === null);
  const put = required ? [step("PUT", `${path}/{{id}}`, 422, { body: Object.fromEntries(Object.entries(body).filter(([name]) => name !== required.name)), ...refused(required.name) })] : [];
  return testsOf(`A change of ${withArticle(singular)} to something wrong is refused and changes nothing`, [...setup(), step("POST", path, 201, { body, capture: { id: "/id" } })], [
    ...put,
    ...shape.inputs.slice(0, 8).map((field) => step("PATCH", `${path}/{{id}}`, 422, { body: { [field.name]: refusedValues(field)[0] ?? wrongValue(field) }, ...refused(field.name) })),
    ...shape.readOnly.map((field) => step("PATCH", `${path}/{{id}}`, 422, { body: { [field.name]: startOf(field) }, ...refused(field.name) })),
    ...(["PUT", "PATCH"] as const).map((method) => step(method, `${path}/{{id}}`, 422, { body: { ...body, notAField: 1 }, ...refused("notAField") })),
    step("GET", `${path}/{{id}}`, 200, { expect: { ...shown(body), version: 1 } }),
  ]);
}

/** Two documents, of the least and of the greatest values. */
function acceptedTest({ shape, make, setup }: TestKit): ContractTest[] {
  const { path, singular } = shape.resource;
  // Two that depend on each other have no limits of their own.
  const limited = shape.inputs.filter(({ kind, name, above }) => kind !== "reference" && above === undefined && !shape.inputs.some((other) => other.above?.field === name));
  const bodies = [0, 1].map((end) => make(1 + end, Object.fromEntries(limited.map((field) => [field.name, limitValues(field, 1)[end] ?? null]))));
  return testsOf(`${sentenceCase(withArticle(singular))} may have values at their limits`, setup(), bodies.map((body) => step("POST", path, 201, { body, expect: body })));
}
