import { step } from "#lib/blueprints/contract-step.ts";
import type { ContractTest } from "#lib/versions/schema.ts";
import { defaultOf } from "./emit-fields.ts";
import { exampleValue, UNKNOWN_ID } from "./field-values.ts";
import { productsIn, testsOf, type Body, type TestKit } from "./test-kit.ts";
import { sampleValue } from "./test-values.ts";
import { sentenceCase, withArticle } from "./words.ts";

const ID = { $regex: "^[0-9a-f-]{36}$" };
const TIME = { $regex: "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$" };
const missing = { expect: { error: { code: "not_found", message: { $type: "string" } } } };

/** Adding, reading, replacing, changing and deleting one document. */
export const emitLifeTests = (kit: TestKit): ContractTest[] => [...lifeTest(kit), ...defaultsTest(kit), ...changeTest(kit), ...missingTest(kit)];

/** The first step is the call that people are shown. */
function lifeTest({ shape, make, setup, shown }: TestKit): ContractTest[] {
  const { path, singular } = shape.resource;
  const references = shape.references.map(({ field }) => field);
  const isReferring = references.some((field) => field.isRequired);
  const known = make(1);
  const body: Body = Object.fromEntries(shape.inputs.map((field) => [field.name, references.includes(field) ? (isReferring ? (known[field.name] ?? null) : null) : exampleValue(field, shape.resource)]));
  const stored = shown(body);
  const hidden = [shape.hidden.caller, shape.hidden.search, shape.hidden.place, ...shape.hidden.uniques.map(({ name }) => name)].filter((name) => name !== null);
  return testsOf(`${sentenceCase(withArticle(singular))} can be added, read back${shape.resource.isKept ? " and listed" : ", listed and deleted"}`, isReferring ? setup() : [], [
    step("POST", path, 201, { body, expect: { id: ID, ...stored, createdAt: TIME, updatedAt: TIME, version: 1, ...Object.fromEntries(hidden.map((name) => [name, { $absent: true }])) }, capture: { id: "/id" } }),
    step("GET", `${path}/{{id}}`, 200, { expect: { id: "{{id}}", ...stored, version: 1 } }),
    step("GET", path, 200, { expect: { items: [{ id: "{{id}}", ...stored, version: 1 }], cursor: null, total: 1 } }),
    step("DELETE", `${path}/{{id}}`, 204),
    step("GET", `${path}/{{id}}`, 404, missing),
    step("DELETE", `${path}/{{id}}`, 404, missing),
    step("GET", path, 200, { expect: { items: [], cursor: null, total: 0 } }),
  ]);
}

/** What is left out when a document is added or replaced. */
function defaultsTest({ shape, make, setup, shown }: TestKit): ContractTest[] {
  const { path, singular } = shape.resource;
  const optional = shape.inputs.filter((field) => defaultOf(field) !== null);
  if (optional.length === 0) return [];
  const least: Body = Object.fromEntries(Object.entries(make(1)).filter(([name]) => !optional.some((field) => field.name === name)));
  const expected = { ...shown(least), ...Object.fromEntries(optional.map((field) => [field.name, field.default ?? (field.kind === "boolean" ? false : field.kind === "list" ? [] : null)])) };
  const full = make(2);
  return testsOf(`${sentenceCase(withArticle(singular))} may leave out its optional fields; replacing it without them clears them`, setup(), [
    step("POST", path, 201, { body: least, expect: expected, capture: { id: "/id" } }),
    step("GET", `${path}/{{id}}`, 200, { expect: expected }),
    step("PUT", `${path}/{{id}}`, 200, { body: full, expect: full }),
    ...optional.filter((field) => defaultOf(field) === "null").map((field) => step("PATCH", `${path}/{{id}}`, 200, { body: { [field.name]: null }, expect: { [field.name]: null } })),
    step("PUT", `${path}/{{id}}`, 200, { body: full, expect: full }),
    step("PUT", `${path}/{{id}}`, 200, { body: least, expect: expected }),
    step("GET", `${path}/{{id}}`, 200, { expect: expected }),
  ]);
}

/** Each PATCH changes one field and nothing else. */
function changeTest({ shape, make, setup, shown }: TestKit): ContractTest[] {
  const { path, singular } = shape.resource;
  const [before, other, replaced, patched] = [make(1), make(2), make(3), make(4)];
  let now = shown(replaced);
  const patches = shape.inputs.filter((field) => field.kind !== "reference" && !shape.inputs.some(({ above }) => above?.field === field.name)).map((field, index) => {
    // What must not be below another is changed with it.
    const lower = shape.inputs.find(({ name }) => name === field.above?.field);
    const changed = Object.fromEntries([...(lower ? [lower] : []), field].map((one) => [one.name, patched[one.name] ?? sampleValue(one, 4)]));
    now = { ...now, ...changed };
    Object.assign(now, productsIn(now, shape));
    return step("PATCH", `${path}/{{id}}`, 200, { body: changed, expect: { id: "{{id}}", ...now, createdAt: "{{createdAt}}", version: index + 3 } });
  });
  return testsOf(`${sentenceCase(withArticle(singular))} can be replaced and changed in part; others stay as they are`, [
    ...setup(),
    step("POST", path, 201, { body: before, capture: { id: "/id", createdAt: "/createdAt" } }),
    step("POST", path, 201, { body: other, capture: { other: "/id" } }),
  ], [
    step("PUT", `${path}/{{id}}`, 200, { body: replaced, expect: { id: "{{id}}", ...shown(replaced), createdAt: "{{createdAt}}", version: 2 } }),
    ...patches,
    step("PATCH", `${path}/{{id}}`, 200, { body: {}, expect: { id: "{{id}}", ...now } }),
    step("GET", `${path}/{{id}}`, 200, { expect: { id: "{{id}}", ...now } }),
    step("GET", `${path}/{{other}}`, 200, { expect: { id: "{{other}}", ...shown(other), version: 1 } }),
    step("GET", path, 200, { expect: { items: [{ id: "{{id}}" }, { id: "{{other}}" }], total: 2 } }),
  ]);
}

function missingTest({ shape, make, setup }: TestKit): ContractTest[] {
  const { path, singular, counters, transitions } = shape.resource;
  const ids = ["missing", UNKNOWN_ID];
  return testsOf(`${sentenceCase(withArticle(singular))} that isn't there is answered with 404`, setup(), [
    ...ids.flatMap((id) => [
      step("GET", `${path}/${id}`, 404, missing),
      step("PUT", `${path}/${id}`, 404, { body: make(1), ...missing }),
      step("PATCH", `${path}/${id}`, 404, { body: {}, ...missing }),
      step("DELETE", `${path}/${id}`, 404, missing),
    ]),
    step("GET", `${path}/${UNKNOWN_ID}/nowhere`, 404, missing),
    ...[...counters, ...transitions].map(({ action }) => step("POST", `${path}/${UNKNOWN_ID}/${action}`, 404, missing)),
  ]);
}
