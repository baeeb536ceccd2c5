import type { ContractStep, ContractTest } from "#lib/versions/schema.ts";
import type { Shape } from "./resource-shape.ts";

/** The tests of a thing whose lists have an order of their own: what they expect in the order of its making asks for that order. */
export function inOrderOfMaking(tests: ContractTest[], { resource: { path, sorted } }: Shape): ContractTest[] {
  if (!sorted) return tests;
  // The list of the thing, or of what belongs to another: not one of them, and no figures.
  const lists = new RegExp(`^(?:/[a-z0-9-]+/\\{\\{[a-zA-Z0-9]+\\}\\})?${path}(?:-by-[a-z-]+)?(?:\\?|$)`);
  const inOrder = (one: ContractStep): ContractStep => (one.request.method === "GET" && one.expect.status === 200 && lists.test(one.request.path) ? { ...one, request: { ...one.request, path: withOrder(one.request.path) } } : one);
  return tests.map((test) => ({ ...test, steps: test.steps.map(inOrder) }));
}

function withOrder(path: string): string {
  const asked = [...(/[?&]sort=/.test(path) ? [] : ["sort=createdAt"]), ...(/[?&]order=/.test(path) ? [] : ["order=asc"])].join("&");
  return asked === "" ? path : `${path}${path.includes("?") ? "&" : "?"}${asked}`;
}
