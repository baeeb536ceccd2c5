import type { ContractTest, Json } from "#lib/versions/schema.ts";
import { step } from "#lib/blueprints/contract-step.ts";
import { isFilter, isSortable } from "./emit-fields.ts";
import { exampleValue, sampleValue, wrongValue } from "./field-values.ts";
import type { Field, Resource } from "./resource-plan.ts";
import { emitSpecialTests } from "./emit-special-tests.ts";
import { sentenceCase, withArticle } from "./words.ts";

type Body = { [key: string]: Json };
type MakeBody = (changes?: Body) => Body;

/** What the API promises about each resource, as requests and expected replies. They share one scratch database, so bodies differ. */
export function emitTests(resources: Resource[]): ContractTest[] {
  let n = 0;
  return resources.flatMap((resource) => {
    const make: MakeBody = (changes = {}) => {
      n += 1;
      return { ...Object.fromEntries(resource.fields.map((field) => [field.name, sampleValue(field, n)])), ...changes };
    };
    return [lifeTest(resource), changeTest(resource, make), listTest(resource, make), ...filterTests(resource, make), ...emitSpecialTests(resource, make), refusalTest(resource, make), missingTest(resource)];
  });
}

/** The first step is the call that people are shown. */
function lifeTest(resource: Resource): ContractTest {
  const body: Body = Object.fromEntries(resource.fields.map((field) => [field.name, exampleValue(field, resource)]));
  const { path, singular } = resource;
  return {
    name: `${sentenceCase(withArticle(singular))} can be created, read back and deleted`,
    steps: [
      step("POST", path, 201, { body, expect: { id: { $type: "string" }, ...body, createdAt: { $type: "string" } }, capture: { id: "/id" } }),
      step("GET", `${path}/{{id}}`, 200, { expect: { id: "{{id}}", ...body } }),
      step("DELETE", `${path}/{{id}}`, 204),
      step("GET", `${path}/{{id}}`, 404, { expect: { error: { code: "not_found" } } }),
    ],
  };
}

function changeTest(resource: Resource, make: MakeBody): ContractTest {
  const { path, singular, fields } = resource;
  const [before, replaced] = [make(), make()];
  const patched = fields.find((field) => field.kind !== "choice" && field.kind !== "boolean" && field.max === undefined) ?? fields[0];
  const patch: Body = patched ? { [patched.name]: make()[patched.name] ?? null } : {};
  return {
    name: `${sentenceCase(withArticle(singular))} can be replaced and changed in part`,
    steps: [
      step("POST", path, 201, { body: before, capture: { id: "/id" } }),
      step("PUT", `${path}/{{id}}`, 200, { body: replaced, expect: replaced }),
      step("PATCH", `${path}/{{id}}`, 200, { body: patch, expect: { ...replaced, ...patch } }),
      step("GET", `${path}/{{id}}`, 200, { expect: { ...replaced, ...patch } }),
    ],
  };
}

function listTest(resource: Resource, make: MakeBody): ContractTest {
  const { path, plural } = resource;
  return {
    name: `${sentenceCase(plural)} are listed in pages`,
    steps: [
      ...[make(), make(), make()].map((body) => step("POST", path, 201, { body })),
      step("GET", path, 200, { expect: { items: { $minLength: 3 }, total: { $gte: 3 } } }),
      step("GET", `${path}?limit=2`, 200, { expect: { items: { $length: 2 }, cursor: { $type: "string" } }, capture: { cursor: "/cursor", first: "/items/0/id" } }),
      step("GET", `${path}?limit=2&cursor={{cursor}}`, 200, { expect: { items: { $minLength: 1 } }, capture: { next: "/items/0/id" } }),
      step("GET", `${path}?limit=0`, 422),
      step("GET", `${path}?limit=101`, 422),
    ],
  };
}

/** One test per field that can be filtered; sorting by the first field with room for a greatest value. */
function filterTests(resource: Resource, make: MakeBody): ContractTest[] {
  const { path, plural, fields } = resource;
  const tests = fields.filter((field) => isFilter(field)).map((field): ContractTest => {
    const body = make(field.kind === "boolean" ? { [field.name]: true } : {});
    const value = body[field.name] ?? "";
    return {
      name: `${sentenceCase(plural)} can be filtered by ${field.label}`,
      steps: [
        step("POST", path, 201, { body, capture: { id: "/id" } }),
        step("GET", `${path}?${field.name}=${encodeURIComponent(String(value))}&limit=100`, 200, { expect: { items: { $every: { [field.name]: value } }, total: { $gte: 1 } } }),
        step("GET", `${path}?${field.name}=${encodeURIComponent(String(value))}&limit=100`, 200, { expect: { items: { $contains: { id: "{{id}}" } } } }),
      ],
    };
  });
  const sorted = fields.find((field) => isSortable(field) && field.max === undefined && (field.kind === "integer" || field.kind === "number" || field.kind === "date"));
  const greatest = sorted?.kind === "date" ? "9999-12-30" : 99_999_999;
  if (sorted) {
    tests.push({
      name: `${sentenceCase(plural)} can be sorted by ${sorted.label}`,
      steps: [
        step("POST", path, 201, { body: make({ [sorted.name]: greatest }), capture: { id: "/id" } }),
        step("GET", `${path}?sort=${sorted.name}&order=desc&limit=1`, 200, { expect: { items: [{ id: "{{id}}", [sorted.name]: greatest }] } }),
      ],
    });
  }
  return tests;
}

function refusalTest(resource: Resource, make: MakeBody): ContractTest {
  const { path, singular, fields } = resource;
  const required = fields.find((field) => field.isRequired);
  const refused = { expect: { error: { code: "invalid", message: { $type: "string" } } } };
  const without = (field: Field): Body => Object.fromEntries(Object.entries(make()).filter(([name]) => name !== field.name));
  return {
    name: `${sentenceCase(withArticle(singular))} with a missing, wrong or unknown field is refused`,
    steps: [
      ...(required ? [step("POST", path, 422, { body: without(required), ...refused })] : []),
      ...fields.map((field) => step("POST", path, 422, { body: make({ [field.name]: wrongValue(field) }), ...refused })),
      step("POST", path, 422, { body: make({ notAField: 1 }), ...refused }),
    ].slice(0, 12),
  };
}

function missingTest(resource: Resource): ContractTest {
  const { path, singular, fields } = resource;
  const body: Body = Object.fromEntries(fields.map((field) => [field.name, sampleValue(field, 290)]));
  const missing = { expect: { error: { code: "not_found" } } };
  return {
    name: `${sentenceCase(withArticle(singular))} that isn't there is answered with 404`,
    steps: [
      step("GET", `${path}/missing`, 404, missing),
      step("PUT", `${path}/missing`, 404, { body, ...missing }),
      step("PATCH", `${path}/missing`, 404, { body: {}, ...missing }),
      step("DELETE", `${path}/missing`, 404, missing),
    ],
  };
}
