import { step } from "#lib/blueprints/contract-step.ts";
import type { ContractTest, Json } from "#lib/versions/schema.ts";
import { listed } from "./emit-list-tests.ts";
import type { Field } from "./resource-plan.ts";
import { asConsumer, testsOf, type Body, type TestKit } from "./test-kit.ts";
import { least } from "./test-values.ts";
import { listWords, sentenceCase } from "./words.ts";

/** The tests of what was asked for beyond storing: uniqueness, search and overdue. */
export const emitSpecialTests = (kit: TestKit): ContractTest[] => [...kit.shape.resource.fields.filter((field) => field.isUnique).flatMap((field) => uniqueTest(kit, field)), ...searchTest(kit), ...overdueTest(kit)];

function uniqueTest({ shape, make, setup, shown }: TestKit, field: Field): ContractTest[] {
  const { path, singular } = shape.resource;
  const { name } = field;
  const [first, other] = [make(1), make(2)];
  const value = first[name] ?? null;
  const taken = { expect: { error: { code: "conflict", message: { $type: "string" } } } };
  const grace = shape.isOwned ? [...setup("grace", "grace"), asConsumer("grace", step("POST", path, 201, { body: make(7, { [name]: value }, "grace"), expect: { [name]: value } }))] : [];
  return testsOf(`A second ${singular} with the same ${field.label} is refused${shape.isOwned ? ", unless another consumer has it" : ""}`, setup(), [
    step("POST", path, 201, { body: first, capture: { first: "/id" } }),
    step("POST", path, 409, { body: make(3, { [name]: value }), ...taken }),
    ...(field.kind === "email" ? [step("POST", path, 409, { body: make(3, { [name]: String(value).toUpperCase() }), ...taken })] : []),
    step("POST", path, 201, { body: other, capture: { other: "/id" } }),
    step("PATCH", `${path}/{{other}}`, 409, { body: { [name]: value }, ...taken }),
    step("PUT", `${path}/{{other}}`, 409, { body: make(2, { [name]: value }), ...taken }),
    step("GET", `${path}/{{other}}`, 200, { expect: { ...shown(other), version: 1 } }),
    step("PUT", `${path}/{{first}}`, 200, { body: first, expect: { [name]: value } }),
    ...grace,
    step("PATCH", `${path}/{{first}}`, 200, { body: { [name]: make(5)[name] ?? null } }),
    step("PATCH", `${path}/{{other}}`, 200, { body: { [name]: value }, expect: { [name]: value } }),
    step("DELETE", `${path}/{{other}}`, 204),
    step("POST", path, 201, { body: make(6, { [name]: value }) }),
    ...(field.isRequired || field.default !== undefined ? [] : [8, 9].map((n) => step("POST", path, 201, { body: make(n, { [name]: null }), expect: { [name]: null } }))),
  ]);
}

/** "Quartz Lantern" fits in it. */
const LONGEST_WORDS = 14;
/** "Velvet" */
const SHORTEST_WORDS = 6;
const WORDS = ["Lantern", "Meadow", "Nutmeg", "Orchid", "Pebble"];

/** Each field that is searched has a word of its own and one that all have. */
function searchTest({ shape, make, setup }: TestKit): ContractTest[] {
  const { path, plural } = shape.resource;
  const fields = shape.search.filter(({ kind }) => kind === "text" || kind === "longText" || kind === "list").filter(({ minLength = 1, maxLength = LONGEST_WORDS }) => minLength <= SHORTEST_WORDS && maxLength >= LONGEST_WORDS).slice(0, WORDS.length);
  const [field] = fields;
  if (!field) return [];
  const named = (one: Field, text: string): Body => ({ [one.name]: (one.kind === "list" ? ["plain", text] : text) satisfies Json });
  const id = (index: number) => `with${index + 1}`;
  return testsOf(`${sentenceCase(plural)} can be searched by ${listWords(fields.map(({ label }) => label))}, in any case`, setup(), [
    ...fields.map((one, index) => step("POST", path, 201, { body: make(index + 1, named(one, `Quartz ${WORDS[index] ?? ""}`)), capture: { [id(index)]: "/id" } })),
    step("POST", path, 201, { body: make(9), capture: { without: "/id" } }),
    listed(`${path}?q=quartz`, fields.map((_one, index) => id(index))),
    ...fields.map((_one, index) => listed(`${path}?q=${(WORDS[index] ?? "").toUpperCase()}`, [id(index)])),
    listed(`${path}?q=${(WORDS[0] ?? "").slice(2, 6)}`, [id(0)]),
    listed(`${path}?q=%20quartz%20`, fields.map((_one, index) => id(index))),
    listed(`${path}?q=nowhere`, []),
    step("GET", `${path}?q=${"x".repeat(201)}`, 422),
    ...(shape.search.some(({ options = [] }) => options.some((option) => option.includes("%"))) ? [] : [listed(`${path}?q=%25`, [])]),
    listed(`${path}?q=`, [...fields.map((_one, index) => id(index)), "without"]),
    step("PATCH", `${path}/{{without}}`, 200, { body: named(field, "Velvet") }),
    listed(`${path}?q=velvet`, ["without"]),
    step("PUT", `${path}/{{without}}`, 200, { body: make(9) }),
    listed(`${path}?q=velvet`, []),
    step("PATCH", `${path}/{{${id(0)}}}`, 200, { body: {} }),
    listed(`${path}?q=lantern`, [id(0)]),
    step("DELETE", `${path}/{{${id(0)}}}`, 204),
    listed(`${path}?q=lantern`, []),
  ]);
}

function overdueTest({ shape, make, setup }: TestKit): ContractTest[] {
  const { path, plural, singular, fields, overdue } = shape.resource;
  if (!overdue) return [];
  const { dateField, doneField } = overdue;
  const at = fields.some((field) => field.name === dateField && field.kind === "dateTime") ? "T00:00:00.000Z" : "";
  const past = `2001-02-03${at}`;
  const isOptional = fields.some((field) => field.name === dateField && !field.isRequired && field.default === undefined);
  const later = fields.find((field) => field.name === dateField)?.above?.field;
  const before = fields.find((field) => field.name === later);
  const open = { ...(doneField ? { [doneField]: false } : {}), ...(before ? { [before.name]: least(before) } : {}) };
  const says = (isOverdue: boolean): Body => (fields.some(({ name }) => name === "overdue") ? {} : { overdue: isOverdue });
  const isLocked = fields.some(({ name, locks }) => name === doneField && locks?.isChange);
  return testsOf(`overdue=true lists ${plural} whose date has passed${doneField ? " and that aren't done" : ""}, and no other ${singular}`, setup(), [
    step("POST", path, 201, { body: make(1, { [dateField]: past, ...open }), capture: { overdue: "/id" } }),
    step("POST", path, 201, { body: make(2, { [dateField]: `2098-12-29${at}`, ...open }), capture: { later: "/id" } }),
    ...(doneField ? [step("POST", path, 201, { body: make(3, { [dateField]: past, ...open, [doneField]: true }), capture: { done: "/id" } })] : []),
    ...(isOptional ? [step("POST", path, 201, { body: make(4, { [dateField]: null, ...open }) })] : []),
    step("GET", `${path}?overdue=true`, 200, { expect: { items: [{ id: "{{overdue}}", [dateField]: past, ...says(true) }], total: 1 } }),
    step("GET", `${path}/{{later}}`, 200, { expect: says(false) }),
    ...(doneField ? [step("GET", `${path}/{{done}}`, 200, { expect: says(false) })] : []),
    listed(`${path}?overdue=true&${dateField}From=2001-02-04`, []),
    step("GET", path, 200, { expect: { total: 2 + (doneField ? 1 : 0) + (isOptional ? 1 : 0) } }),
    step("GET", `${path}?overdue=perhaps`, 422),
    ...(doneField ? [
      step("PATCH", `${path}/{{overdue}}`, 200, { body: { [doneField]: true } }), listed(`${path}?overdue=true`, []),
      ...(isLocked ? [] : [step("PATCH", `${path}/{{done}}`, 200, { body: { [doneField]: false } }), listed(`${path}?overdue=true`, ["done"])]),
    ] : []),
  ]);
}
