import { step } from "#lib/blueprints/contract-step.ts";
import type { ContractTest } from "#lib/versions/schema.ts";
import { factorsOf, productsOf } from "./emit-products.ts";
import { productIn, testsOf, type Body, type TestKit } from "./test-kit.ts";
import { sampleValue } from "./test-values.ts";
import { listWords, withArticle } from "./words.ts";

/** What is worked out follows every change of what it is made of, and nobody sets it. */
export const emitProductTests = ({ shape, make, setup }: TestKit): ContractTest[] => productsOf(shape.resource).flatMap((field) => {
  const { path, singular, fields } = shape.resource;
  const factors = fields.filter(({ name }) => factorsOf(field).includes(name));
  // Where one must be above another, changing it alone may be refused.
  const free = factors.filter(({ name, above }) => above === undefined && !factors.some((other) => other.above?.field === name));
  const at = (body: Body): Body => ({ [field.name]: productIn(body, field, shape.resource) });
  let now = make(1);
  const changes = free.map((factor) => {
    now = { ...now, [factor.name]: sampleValue(factor, 7) };
    return step("PATCH", `${path}/{{id}}`, 200, { body: { [factor.name]: now[factor.name] ?? null }, expect: at(now) });
  });
  return testsOf(`The ${field.label} of ${withArticle(singular)} is worked out of its ${listWords(factors.map(({ label }) => label))}`, setup(), [
    step("POST", path, 201, { body: make(1), expect: at(make(1)), capture: { id: "/id" } }),
    ...changes,
    step("PUT", `${path}/{{id}}`, 200, { body: make(2), expect: at(make(2)) }),
    step("PATCH", `${path}/{{id}}`, 422, { body: { [field.name]: 1 } }),
    step("GET", `${path}/{{id}}`, 200, { expect: at(make(2)) }),
  ]);
});
