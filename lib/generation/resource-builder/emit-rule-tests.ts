import { step } from "#lib/blueprints/contract-step.ts";
import type { ContractStep, ContractTest, Json } from "#lib/versions/schema.ts";
import { emitApartTest } from "./emit-apart-test.ts";
import { emitMostTest } from "./emit-most-test.ts";
import { routesFrom } from "./emit-action-tests.ts";
import type { Field, OnceRule } from "./resource-plan.ts";
import { captureName, asConsumer, rivalName, testsOf, type Body, type TestKit } from "./test-kit.ts";
import { openOptions } from "./ruled-values.ts";
import { risingValues } from "./test-values.ts";
import { listWords, withArticle } from "./words.ts";

/** What fields together, other documents and states don't allow. */
export const emitRuleTests = (kit: TestKit): ContractTest[] => {
  const { once = [], fields } = kit.shape.resource;
  return [...once.flatMap((rule) => onceTest(kit, rule)), ...emitMostTest(kit), ...emitApartTest(kit), ...fields.flatMap((field) => [...(field.above ? orderTest(kit, field) : []), ...(field.differs ? differTest(kit, field) : []), ...(field.locks ? lockTest(kit, field) : [])])];
};

/** All but one of the values may be the same. */
function onceTest({ shape, make, setup }: TestKit, rule: OnceRule): ContractTest[] {
  const { path, singular, fields } = shape.resource;
  const of = fields.filter(({ name }) => rule.fields.includes(name));
  const isPerCaller = rule.isPerCaller || shape.isOwned;
  const conflict = { expect: { error: { code: "conflict", message: { $type: "string" } } } };
  const first = make(1);
  const same = Object.fromEntries(of.map(({ name }) => [name, first[name] ?? null]));
  const others = of.map((field, index) => step("POST", path, 201, { body: make(index + 3, { ...same, [field.name]: otherValue(shape, make, field) }), capture: { [`other${index}`]: "/id" } }));
  const name = `${isPerCaller ? "One caller has one" : "There is one"} ${singular}${of.length === 0 ? "" : ` with the same ${listWords(of.map(({ label }) => label))}`}, and no second`;
  return testsOf(name, [...setup(), ...setup("other")], [
    step("POST", path, 201, { body: first, capture: { first: "/id" } }),
    step("POST", path, 409, { body: make(2, same), ...conflict }),
    ...others,
    ...(others.length > 0 ? [step("PATCH", `${path}/{{other0}}`, 409, { body: same, ...conflict }), step("PUT", `${path}/{{other0}}`, 409, { body: make(2, same), ...conflict })] : []),
    step("PUT", `${path}/{{first}}`, 200, { body: make(2, same), expect: same }),
    step("PATCH", `${path}/{{first}}`, 200, { body: same, expect: same }),
    ...(rule.isPerCaller && !shape.isOwned ? [asConsumer("grace", step("POST", path, 201, { body: make(7, same) }))] : []),
    step("DELETE", `${path}/{{first}}`, 204),
    step("POST", path, 201, { body: make(8, same), expect: same }),
  ]);
}

/** Another value of a field than the first document has. */
function otherValue(shape: TestKit["shape"], make: TestKit["make"], field: Field): Json {
  const target = shape.references.find((reference) => reference.field === field)?.target;
  return target ? `{{${captureName(target, "other")}}}` : make(2)[field.name] ?? null;
}

function orderTest({ shape, make, setup }: TestKit, field: Field): ContractTest[] {
  const { path, singular, fields } = shape.resource;
  const other = fields.find(({ name }) => name === field.above?.field);
  if (!other || !field.above) return [];
  const { isStrict } = field.above;
  const [low, middle] = risingValues(other);
  const [, , high] = risingValues(field);
  const body = (n: number, lower: Json, upper: Json): Body => make(n, { [other.name]: lower, [field.name]: upper });
  const refused = { expect: { error: { code: "invalid", message: { $regex: `^${field.name}: ` } } } };
  const least = isStrict ? risingValues(field)[1] : middle;
  return testsOf(`The ${field.label} of ${withArticle(singular)} is ${isStrict ? "above" : "never below"} its ${other.label}`, setup(), [
    step("POST", path, 422, { body: body(1, middle, low), ...refused }),
    ...(isStrict ? [step("POST", path, 422, { body: body(1, middle, middle), ...refused })] : []),
    step("POST", path, 201, { body: body(1, middle, least), expect: { [other.name]: middle, [field.name]: least }, capture: { id: "/id" } }),
    step("PATCH", `${path}/{{id}}`, 422, { body: { [field.name]: low }, ...refused }),
    step("PATCH", `${path}/{{id}}`, 422, { body: { [other.name]: high }, ...refused }),
    step("PUT", `${path}/{{id}}`, 422, { body: body(2, middle, low), ...refused }),
    step("GET", `${path}/{{id}}`, 200, { expect: { [other.name]: middle, [field.name]: least, version: 1 } }),
    step("PATCH", `${path}/{{id}}`, 200, { body: { [other.name]: low }, expect: { [other.name]: low, [field.name]: least } }),
  ]);
}

function differTest({ shape, make, setup }: TestKit, field: Field): ContractTest[] {
  const { path, singular, fields } = shape.resource;
  const other = fields.find(({ name }) => name === field.differs);
  const target = shape.references.find((reference) => reference.field === field)?.target;
  if (!other || !target) return [];
  const [one, rival] = [`{{${captureName(target)}}}`, `{{${rivalName(target)}}}`];
  const refused = { expect: { error: { code: "invalid", message: { $regex: `^${field.name}: must not be the same` } } } };
  return testsOf(`The ${field.label} of ${withArticle(singular)} is never its ${other.label}`, setup(), [
    step("POST", path, 422, { body: make(1, { [other.name]: one, [field.name]: one }), ...refused }),
    step("POST", path, 201, { body: make(1, { [other.name]: one, [field.name]: rival }), capture: { id: "/id" } }),
    step("PATCH", `${path}/{{id}}`, 422, { body: { [field.name]: one }, ...refused }),
    step("PATCH", `${path}/{{id}}`, 422, { body: { [other.name]: rival }, ...refused }),
    step("PUT", `${path}/{{id}}`, 422, { body: make(2, { [other.name]: rival, [field.name]: rival }), ...refused }),
    step("PATCH", `${path}/{{id}}`, 200, { body: { [other.name]: rival, [field.name]: one }, expect: { [other.name]: rival, [field.name]: one } }),
  ]);
}

function lockTest({ shape, make, setup }: TestKit, field: Field): ContractTest[] {
  const { path, singular, transitions } = shape.resource;
  const { values, isChange, isDelete } = field.locks ?? { values: [], isChange: false, isDelete: false };
  const locked = { expect: { error: { code: "locked", message: { $type: "string" } } } };
  const routes = routesFrom(String(field.options?.[0] ?? ""), transitions.filter((other) => other.field === field.name));
  const reached = values.filter((value) => !field.isReadOnly || routes.has(String(value))).slice(0, 4);
  const steps = reached.flatMap((value, index): ContractStep[] => {
    const at = `${path}/{{locked${index}}}`;
    const id = { capture: { [`locked${index}`]: "/id" } };
    const bring = field.isReadOnly
      ? [step("POST", path, 201, { body: make(index + 1), ...id }), ...(routes.get(String(value)) ?? []).map((action) => step("POST", `${at}/${action}`, 200))]
      : [step("POST", path, 201, { body: make(index + 1), ...id }), step("PATCH", at, 200, { body: { [field.name]: value }, expect: { [field.name]: value } })];
    return [
      ...bring,
      ...(isChange ? [step("PATCH", at, 409, { body: field.isReadOnly ? {} : { [field.name]: openValue(field) }, ...locked }), step("PUT", at, 409, { body: make(index + 1), ...locked })] : []),
      ...(isDelete ? [step("DELETE", at, 409, locked)] : [step("DELETE", at, 204)]),
      ...(isDelete ? [step("GET", at, 200, { expect: { [field.name]: value } })] : []),
    ];
  });
  const what = [...(isChange ? ["changed"] : []), ...(isDelete ? ["deleted"] : [])].join(" or ");
  return testsOf(`${withArticle(singular).replace(/^a/, "A")} can't be ${what} when its ${field.label} is ${listWords(values.map(String), "or")}`, setup(), [
    ...steps,
    step("POST", path, 201, { body: make(6), capture: { open: "/id" } }),
    step("PUT", `${path}/{{open}}`, 200, { body: make(7) }),
    step("DELETE", `${path}/{{open}}`, 204),
  ]);
}

const openValue = (field: Field): Json => (field.kind === "boolean" ? !field.locks?.values[0] : openOptions(field)[0] ?? null);
