import { step } from "#lib/blueprints/contract-step.ts";
import type { ContractTest } from "#lib/versions/schema.ts";
import { nestedPath } from "./emit-aggregates.ts";
import { UNKNOWN_ID } from "./field-values.ts";
import type { Field } from "./resource-plan.ts";
import type { Shape } from "./resource-shape.ts";
import { asConsumer, captureName, isRound, rivalName, testKit, testsOf, type Body, type TestKit } from "./test-kit.ts";
import { withArticle } from "./words.ts";

/** One test for each field that refers to another resource, or to its own. */
export const emitReferenceTests = (kit: TestKit): ContractTest[] => kit.shape.references.flatMap(({ field, target }) => (target === kit.shape ? selfTest(kit, field) : isRound(target, [kit.shape]) ? circleTest(kit, field, target) : referenceTest(kit, field, target)));

const refused = (field: Field) => ({ expect: { error: { code: "invalid", message: { $regex: `^${field.name}: ` } } } });
const inUse = { expect: { error: { code: "in_use", message: { $type: "string" } } } };

function referenceTest({ shape, make, setup }: TestKit, field: Field, target: Shape): ContractTest[] {
  const { path, singular, plural } = shape.resource;
  const [one, other] = [captureName(target), captureName(target, "other")];
  const targetPath = `${target.resource.path}/{{${one}}}`;
  const nested = (id: string) => nestedPath(shape, field, target, id);
  // What it must differ from is the rival here.
  const rival: Body = field.differs === undefined ? {} : { [field.differs]: `{{${rivalName(target)}}}` };
  const others: Body = { ...make(2), ...rival, [field.name]: `{{${other}}}` };
  const first: Body = { ...make(1), ...rival, [field.name]: `{{${one}}}` };
  const foreign = target.isOwned && isIndependent(target) ? [asConsumer("grace", step("POST", target.resource.path, 201, { body: testKit(target).make(230), capture: { foreign: "/id" } }))] : [];
  return testsOf(`The ${field.label} of ${withArticle(singular)} must be there; ${withArticle(target.resource.singular)} with ${plural} can't be deleted`, [...setup(), ...setup("other")], [
    step("POST", path, 422, { body: make(1, { ...rival, [field.name]: UNKNOWN_ID }), ...refused(field) }),
    step("POST", path, 201, { body: first, expect: { [field.name]: `{{${one}}}` }, capture: { id: "/id" } }),
    step("POST", path, 201, { body: others, capture: { others: "/id" } }),
    step("PUT", `${path}/{{id}}`, 422, { body: make(1, { ...rival, [field.name]: UNKNOWN_ID }), ...refused(field) }),
    step("PATCH", `${path}/{{id}}`, 422, { body: { [field.name]: UNKNOWN_ID }, ...refused(field) }),
    ...(foreign.length > 0 ? [...foreign, step("PATCH", `${path}/{{id}}`, 422, { body: { [field.name]: "{{foreign}}" }, ...refused(field) }), step("POST", path, 422, { body: make(3, { ...rival, [field.name]: "{{foreign}}" }), ...refused(field) })] : []),
    step("GET", nested(`{{${one}}}`), 200, { expect: { items: [{ id: "{{id}}", [field.name]: `{{${one}}}` }], cursor: null, total: 1 } }),
    step("GET", `${nested(`{{${other}}}`)}?limit=1&sort=createdAt&order=desc`, 200, { expect: { items: [{ id: "{{others}}" }], total: 1 } }),
    step("GET", nested(UNKNOWN_ID), 404, { expect: { error: { code: "not_found" } } }),
    step("GET", `${nested(`{{${one}}}`)}?limit=101`, 422),
    step("GET", `${nested(`{{${one}}}`)}?${field.name}={{${other}}}`, 422),
    step("DELETE", targetPath, 409, inUse),
    step("GET", targetPath, 200),
    ...(isAlone(shape, field) ? [step("DELETE", `${path}/{{others}}`, 204)] : []),
    step("PATCH", `${path}/{{id}}`, 200, { body: { [field.name]: `{{${other}}}` }, expect: { [field.name]: `{{${other}}}` } }),
    step("GET", nested(`{{${one}}}`), 200, { expect: { items: [], total: 0 } }),
    ...freed(shape, field, target) ? [step("DELETE", targetPath, 204)] : [],
    step("DELETE", `${target.resource.path}/{{${other}}}`, 409, inUse),
  ]);
}

/** What it refers to has one of these, of one caller. */
const isAlone = ({ resource: { once = [], most } }: Shape, { name }: Field): boolean => once.some(({ fields }) => fields.length === 1 && fields[0] === name) || (most?.per === name && most.max === 1);

/** Nothing else of this document, or of what else was added, refers to the target. */
const freed = (shape: Shape, field: Field, target: Shape): boolean =>
  shape.references.every((reference) => reference.field === field || (reference.target !== target && !reaches(reference.target, target, new Set([shape]))));
const reaches = (from: Shape, to: Shape, seen: Set<Shape>): boolean => !seen.has(from) && from.references.some(({ target }) => target === to || reaches(target, to, seen.add(from)));

const isIndependent = (target: Shape): boolean => target.references.length === 0;

/** The other has to have one of these first, so that this one is told of it later. */
function circleTest({ shape }: TestKit, field: Field, target: Shape): ContractTest[] {
  const { path, singular } = shape.resource;
  const [one, other] = [`${path}/{{${captureName(shape)}}}`, captureName(target)];
  const kit = testKit(target);
  return testsOf(`The ${field.label} of ${withArticle(singular)} may come later; ${withArticle(target.resource.singular)} that is referred to can't be deleted`, [...kit.setup(), step("POST", target.resource.path, 201, { body: kit.make(1), capture: { [other]: "/id" } })], [
    step("PATCH", one, 422, { body: { [field.name]: UNKNOWN_ID }, ...refused(field) }),
    step("PATCH", one, 200, { body: { [field.name]: `{{${other}}}` }, expect: { [field.name]: `{{${other}}}` } }),
    step("GET", nestedPath(shape, field, target, `{{${other}}}`), 200, { expect: { items: [{ [field.name]: `{{${other}}}` }], total: 1 } }),
    step("DELETE", `${target.resource.path}/{{${other}}}`, 409, inUse),
  ]);
}

function selfTest({ shape, make, setup }: TestKit, field: Field): ContractTest[] {
  if (field.isRequired) return [];
  const { path, singular, plural } = shape.resource;
  return testsOf(`The ${field.label} of ${withArticle(singular)} is one of the ${plural}; one that is referred to can't be deleted`, setup(), [
    step("POST", path, 422, { body: make(1, { [field.name]: UNKNOWN_ID }), ...refused(field) }),
    step("POST", path, 201, { body: make(1), expect: { [field.name]: null }, capture: { first: "/id" } }),
    step("POST", path, 201, { body: make(2, { [field.name]: "{{first}}" }), expect: { [field.name]: "{{first}}" }, capture: { second: "/id" } }),
    step("GET", nestedPath(shape, field, shape, "{{first}}"), 200, { expect: { items: [{ id: "{{second}}" }], total: 1 } }),
    step("GET", `${path}?${field.name}={{first}}`, 200, { expect: { items: [{ id: "{{second}}" }], total: 1 } }),
    step("DELETE", `${path}/{{first}}`, 409, inUse),
    step("PATCH", `${path}/{{second}}`, 200, { body: { [field.name]: "{{second}}" }, expect: { [field.name]: "{{second}}" } }),
    step("DELETE", `${path}/{{second}}`, 204),
    step("DELETE", `${path}/{{first}}`, 204),
  ]);
}
