import { step } from "#lib/blueprints/contract-step.ts";
import type { ContractTest } from "#lib/versions/schema.ts";
import { nestedPath } from "./emit-aggregates.ts";
import { asConsumer, testsOf, type TestKit } from "./test-kit.ts";
import { sentenceCase } from "./words.ts";

/** Two consumers: neither sees, counts, changes or deletes what the other made. */
export function emitOwnershipTest({ shape, make, setup, shown }: TestKit): ContractTest[] {
  if (!shape.isOwned) return [];
  const { path, plural, aggregates, counters, transitions } = shape.resource;
  const ada = (...[method, at, status, more]: Parameters<typeof step>) => asConsumer("ada", step(method, at, status, more));
  const grace = (...[method, at, status, more]: Parameters<typeof step>) => asConsumer("grace", step(method, at, status, more));
  const missing = { expect: { error: { code: "not_found" } } };
  const [hers, his] = [make(1), make(2, {}, "other")];
  const one = `${path}/{{hers}}`;
  return testsOf(`${sentenceCase(plural)} of one consumer are invisible to another`, [...setup("", "ada"), ...setup("other", "grace")], [
    ada("POST", path, 201, { body: hers, capture: { hers: "/id" } }),
    grace("GET", path, 200, { expect: { items: [], cursor: null, total: 0 } }),
    grace("POST", path, 201, { body: his, capture: { his: "/id" } }),
    ada("GET", path, 200, { expect: { items: [{ id: "{{hers}}" }], cursor: null, total: 1 } }),
    grace("GET", path, 200, { expect: { items: [{ id: "{{his}}" }], cursor: null, total: 1 } }),
    grace("GET", one, 404, missing),
    grace("PUT", one, 404, { body: his, ...missing }),
    grace("PATCH", one, 404, { body: {}, ...missing }),
    grace("DELETE", one, 404, missing),
    ...[...counters, ...transitions].map(({ action }) => grace("POST", `${one}/${action}`, 404, missing)),
    ...aggregates.map(({ slug, per }) => grace("GET", `${path}/${slug}`, 200, { expect: per.kind === "all" ? { count: 1 } : { items: [{ count: 1 }] } })),
    ...shape.references.filter(({ field }) => hers[field.name] !== null).map(({ field, target }) => {
      const nested = nestedPath(shape, field, target, String(hers[field.name]));
      return target.isOwned ? grace("GET", nested, 404, missing) : grace("GET", nested, 200, { expect: { items: [], total: 0 } });
    }),
    ada("GET", one, 200, { expect: { ...shown(hers), version: 1 } }),
    ada("PATCH", one, 200, { body: {} }),
    ada("DELETE", one, 204),
    grace("GET", path, 200, { expect: { items: [{ id: "{{his}}" }], total: 1 } }),
  ]);
}
