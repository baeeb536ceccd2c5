import type { ContractTest, Json } from "#lib/versions/schema.ts";
import { step } from "#lib/blueprints/contract-step.ts";
import type { Field, Resource } from "./resource-plan.ts";

type Body = { [key: string]: Json };
type MakeBody = (changes?: Body) => Body;

/** The tests of what was asked for beyond storing: uniqueness and overdue. */
export function emitSpecialTests(resource: Resource, make: MakeBody): ContractTest[] {
  return [...resource.fields.filter((field) => field.isUnique).map((field) => uniqueTest(resource, field, make)), ...(resource.overdue ? [overdueTest(resource, resource.overdue, make)] : [])];
}

function uniqueTest(resource: Resource, field: Field, make: MakeBody): ContractTest {
  const { path, singular } = resource;
  const first = make();
  const other = make();
  const value = first[field.name] ?? null;
  const taken = { expect: { error: { code: "conflict" } } };
  return {
    name: `A second ${singular} with the same ${field.label} is refused`,
    steps: [
      step("POST", path, 201, { body: first, capture: { first: "/id" } }),
      step("POST", path, 409, { body: make({ [field.name]: value }), ...taken }),
      ...(field.kind === "email" && typeof value === "string" ? [step("POST", path, 409, { body: make({ [field.name]: value.toUpperCase() }), ...taken })] : []),
      step("POST", path, 201, { body: other, capture: { other: "/id" } }),
      step("PATCH", `${path}/{{other}}`, 409, { body: { [field.name]: value }, ...taken }),
      step("PUT", `${path}/{{first}}`, 200, { body: first }),
      step("DELETE", `${path}/{{first}}`, 204),
      step("POST", path, 201, { body: make({ [field.name]: value }) }),
    ],
  };
}

function overdueTest(resource: Resource, { dateField, doneField }: { dateField: string; doneField: string | null }, make: MakeBody): ContractTest {
  const { path, plural, singular, fields } = resource;
  const past = "2001-02-03";
  const isOptional = fields.some((field) => field.name === dateField && !field.isRequired);
  return {
    name: `overdue=true lists ${plural} whose date has passed${doneField ? " and that aren't done" : ""}, and no other ${singular}`,
    steps: [
      step("POST", path, 201, { body: make({ [dateField]: past }), capture: { overdue: "/id" } }),
      step("POST", path, 201, { body: make({ [dateField]: "9999-12-29" }) }),
      ...(doneField ? [step("POST", path, 201, { body: make({ [dateField]: past, [doneField]: true }) })] : []),
      ...(isOptional ? [step("POST", path, 201, { body: make({ [dateField]: null }) })] : []),
      step("GET", `${path}?overdue=true`, 200, { expect: { items: [{ id: "{{overdue}}", [dateField]: past }], total: 1 } }),
    ],
  };
}
